"""Wall-clock time in London, for form fields and for what the day is called. Twin of `local.ts`."""

from typing import Any

from sync.london import DAY, HOUR, date_text, local_day, offset, seconds, utc, weekday

OFFICE_OPENS, OFFICE_CLOSES = 8, 17


def local(iso: str) -> str:
    """ISO 8601 with an offset -> `YYYY-MM-DDTHH:MM` in London, as a form field holds it; no instant gives ""."""
    at = seconds(iso)
    return "" if at is None else utc(at + offset(at))[:16]


def fold(iso: str) -> str:
    """Of a London time that happens twice, which of the two; else ""."""
    at = seconds(iso)
    if at is None:
        return ""
    earlier, now, later = (bool(offset(at + step)) for step in (-HOUR, 0, HOUR))
    return "before" if now and not later else "after" if earlier and not now else ""


def moment(iso: str) -> int:
    """Seconds, to sort and compare by; what is no instant comes first of all."""
    return seconds(iso) or 0


def last_day(due_before: str) -> str:
    """The day on which an exclusive instant's last second falls, `YYYY-MM-DD` in London."""
    return local(utc(moment(due_before) - 1))[:10]


def minutes_between(earlier: str, later: str) -> float:
    """Negative where `later` is before `earlier`."""
    return (moment(later) - moment(earlier)) / 60


def home(now: str) -> str:
    """The first page is called Tonight only after the office closes (PRACTICE.md P-30)."""
    hour = int(local(now)[11:13])
    return "Due now" if OFFICE_OPENS <= hour < OFFICE_CLOSES else "Tonight"


def opens(now: str, calendar: dict[str, Any] | None) -> str:
    """When the office next opens, ISO 8601 UTC: the night is over then, however many days it lasts."""
    number = local_day(moment(now))
    while (at := _at(number, OFFICE_OPENS)) <= moment(now) or not _works(number, calendar):
        number += 1
    return utc(at)


def closed(now: str, calendar: dict[str, Any] | None) -> str:
    """When the office last closed."""
    number = local_day(moment(now))
    while (at := _at(number, OFFICE_CLOSES)) > moment(now) or not _works(number, calendar):
        number -= 1
    return utc(at)


def opened(now: str, calendar: dict[str, Any] | None) -> str:
    """When it opened that day: what is said for a night is said from then on."""
    return utc(moment(closed(now, calendar)) - (OFFICE_CLOSES - OFFICE_OPENS) * HOUR)


def office_open(now: str, calendar: dict[str, Any] | None) -> bool:
    number = local_day(moment(now))
    return _works(number, calendar) and _at(number, OFFICE_OPENS) <= moment(now) < _at(number, OFFICE_CLOSES)


def _at(number: int, hour: int) -> int:
    wall = number * DAY + hour * HOUR
    return wall - offset(wall)


def _works(number: int, calendar: dict[str, Any] | None) -> bool:
    """Where the calendar has not come, a weekday counts: nothing is left out of a night for want of it."""
    return weekday(number) < 5 and date_text(number) not in (calendar or {}).get("holidays", [])
