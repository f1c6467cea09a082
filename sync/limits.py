"""From a start to a limit: hours, the same day, working days, or no number (Q-1 to Q-4, Q-12)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.london import HOUR, local_day, midnight, offset
from sync.working_days import Days, days_after, next_working_day, working_day


class Limit(NamedTuple):
    """`before` is an exclusive instant, `day` the date shown."""

    before: int
    day: int


def limit(rule: Mapping[str, Any], start: int, settings: Mapping[str, Any], days: Days) -> Limit | None:
    """None where the procedure gives no number: none is made up."""
    unit = rule["unit"]
    if unit == "hours":
        before = start + rule["amount"] * HOUR
        return Limit(before, local_day(before))
    if unit == "same_day":
        return end_of(local_day(start))
    if unit == "working_days":
        day = _day_0(start, settings, days)
        counted = settings["count_start_day"]
        return end_of(days_after(day, rule["amount"], days, count_start_day=counted))
    return None


def end_of(day: int) -> Limit:
    return Limit(midnight(day + 1), day)


def _day_0(start: int, settings: Mapping[str, Any], days: Days) -> int:
    """The date of actual receipt, unless the procedure deems what comes late to have come the next working day."""
    day = local_day(start)
    cutoff = settings["receipt_cutoff"]
    if cutoff == "none":
        return day
    hours, minutes = cutoff.split(":")
    after = (start + offset(start)) % 86_400 >= int(hours) * HOUR + int(minutes) * 60
    return next_working_day(day, days) if after or not working_day(day, days) else day
