"""Instants and London dates as whole numbers: seconds, and days, since 1970-01-01. Store UTC, show London."""

import re
from bisect import bisect_right
from datetime import date, datetime, timedelta

DAY = 86_400
HOUR = 3_600
FIRST_YEAR, LAST_YEAR = 1900, 2199
_EPOCH = date(1970, 1, 1).toordinal()
_START = datetime(1970, 1, 1)  # noqa: DTZ001  # counted in UTC throughout; a zone would only slow it
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:(Z)|([+-])(\d\d):(\d\d))", re.ASCII)
_WALL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def seconds(text: str) -> int | None:
    """Seconds since 1970 of an ISO instant with its offset, 1900 to 2199; None where the text is not one. Fractions are
    cut."""
    found = _INSTANT.fullmatch(text)
    if not found:
        return None
    written, hour, minute, second, _, sign, off_hour, off_minute = found.groups("0")
    number = day_number(written)
    if (
        number is None
        or not _FIRST_DAY < number < _LAST_DAY
        or hour > "23"
        or minute > "59"
        or second > "59"
        or off_hour > "23"
        or off_minute > "59"
    ):
        return None
    offset = (int(off_hour) * HOUR + int(off_minute) * 60) * (-1 if sign == "-" else 1)
    return number * DAY + int(hour) * HOUR + int(minute) * 60 + int(second) - offset


def lacks_offset(text: str) -> bool:
    """A date, or a time of day, that does not say its offset from UTC."""
    return _WALL.fullmatch(text) is not None


def utc(moment: int) -> str:
    """`2026-04-15T09:00:00Z`."""
    return f"{(_START + timedelta(seconds=moment)).isoformat()}Z"


def day_number(text: str) -> int | None:
    """Days since 1970 of `YYYY-MM-DD`; None where there is no such date."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).toordinal() - _EPOCH
    except ValueError:
        return None


def date_text(number: int) -> str:
    return date_of(number).isoformat()


def date_of(number: int) -> date:
    return date.fromordinal(number + _EPOCH)


def weekday(number: int) -> int:
    """0 is Monday."""
    return (number + 3) % 7


def local_day(moment: int) -> int:
    """The date in London at that instant."""
    return (moment + offset(moment)) // DAY


def midnight(number: int) -> int:
    """The instant at which that London date begins."""
    return number * DAY - offset(number * DAY)


def offset(moment: int) -> int:
    """Seconds London is ahead of UTC."""
    return HOUR if bisect_right(_CHANGES, moment) % 2 else 0


def changes(year: int) -> tuple[int, int]:
    """When the clocks go forward and back: 01:00 UTC on the last Sunday of March and of October (Summer Time Act 1972
    as amended from 1998; a test holds it against the zone database)."""
    return _last_sunday(year, 3) * DAY + HOUR, _last_sunday(year, 10) * DAY + HOUR


def _last_sunday(year: int, month: int) -> int:
    last = date(year, month, 31).toordinal() - _EPOCH
    return last - (weekday(last) + 1) % 7


_FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal() - _EPOCH
_LAST_DAY = date(LAST_YEAR, 12, 31).toordinal() - _EPOCH
_CHANGES = tuple(moment for year in range(FIRST_YEAR, LAST_YEAR + 1) for moment in changes(year))
