"""Working days: Monday to Friday less England's bank holidays, substitute and one-off days included (Q-14)."""

from functools import lru_cache
from typing import Any, NamedTuple

from sync.errors import CaseError
from sync.london import date_of, date_text, day_number, weekday

Calendar = dict[str, Any]


class Days(NamedTuple):
    """A calendar, made quick to ask."""

    first: int
    last: int
    holidays: frozenset[int]


def days_of(calendar: Calendar) -> Days:
    return _known(calendar["from"], calendar["until"], tuple(calendar["holidays"]))


def working_day(number: int, days: Days) -> bool:
    """Raises CaseError where the calendar holds no bank holidays for that day: a guess would be a wrong date."""
    first, last, holidays = days
    if not first <= number <= last:
        year = date_of(number).year
        raise CaseError(
            f"The calendar has no bank holidays for {year}: it runs from {date_text(first)} to {date_text(last)}."
        )
    return weekday(number) < 5 and number not in holidays


def days_after(number: int, amount: int, days: Days, *, count_start_day: bool) -> int:
    """The last day of `amount` working days; the day itself is day 0 (Q-2) unless the procedure counts it."""
    left = amount
    if count_start_day and working_day(number, days):
        left -= 1
    while left > 0:
        number += 1
        left -= working_day(number, days)
    return number


def days_before(number: int, amount: int, days: Days) -> int:
    """The `amount`-th working day before a date."""
    left = amount
    while left > 0:
        number -= 1
        left -= working_day(number, days)
    return number


def next_working_day(number: int, days: Days) -> int:
    return days_after(number, 1, days, count_start_day=False)


@lru_cache(maxsize=16)
def _known(first: str, last: str, holidays: tuple[str, ...]) -> Days:
    numbers = [day_number(text) for text in (first, last, *holidays)]
    start, end, *days = [number for number in numbers if number is not None]
    return Days(start, end, frozenset(days))
