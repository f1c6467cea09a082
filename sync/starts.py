"""What a clock starts from: an event, its fall-backs, or a discussion (CLI.md readings 1, 2, 9, 11)."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.london import local_day
from sync.told import ALWAYS, YES, Event, Sides, Span, Told, first, last

Anchor = Mapping[str, Any]


class Start(NamedTuple):
    """`source` is an event, a fact, or a rule; `missing` the event the procedure names, where another stands in."""

    at: Span
    source: str
    missing: str | None = None


class Discussion(NamedTuple):
    number: int
    calls: tuple[Event, ...]
    start: Start
    end: Start | None

    @property
    def day(self) -> int:
        return local_day(self.start.at.lo)


def discussions(told: Told) -> list[Discussion]:
    """Those that were held, earliest first."""
    numbers = sorted({event.sd for event in told.events if event.type in ("sd_contact", "sd_concluded")})
    held = [_discussion(number, told) for number in numbers]
    return sorted(held, key=lambda discussion: (discussion.start.at.lo, discussion.number))


def of_event(anchor: Anchor, told: Told, settings: Mapping[str, Any]) -> Start | None:
    """The named event, or the earliest of several; where none is timed, the fall-backs of a rule for holding."""
    own = _earliest(anchor["events"], told, anchor.get("pick", "first"))
    if own or anchor.get("fallback") != "holding":
        return own
    other = _earliest(settings["fallback_events"], told) or _earliest([settings["last_resort"]], told)
    missing = anchor["events"][0] if len(anchor["events"]) == 1 else None
    return Start(other.at, other.source, missing) if other else None


def chosen(anchor: Anchor, held: list[Discussion], told: Told) -> list[Discussion]:
    """The discussions a rule runs from: the first, the last, or each; of those that carry an event, if it says so."""
    carrying = anchor.get("carrying")
    fitting = held
    if carrying:
        numbers = {event.sd for event in told.events if event.type in carrying}
        fitting = [discussion for discussion in held if discussion.number in numbers]
    which = anchor.get("which", "first")
    return fitting if which == "each" else fitting[:1] if which == "first" else fitting[-1:]


def of_fact(name: str, sides: Sides, discussion: Discussion) -> tuple[Start, bool] | None:
    """Where a fact was yes on or before the discussion's date: the first call at or after its answer that day, else the
    time of the answer; and whether no side differs. None where no side says so."""
    starts = [_known(name, since, discussion) for answer, since in sides if answer == YES]
    if not any(on_time for _, on_time in starts):
        return None
    spans = [start.at for start, _ in starts]
    source = min((start for start, _ in starts), key=lambda start: start.at.lo).source
    both = Span(min(span.lo for span in spans), max(span.hi for span in spans))
    return Start(both, source), all(answer == YES for answer, _ in sides)


def new_information(name: str, sides: Sides, discussion: Discussion) -> Start | None:
    """A fact that every side who says yes first said on a later date than the discussion's (P-14)."""
    since = [when for answer, when in sides if answer == YES]
    if not since or min(since) == ALWAYS or local_day(min(since)) <= discussion.day:
        return None
    return Start(Span(min(since), max(since)), name)


def _known(name: str, since: int, discussion: Discussion) -> tuple[Start, bool]:
    anchor = discussion.start
    if since <= anchor.at.lo:
        return anchor, True
    if local_day(since) > discussion.day:
        return Start(Span(since, since), name), False
    for call in discussion.calls:
        running = call.end is not None and call.at.lo <= since <= call.end.hi
        if (running or call.at.lo >= since) and local_day(call.at.lo) == discussion.day:
            return Start(call.at, "sd_contact"), True
    return Start(Span(since, since), name), True


def _earliest(names: list[str], told: Told, pick: str = "first") -> Start | None:
    found = [event for name in names for event in told.of_type(name)]
    if not found:
        return None
    chooser, key = (first, min) if pick == "first" else (last, max)
    event = key(found, key=lambda event: event.at.lo)
    return Start(chooser([event.at for event in found]), event.type)


def _discussion(number: int, told: Told) -> Discussion:
    mine = [event for event in told.events if event.sd == number]
    calls = sorted((event for event in mine if event.type == "sd_contact"), key=lambda event: event.at.lo)
    conclusions = [event.at for event in mine if event.type == "sd_concluded"]
    concluded = Start(first(conclusions), "sd_concluded") if conclusions else None
    start = Start(first([call.at for call in calls]), "sd_contact") if calls else concluded
    if start is None:
        raise AssertionError("a discussion is numbered by its calls or its conclusion")
    end = calls[-1].end if calls else None
    return Discussion(number, tuple(calls), start, concluded or (Start(end, "sd_contact") if end else None))
