"""What meets a rule, and the state of its clock (CLI.md readings 5 and 13; Q-9b, P-15)."""

from typing import Any

from sync.clocks import Clock, Work, concerns
from sync.limits import Limit
from sync.starts import Discussion, Start
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
    return _met(rule["stop"], clock, work)


def _met(stop: Rule, clock: Clock, work: Work) -> Span | None:
    if "any" in stop:
        found = [met for one in stop["any"] if (met := _met(one, clock, work))]
        return min(found, key=lambda met: met.hi) if found else None
    if stop.get("to_everyone"):
        return _to_everyone(stop, clock, work)
    spans = [span for span in _times(stop, clock, work) if not stop.get("after") or _follows(span, stop, clock)]
    times = stop.get("times", 1)
    if len(spans) < times:
        return None
    return last(spans) if stop.get("pick") == "last" else _nth(spans, times)


def _nth(spans: list[Span], number: int) -> Span:
    """When it had been done that often, under every side."""
    return Span(sorted(span.lo for span in spans)[number - 1], sorted(span.hi for span in spans)[number - 1])


def _follows(span: Span, stop: Rule, clock: Clock) -> bool:
    """At or after the start; what itself started a clock does not meet it."""
    if clock.start is None:
        return False
    started_it = clock.start.source == stop.get("event", "sd_contact")
    return span.lo > clock.start.at.hi if started_it else span.lo >= clock.start.at.hi


def gate_state(opens: int | None, stop: Span | None, now: int) -> str:
    """Of a rule that says from when something may be done. Done under any side before that, it was done too early."""
    if stop is not None:
        return "met" if opens is not None and stop.lo >= opens else "too_early"
    return "open" if opens is not None and now >= opens else "not_yet"


def state(start: Start | None, due: Limit | None, stop: Span | None, now: int) -> str:
    """A clock with no number is open until it is met. At its very instant it is late: `due_before` is exclusive."""
    if start is None:
        return "no_start"
    if stop is not None:
        return "met" if due is None or stop.hi < due.before else "met_late"
    return "late" if due is not None and now >= due.before else "open"


def _times(stop: Rule, clock: Clock, work: Work) -> list[Span]:
    """Every instant that could meet it."""
    if "call" in stop:
        return _held(stop, clock, work)
    if "seen_by" in stop:
        return _seen(stop, clock, work)
    return [event.at for event in _events(stop, clock, work)]


def _events(stop: Rule, clock: Clock, work: Work) -> list[Event]:
    return [
        event
        for event in work.told.of_type(stop["event"])
        if _same_discussion(event, clock) and concerns(event, clock) and clock.recipient in (None, event.recipient)
    ]


def _to_everyone(stop: Rule, clock: Clock, work: Work) -> Span | None:
    """The last of the first releases to each: to those the case declares, else to those that had one (reading 13)."""
    events = _events(stop, clock, work)
    to_all = [event.at for event in events if event.recipient is None]
    names = work.told.recipients or dict.fromkeys(event.recipient for event in events)
    reached = [[event.at for event in events if event.recipient == name] + to_all for name in names]
    return last([first(spans) for spans in reached]) if reached and all(reached) else None


def _held(stop: Rule, clock: Clock, work: Work) -> list[Span]:
    carrying = stop.get("carrying")
    numbers = {event.sd for event in work.told.events if carrying and event.type in carrying}
    fitting = [one for one in _discussions(stop["call"], clock, work) if not carrying or one.number in numbers]
    modes = stop.get("modes")
    if modes is None:
        return [discussion.start.at for discussion in fitting]
    return [call.at for discussion in fitting for call in discussion.calls if call.mode in modes]


def _discussions(which: str, clock: Clock, work: Work) -> list[Discussion]:
    """Any, the clock's own, or those held after it."""
    if which == "own":
        return [discussion for discussion in work.held if discussion.number == clock.sd]
    if which == "next":
        return work.held[work.held.index(clock.discussion) + 1 :] if clock.discussion else []
    return work.held


def _seen(stop: Rule, clock: Clock, work: Work) -> list[Span]:
    """Visits to this child by one of those named, not before the clock began under any side. A visit before any
    discussion meets no projection (Q-9b)."""
    if clock.start is None or clock.child is None or clock.projected:
        return []
    return [
        event.at
        for event in work.told.of_type("child_seen")
        if event.child == clock.child.id
        and event.by in stop["seen_by"]
        and event.at.lo >= clock.start.at.hi
        and (event.alone or not stop.get("alone"))
    ]


def _same_discussion(event: Event, clock: Clock) -> bool:
    return clock.sd is None or event.type not in COUNTED or event.sd == clock.sd
