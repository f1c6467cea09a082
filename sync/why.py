"""How a date was worked out, in words (DESIGN.md section 5: each shows how it was worked out)."""

from collections.abc import Mapping
from typing import Any

from sync.starts import Start
from sync.wording import exactly, full_day

Row = Mapping[str, Any]
ON = {
    "missed": "when the time that {} allows had passed",
    "met": "when {} was met",
    "due": "the last day that {} allows",
}


def words(rule: Row, row: Row, start: Start | None, procedure: Row) -> str:
    """Two to four sentences: why the rule applies, what it is worked from, how far it runs, what more was allowed."""
    parts = (_applies(rule, row), _begins(row, start, procedure), _runs(row), _extended(row))
    return " ".join(part for part in parts if part)


def _applies(rule: Row, row: Row) -> str:
    if "if" in row:
        return f"Applies unless someone records that there is no {either(row['if_words'])}."
    return f"{rule['why']}." if rule.get("why") else ""


def _begins(row: Row, start: Start | None, procedure: Row) -> str:
    if row["state"] == "not_applicable":
        return "The child has died." if row["start_from"] == "child_died" else "The child is not born yet."
    if start is None:
        return "There is no time to work from yet."
    begun = f"Worked from {source(start, procedure)}: {exactly(row['start'])}."
    if start.missing is None:
        return begun
    named = procedure["vocabulary"]["events"][start.missing]
    return f"{begun} The procedure runs from when {named}, and no time is recorded for that."


def source(start: Start, procedure: Row) -> str:
    """`when the referral was received`; a rule's id stands for the last day it allows (a projection), or for what
    happened to it."""
    name = start.source
    if start.on is not None:
        return ON[start.on].format(name)
    vocabulary = procedure["vocabulary"]
    if name in vocabulary["events"]:
        return f"when {vocabulary['events'][name]}"
    if name in vocabulary["facts"]:
        return f"when {vocabulary['facts'][name]['words']} was recorded"
    return f"the last day on which the discussion may be held ({name})"


def _runs(row: Row) -> str:
    if row["state"] == "not_applicable":
        return "" if row["start_from"] == "child_died" else "The clock starts at birth."
    if row["unit"] == "asap":
        return "As soon as possible: the procedure gives no number."
    if row["unit"] == "agreed":
        return _agreed(row)
    return _ends(row) if row["due_date"] else ""


def _ends(row: Row) -> str:
    if row["unit"] == "hours":
        return f"{length(row)} from then end {exactly(row['due_before'])}."
    if row["unit"] == "same_day":
        return f"It is due by the end of that day, {full_day(row['due_date'])}, weekends and bank holidays included."
    return f"{length(row)} after that day, weekends and bank holidays left out, end with {full_day(row['due_date'])}."


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
    unit = "hour" if row["unit"] == "hours" else "working day"
    return f"{row['amount']} {unit}{'' if row['amount'] == 1 else 's'}"


def either(parts: list[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
