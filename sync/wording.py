"""Dates, durations and answers in plain words, as NHS and GOV.UK pages write them. Twin of `wording.ts`."""

from collections.abc import Callable, Mapping
from typing import Any

from sync.london import DAY, HOUR, changes, date_of, day_number, local_day, midnight, offset, seconds, utc

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known", "True": "Yes", "False": "No"}
UNDATED = {"asap": "as soon as possible", "immediate": "at once", "agreed": "on a date to be agreed"}
AHEAD = 120  # seconds a clock may run ahead before we doubt it (DESIGN.md section 4, Clock)

Line = dict[str, str]


def day(iso_date: str, now: str) -> str:
    """`today, Friday 20 November`; the year only when it is another."""
    number, today = _day(iso_date), local_day(_moment(now))
    shown = date_of(number)
    said = full_day(iso_date) if shown.year != date_of(today).year else _short_day(number)
    return {0: "today, ", 1: "tomorrow, "}.get(number - today, "") + said


def full_day(iso_date: str) -> str:
    """`Friday 20 November 2026`."""
    number = _day(iso_date)
    return f"{_short_day(number)} {date_of(number).year}"


def instant(iso: str, now: str) -> str:
    """`today, Friday 20 November, 7:40pm`, in London; an hour that happens twice says which."""
    moment = _moment(iso)
    return f"{day(date_of(local_day(moment)).isoformat(), now)}, {_time(moment)}"


def exactly(iso: str) -> str:
    """`Friday 20 November 2026, 7:40pm`: for what is read on another day."""
    moment = _moment(iso)
    return f"{full_day(date_of(local_day(moment)).isoformat())}, {_time(moment)}"


def due(row: Mapping[str, Any], now: str) -> str:
    """`by the end of today, Friday 20 November`. Never a false-precision minute where a procedure says days (Q-5)."""
    if row["state"] == "not_applicable":
        return "not applicable"
    if row["due_before"] is not None:
        whole_day = row["due_before"] == utc(midnight(_day(row["due_date"]) + 1))
        if row["unit"] != "hours" and whole_day:
            return f"by the end of {day(row['due_date'], now)}"
        return f"by {instant(row['due_before'], now)}"
    if row.get("not_before"):
        return f"not before {_opening(row['not_before'], lambda iso: day(iso, now))}"
    if row["state"] == "not_yet":
        return "not yet: what it waits for has not happened"
    return UNDATED.get(row["unit"], "no date yet")


def opening(iso: str) -> str:
    """`Wednesday 30 December 2026`; with the time, where it is not the day's beginning."""
    return _opening(iso, full_day)


def _opening(iso: str, say: Callable[[str], str]) -> str:
    moment = _moment(iso)
    number = local_day(moment)
    said = say(date_of(number).isoformat())
    return said if moment == midnight(number) else f"{said}, {_time(moment)}"


def overdue(row: Mapping[str, Any], now: str) -> str:
    """`2 days overdue`; empty where nothing is."""
    if row["due_before"] is None or row["state"] in ("met", "met_late"):
        return ""
    past = _moment(now) - _moment(row["due_before"])
    return f"{_length(past)} overdue" if past >= 0 else ""


def ago(iso: str, now: str) -> str:
    """`12 minutes ago`; an instant well ahead of `now` is said as a time, for one of the two clocks is wrong."""
    past = _moment(now) - _moment(iso)
    return instant(iso, now) if past < -AHEAD else f"{_length(max(past, 0))} ago"


def describe(field: Mapping[str, Any], value: object) -> list[Line]:
    """How a value of the registry is said: a line, or one for each filled part of a group. Nothing said is no line."""
    if value is None or value in ("", [], {}):
        return []
    if isinstance(value, dict):
        return [line for part in field.get("parts", []) for line in describe(part, value.get(part["key"]))]
    return [{"label": field["label"], "text": _text(field, value)}]


def _text(field: Mapping[str, Any], value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(field, part) for part in value)
    said = str(value)
    kind = field.get("type")
    for choice in [*field.get("choices", []), *field.get("states", [])]:
        if choice["value"] == value:
            return str(choice["text"])
    if kind == "person":
        return said.partition(" ")[2]
    if kind == "date" and day_number(said) is not None:
        return full_day(said)
    if kind == "instant" and seconds(said) is not None:
        return exactly(said)
    is_answer = isinstance(value, bool) or kind in ("answer", "check", "yes_no_unknown")
    return ANSWERS.get(said, said) if is_answer else said


def _short_day(number: int) -> str:
    shown = date_of(number)
    return f"{DAYS[shown.weekday()]} {shown.day} {MONTHS[shown.month - 1]}"


def _time(moment: int) -> str:
    wall = (moment + offset(moment)) % DAY
    hour, minute = wall // HOUR, wall // 60 % 60
    if minute == 0 and hour % 12 == 0:
        return "midday" if hour else "midnight"
    clock = f"{hour % 12 or 12}:{minute:02}" if minute else f"{hour % 12 or 12}"
    return f"{clock}{'pm' if hour >= 12 else 'am'}{_which(moment)}"


def _which(moment: int) -> str:
    """On one night of the year an hour happens twice (Q-13)."""
    back = changes(date_of(moment // DAY).year)[1]
    if back - HOUR <= moment < back:
        return ", before the clocks went back"
    return ", after the clocks went back" if back <= moment < back + HOUR else ""


def _length(seconds_: int) -> str:
    for size, name in ((DAY, "day"), (HOUR, "hour"), (60, "minute")):
        count = seconds_ // size
        if count:
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "less than a minute"


def _moment(iso: str) -> int:
    found = seconds(iso)
    if found is None:
        raise ValueError(f"'{iso}' is not an instant with its offset.")
    return found


def _day(iso_date: str) -> int:
    found = day_number(iso_date)
    if found is None:
        raise ValueError(f"'{iso_date}' is not a date.")
    return found
