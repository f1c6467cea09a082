"""What a clock starts from: an event, its fall-backs, or a discussion (CLI.md readings 1, 2, 9, 11)."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from sync.london import local_day
from sync.told import ALWAYS, YES, Event, Sides, Span, Told, first, last

Anchor = Mapping[str, Any]


class Start(NamedTuple):
    """`source` is an event, a fact, or a rule, and then `on` what happened to it: missed, met, due; of a call, ended.
    `missing` is the event the procedure names, where another stands in."""

    at: Span
    source: str
    missing: str | None = None
    on: str | None = None


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
    first_call = _first_call(told) if anchor.get("before_call") else None
    own = _earliest(anchor["events"], told, anchor.get("pick", "first"), first_call)
    if own or anchor.get("fallback") != "holding":
        return own
    others = [name for name in settings["fallback_events"] if first_call is None or name not in anchor["events"]]
    other = _earliest(others, told) or _earliest([settings["last_resort"]], told)
    missing = anchor["events"][0] if len(anchor["events"]) == 1 else None
    return Start(other.at, other.source, missing) if other else None


def repeated(anchor: Anchor, told: Told, settings: Mapping[str, Any]) -> list[Start | None]:
    """The start, and one more each time that what is to be repeated was done."""
    start = of_event(anchor, told, settings)
    name = anchor.get("repeat")
    if start is None or name is None:
        return [start]
    again = [Start(event.at, name) for event in told.of_type(name) if event.at.lo > start.at.hi]
    return [start, *sorted(again, key=lambda start: start.at.lo)]


def chosen(anchor: Anchor, held: list[Discussion], told: Told) -> list[Discussion]:
    """The discussions a rule runs from: the first, the last, or each; of those that carry an event, if it says so."""
    groups = enquiries(held, told) if anchor.get("by_enquiry") else [held]
    return [discussion for group in groups for discussion in _of_group(anchor, group, held, told)]


def enquiries(held: list[Discussion], told: Told) -> list[list[Discussion]]:
    """The discussions of each section 47 enquiry: one begun after the last was completed is another (Q-23)."""
    completed = [event.at.lo for event in told.of_type("s47_completed")]
    groups: list[list[Discussion]] = [[]]
    opened: int | None = None
    for discussion in held:
        begun = [event.at.lo for event in told.of_type("s47_initiated") if event.sd == discussion.number]
        if begun and opened is None:
            opened = min(begun)
        elif begun and opened is not None and any(opened < end <= min(begun) for end in completed):
            opened = min(begun)
            groups.append([])
        groups[-1].append(discussion)
    return groups


def follow_ups(anchor: Anchor, held: list[Discussion], told: Told) -> list[tuple[int, Start | None]]:
    """Every discussion after the first, held or only decided on, with its start: its own event, else the date of the
    discussion before it (Q-21)."""
    begun = {discussion.number for discussion in held}
    decided = {event.sd for event in told.of_type(anchor["follow_up"]) if event.sd > 1} - begun
    waiting = [(number, held[-1] if held else None) for number in sorted(decided)]
    return [
        (number, _of_number(anchor["follow_up"], number, told) or (before.start if before else None))
        for number, before in [*((now.number, before) for before, now in pairwise(held)), *waiting]
    ]


def _of_group(anchor: Anchor, group: list[Discussion], held: list[Discussion], told: Told) -> list[Discussion]:
    carrying = anchor.get("carrying")
    fitting = [discussion for discussion in group if _of_form(anchor, discussion)]
    if carrying:
        others = {discussion.number for discussion in held} - {discussion.number for discussion in group}
        carried = [event for event in told.events if event.type in carrying and event.sd not in others]
        if anchor.get("complete") and {event.type for event in carried} != set(carrying):
            return []
        numbers = {event.sd for event in carried}
        fitting = [discussion for discussion in fitting if discussion.number in numbers]
    which = anchor.get("which", "first")
    return fitting if which == "each" else fitting[:1] if which == "first" else fitting[-1:]


def _of_form(anchor: Anchor, discussion: Discussion) -> bool:
    """Every call of it was in one of these ways."""
    modes = anchor.get("modes")
    return modes is None or (bool(discussion.calls) and all(call.mode in modes for call in discussion.calls))


def _of_number(name: str, number: int, told: Told) -> Start | None:
    spans = [event.at for event in told.of_type(name) if event.sd == number]
    return Start(first(spans), name) if spans else None


def _first_call(told: Told) -> int | None:
    return min((event.at.lo for event in told.of_type("sd_contact")), default=None)


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


def _earliest(names: list[str], told: Told, pick: str = "first", before: int | None = None) -> Start | None:
    found = [event for name in names for event in told.of_type(name) if before is None or event.at.lo < before]
    return earliest(found, pick) if found else None


def earliest(events: list[Event], pick: str = "first") -> Start:
    chooser, key = (first, min) if pick == "first" else (last, max)
    return Start(chooser([event.at for event in events]), key(events, key=lambda event: event.at.lo).type)


def _discussion(number: int, told: Told) -> Discussion:
    mine = [event for event in told.events if event.sd == number]
    calls = sorted((event for event in mine if event.type == "sd_contact"), key=lambda event: event.at.lo)
    conclusions = [event.at for event in mine if event.type == "sd_concluded"]
    concluded = Start(first(conclusions), "sd_concluded") if conclusions else None
    start = Start(first([call.at for call in calls]), "sd_contact") if calls else concluded
    if start is None:
        raise AssertionError("a discussion is numbered by its calls or its conclusion")
    end = calls[-1].end if calls else None
    return Discussion(number, tuple(calls), start, concluded or (Start(end, "sd_contact", on="ended") if end else None))
