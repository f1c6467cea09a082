"""England's bank holidays and working days a second time: python-dateutil, from the rules by which the days fall.

It shares nothing with `holidays`, which our calendar comes from, nor with our counting.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from random import Random

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta
from dateutil.rrule import DAILY, rrule, rruleset

from server.domain.calendar import FIRST_YEAR, LAST_YEAR, england
from sync.london import date_text, day_number
from sync.working_days import days_after, days_of

# Royal proclamations: days that were added, and the day that one of them took the place of.
ADDED = {date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
MOVED = {date(2020, 5, 4), date(2022, 5, 30)}
WEEKDAYS = range(5)


@cache
def bank_holidays() -> frozenset[date]:
    """Those on which nobody would otherwise rest: Monday to Friday."""
    return frozenset({day for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in _of(year)} - MOVED | ADDED)


def _of(year: int) -> Iterator[date]:
    sunday = easter(year)
    yield from (sunday - timedelta(2), sunday + timedelta(1))
    yield date(year, 5, 1) + relativedelta(weekday=MO(1))
    yield from (date(year, month, 31) + relativedelta(weekday=MO(-1)) for month in (5, 8))
    yield _kept(date(year, 1, 1), set())
    taken: set[date] = set()
    for day in (date(year, 12, 25), date(year, 12, 26)):
        # A weekday keeps its own day before a day at the weekend looks for another.
        taken |= {day} if day.weekday() in WEEKDAYS else set()
    for day in (date(year, 12, 25), date(year, 12, 26)):
        taken.add(_kept(day, taken - {day}))
    yield from taken


def _kept(day: date, taken: set[date]) -> date:
    """The day itself, or the next weekday that is free."""
    while day.weekday() not in WEEKDAYS or day in taken:
        day += timedelta(1)
    return day


def after(start: date, amount: int, *, count_start_day: bool) -> date:
    """The last of `amount` working days after `start`, or from it on."""
    first = datetime.combine(start if count_start_day else start + timedelta(1), time())
    days = rruleset()
    days.rrule(rrule(DAILY, dtstart=first, byweekday=WEEKDAYS, count=2 * amount + 12))
    for day in bank_holidays():
        if abs(day - start) < timedelta(4 * amount + 30):
            days.exdate(datetime.combine(day, time()))
    last: datetime = next(islice(days, amount - 1, None))
    return last.date()


def disagreements(seed: int, count: int) -> list[str]:
    """Of `count` random starts and numbers of working days, those for which the two differ."""
    random = Random(seed)
    first = date(FIRST_YEAR, 1, 1)
    span = (date(LAST_YEAR, 6, 1) - first).days
    return [
        said
        for _ in range(count)
        if (said := _differs(first + timedelta(random.randrange(span)), random.randint(1, 60), random.random() < 0.3))
    ]


def _differs(start: date, amount: int, counted: bool) -> str:
    number = day_number(start.isoformat())
    assert number is not None
    ours = date_text(days_after(number, amount, days_of(england()), count_start_day=counted))
    theirs = after(start, amount, count_start_day=counted).isoformat()
    return (
        "" if ours == theirs else f"{amount} working days from {start} (that day counted: {counted}): {ours}, {theirs}"
    )
