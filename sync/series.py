"""Clocks that start from another rule: from its limit passing unmet, from its being met, or from its limit."""

from collections.abc import Iterator

from sync.clocks import Clock, Json, Work, clocks, due
from sync.conditions import Applies, for_case, for_child
from sync.judged import judged
from sync.london import midnight
from sync.starts import Start
from sync.stops import state, stopped
from sync.told import NO, Span


def running(rule: Json, work: Work) -> Iterator[Clock]:
    """Every clock of a rule. A procedure file lets a rule follow only one that stands above it, so this ends."""
    anchor = rule["anchor"]
    if "rule" not in anchor:
        yield from clocks(rule, work)
        return
    for other in work.procedure["rules"]:
        if other["id"] == anchor["rule"] and "unit" in other and anchor["kind"] in (None, other["kind"]):
            for clock in running(other, work):
                stands, as_judged, _ = judged(other, clock, work)
                yield from _following(rule, stands, as_judged, work)


def _following(rule: Json, other: Json, clock: Clock, work: Work) -> Iterator[Clock]:
    own = for_child(rule.get("when"), work.told, clock.child, work.day) if clock.child else None
    applies = own or for_case(rule.get("when"), work.told, work.day)
    begun = _from(rule["anchor"]["on"], other, clock, work)
    # Nothing was missed yet: the rule asks for nothing, and its row would only alarm.
    if applies.answer == NO or clock.nobody or (begun is None and rule["anchor"]["on"] == "missed"):
        return
    yield clock._replace(applies=_both(clock.applies, applies), start=begun, renewed=False)


def _from(on: str, other: Json, clock: Clock, work: Work) -> Start | None:
    limit, stop = due(other, clock, work), stopped(other, clock, work)
    if on == "met":
        return Start(stop, other["id"], on=on) if stop and clock.start else None
    if limit is None:
        return None
    if on == "missed" and state(clock.start, limit, stop, work.now) not in ("late", "met_late"):
        return None
    whole_day = limit.before == midnight(limit.day + 1)
    at = midnight(limit.day) if on == "due" and whole_day else limit.before
    return Start(Span(at, at), other["id"], on=on)


def _both(one: Applies, other: Applies) -> Applies:
    facts = tuple(dict.fromkeys((*one.facts, *other.facts)))
    return Applies(min(one.answer, other.answer), facts, tuple(dict.fromkeys((*one.children, *other.children))))
