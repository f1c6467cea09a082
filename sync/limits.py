"""From a start to a limit: hours, days, the same day, working days, or no number (Q-1 to Q-4, Q-12)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.london import DAY, HOUR, local_day, midnight, offset
from sync.working_days import Days, days_after, days_before, next_working_day, working_day

Rule = Mapping[str, Any]


class Limit(NamedTuple):
    """`before` is an exclusive instant, `day` the date shown."""

    before: int
    day: int


def limit(rule: Rule, start: int, settings: Rule, days: Days) -> Limit | None:
    """None where the procedure gives no number: none is made up."""
    if rule["unit"] == "hours":
        before = start + (-rule["amount"] if rule.get("back") else rule["amount"]) * HOUR
        return Limit(before, local_day(before))
    if rule["unit"] == "days":
        return min(readings(rule, start, settings, days), key=lambda one: one.before)
    day = _last_day(rule["unit"], rule, start, settings, days)
    return None if day is None else end_of(day, rule.get("until"))


def readings(rule: Rule, start: int, settings: Rule, days: Days) -> list[Limit]:
    """Days that nobody called working or calendar days: the earlier is shown, the other beneath."""
    wanted = {"calendar": ["calendar_days"], "working": ["working_days"]}.get(
        settings.get("days_mean", "both"), ["calendar_days", "working_days"]
    )
    found = [_last_day(unit, rule, start, settings, days) for unit in wanted]
    return [end_of(day, rule.get("until")) for day in found if day is not None]


def earliest_allowed(rule: Rule, start: int, settings: Rule, days: Days) -> int | None:
    """The instant before which it must not be: the end of the hours, else the beginning of the last of the days."""
    found = limit(rule, start, settings, days)
    if found is None:
        return start if rule["unit"] == "immediate" else None
    return found.before if rule["unit"] == "hours" else midnight(found.day)


def end_of(day: int, until: str | None = None) -> Limit:
    """`until`: a time of day in London; the day's end where there is none."""
    if until is None:
        return Limit(midnight(day + 1), day)
    hours, minutes = until.split(":")
    clock = day * DAY + int(hours) * HOUR + int(minutes) * 60
    return Limit(clock - offset(clock), day)


def _last_day(unit: str, rule: Rule, start: int, settings: Rule, days: Days) -> int | None:
    if unit == "same_day":
        return local_day(start)
    if unit not in ("working_days", "calendar_days"):
        return None
    amount, counted = int(rule["amount"]), settings["count_start_day"]
    if rule.get("back"):
        return local_day(start) - amount if unit == "calendar_days" else days_before(local_day(start), amount, days)
    day = _day_0(start, settings, days)
    if unit == "calendar_days":
        return day + amount - (1 if counted else 0)
    return days_after(day, amount, days, count_start_day=counted)


def _day_0(start: int, settings: Rule, days: Days) -> int:
    """The date of actual receipt, unless the procedure deems what comes late to have come the next working day."""
    day = local_day(start)
    cutoff = settings["receipt_cutoff"]
    if cutoff == "none":
        return day
    hours, minutes = cutoff.split(":")
    after = (start + offset(start)) % 86_400 >= int(hours) * HOUR + int(minutes) * 60
    return next_working_day(day, days) if after or not working_day(day, days) else day
