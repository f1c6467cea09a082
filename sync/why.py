"""How a date was worked out, in words (DESIGN.md section 5: each shows how it was worked out)."""

from collections.abc import Mapping
from typing import Any

from sync.london import date_text, local_day, midnight, utc
from sync.rule_words import since
from sync.starts import Start
from sync.wording import exactly, full_day, opening

Row = Mapping[str, Any]
NO_NUMBER = {
    "asap": "As soon as possible: the procedure gives no number.",
    "immediate": "At once: the procedure gives no number.",
}
ON = {
    "missed": "when the {usual}time that {rule} allows had passed",
    "met": "when {rule} was met",
    "due": "the time that {rule} allows",
    "ended": "when the call or meeting ended",
}


def words(rule: Row, row: Row, start: Start | None, procedure: Row) -> str:
    """Two to four sentences: why the rule applies, what it is worked from, how far it runs, what more was allowed."""
    worked = (_applies(rule, row), _begins(rule, row, start, procedure), _runs(row))
    parts = (*worked, _by(rule, row), _judged(row), _extended(row))
    return " ".join(part for part in parts if part)


def _applies(rule: Row, row: Row) -> str:
    if "if" in row:
        return f"Applies unless someone records that there is no {either(row['if_words'])}."
    return f"{rule['why']}." if rule.get("why") else ""


def _begins(rule: Row, row: Row, start: Start | None, procedure: Row) -> str:
    if row["state"] == "not_applicable":
        return "The child has died." if row["start_from"] == "child_died" else "The child is not born yet."
    if start is None:
        counted = since(rule["anchor"], procedure["vocabulary"])
        return f"There is no time to work from yet{counted and ': it is counted '}{counted}."
    begun = f"Worked from {source(start, procedure, rule['anchor'])}: {_moment(start, procedure)}."
    if start.missing is None:
        return begun
    named = procedure["vocabulary"]["events"][start.missing]
    return f"{begun} The procedure runs from when {named}, and no time is recorded for that."


def _moment(start: Start, procedure: Row) -> str:
    """A limit that ends at midnight ends with the day before; a day on which a discussion may be held is a day."""
    at = start.at.lo
    day = local_day(at)
    if start.on in ("missed", "due") and at == midnight(day):
        return f"the end of {full_day(date_text(day - 1))}"
    return full_day(date_text(day)) if _projected(start, procedure) else exactly(utc(at))


def _projected(start: Start, procedure: Row) -> bool:
    known = procedure["vocabulary"]
    return start.on is None and start.source not in known["events"] and start.source not in known["facts"]


def source(start: Start, procedure: Row, anchor: Row | None = None) -> str:
    """`when the referral was received`; a rule's id stands for the last day it allows (a projection), or for what
    happened to it."""
    name = start.source
    if start.on is not None:
        usual = "usual " if anchor and anchor.get("kind") == "usual" else ""
        return ON[start.on].format(rule=name, usual=usual)
    vocabulary = procedure["vocabulary"]
    if name in vocabulary["events"]:
        return f"when {vocabulary['events'][name]}"
    if name in vocabulary["facts"]:
        return f"when {vocabulary['facts'][name]['words']} was recorded"
    return f"the last day on which the discussion may be held ({name})"


def _runs(row: Row) -> str:
    if row["state"] == "not_applicable":
        return "" if row["start_from"] == "child_died" else "The clock starts at birth."
    if row["not_before"] is not None:
        return f"It may not be before {opening(row['not_before'])}."
    if row["unit"] in NO_NUMBER:
        return NO_NUMBER[row["unit"]]
    if row["unit"] == "agreed":
        return _agreed(row)
    return _ends(row) if row["due_date"] else ""


def _ends(row: Row) -> str:
    after = "before" if row["due_before"] < row["start"] else "after"
    last = full_day(row["due_date"])
    if row["unit"] == "hours":
        ends = f"{length(row)} from then {_end(row)}" if after == "after" else f"{length(row)} before then is"
        return f"{ends} {exactly(row['due_before'])}."
    if row["unit"] == "same_day":
        return f"It is due by the end of that day, {last}, weekends and bank holidays included."
    if row["unit"] == "working_days":
        return f"{length(row)} {after} that day, weekends and bank holidays left out, {_end(row)} with {last}."
    said = f"{length(row)} {after} that day {_end(row)} with {last}."
    return f"{said} It does not say which days: the earlier reading stands." if row["beneath"] else said


def _end(row: Row) -> str:
    return "ends" if row["amount"] == 1 else "end"


def _by(rule: Row, row: Row) -> str:
    return f"It is due by then at {rule['until']}." if rule.get("until") and row["due_date"] else ""


def _judged(row: Row) -> str:
    made = row["judgement"]
    return f"{made['who']} chose this limit: {made['why']}." if made else ""


def _agreed(row: Row) -> str:
    if row["start"] is None:
        return ""
    if row["due_date"] is None:
        return "The procedure gives no number: a date is to be agreed."
    return f"The date agreed is {full_day(row['due_date'])}."


def _extended(row: Row) -> str:
    if row["extended"] is None:
        return ""
    return f"More time was authorised, to {full_day(row['extended']['due_date'])}; the date above stays."


def length(row: Row) -> str:
    """`24 hours`, `1 working day`."""
    unit = {"hours": "hour", "days": "day", "calendar_days": "calendar day"}.get(row["unit"], "working day")
    return f"{row['amount']} {unit}{'' if row['amount'] == 1 else 's'}"


def either(parts: list[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
