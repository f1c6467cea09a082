"""What meets a rule, and the state of its clock (CLI.md readings 5 and 13; Q-9b, P-15)."""

from typing import Any

from sync.clocks import Clock, Work
from sync.limits import Limit
from sync.starts import Start
from sync.told import Event, Span, first, last

Rule = dict[str, Any]
# Events that carry the number of the discussion they belong to (CLI.md, Case and reading 12).
COUNTED = frozenset(
    {
        "sd_decided",
        "sd_contact",
        "sd_concluded",
        "s47_initiated",
        "concerns_substantiated",
        "icpc_agreed",
        "record_released",
        "record_received",
    }
)


def stopped(rule: Rule, clock: Clock, work: Work) -> Span | None:
    """The instant that met it, if any; under two sides the later counts, so that met is met under both."""
    stop = rule["stop"]
    if "call" in stop:
        return _held(stop, work)
    if "seen_by" in stop:
        return _seen(stop, clock, work)
    events = [event for event in work.told.of_type(stop["event"]) if _same_discussion(event, clock)]
    spans = [event.at for event in events]
    return (last if stop.get("pick") == "last" else first)(spans) if spans else None


def state(start: Start | None, due: Limit | None, stop: Span | None, now: int) -> str:
    """A clock with no number is open until it is met. At its very instant it is late: `due_before` is exclusive."""
    if start is None:
        return "no_start"
    if stop is not None:
        return "met" if due is None or stop.hi < due.before else "met_late"
    return "late" if due is not None and now >= due.before else "open"


def _held(stop: Rule, work: Work) -> Span | None:
    modes = stop.get("modes")
    if modes is None:
        return first([discussion.start.at for discussion in work.held]) if work.held else None
    calls = [call.at for discussion in work.held for call in discussion.calls if call.mode in modes]
    return first(calls) if calls else None


def _seen(stop: Rule, clock: Clock, work: Work) -> Span | None:
    """The first visit to this child by one of those named, not before the clock began under any side. A visit before
    any discussion meets no projection (Q-9b)."""
    if clock.start is None or clock.child is None or clock.projected:
        return None
    visits = [
        event.at
        for event in work.told.of_type("child_seen")
        if event.child == clock.child.id and event.by in stop["seen_by"] and event.at.lo >= clock.start.at.hi
    ]
    return min(visits, key=lambda at: at.hi) if visits else None


def _same_discussion(event: Event, clock: Clock) -> bool:
    return clock.discussion is None or event.type not in COUNTED or event.sd == clock.discussion.number
