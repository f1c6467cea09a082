"""Working days: Monday to Friday less England's bank holidays, substitute and one-off days included (Q-14)."""

from functools import lru_cache
from typing import Any

from sync.errors import CaseError
from sync.london import date_of, date_text, day_number, weekday

Calendar = dict[str, Any]


def working_day(number: int, calendar: Calendar) -> bool:
    """Raises CaseError where the calendar holds no bank holidays for that day: a guess would be a wrong date."""
    first, last, holidays = _known(calendar["from"], calendar["until"], tuple(calendar["holidays"]))
    if not first <= number <= last:
        year = date_of(number).year
        raise CaseError(
            f"The calendar has no bank holidays for {year}: it runs from {date_text(first)} to {date_text(last)}."
        )
    return weekday(number) < 5 and number not in holidays


def days_after(number: int, amount: int, calendar: Calendar, *, count_start_day: bool) -> int:
    """The last day of `amount` working days; the day itself is day 0 (Q-2) unless the procedure counts it."""
    left = amount
    if count_start_day and working_day(number, calendar):
        left -= 1
    while left > 0:
        number += 1
        left -= working_day(number, calendar)
    return number


def next_working_day(number: int, calendar: Calendar) -> int:
    return days_after(number, 1, calendar, count_start_day=False)


@lru_cache(maxsize=16)
def _known(first: str, last: str, holidays: tuple[str, ...]) -> tuple[int, int, frozenset[int]]:
    numbers = [day_number(text) for text in (first, last, *holidays)]
    start, end, *days = [number for number in numbers if number is not None]
    return start, end, frozenset(days)
