"""Which clocks a rule sets going: for the case or each child, from which start (CLI.md readings 5, 8 to 11)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sync.conditions import Applies, answers_of, for_case, for_child
from sync.limits import Limit, earliest_allowed, end_of, limit
from sync.starts import Discussion, Start, chosen, earliest, follow_ups, new_information, of_fact, repeated
from sync.told import UNKNOWN, YES, Child, Event, Span, Told
from sync.working_days import Days

Json = dict[str, Any]


class Work(NamedTuple):
    """Everything one run reads; nothing in it changes."""

    procedure: Json
    told: Told
    held: list[Discussion]
    days: Days
    now: int

    @property
    def day(self) -> int | None:
        return self.held[0].day if self.held else None


class Clock(NamedTuple):
    """One rule that applies, or would: for whom, from when."""

    applies: Applies
    start: Start | None
    child: Child | None = None
    discussion: Discussion | None = None
    number: int | None = None
    recipient: str | None = None
    renewed: bool = False
    projected: bool = False

    @property
    def nobody(self) -> bool:
        """The child it would run for is not born, or has died."""
        return self.child is not None and (self.child.died or self.child.born is None)

    @property
    def sd(self) -> int | None:
        return self.discussion.number if self.discussion else self.number


def due(rule: Json, clock: Clock, work: Work) -> Limit | None:
    if clock.start is None or clock.nobody or rule["kind"] == "not_before":
        return None
    if rule["unit"] == "agreed":
        return agreed(rule, clock, work)
    return limit(rule, clock.start.at.lo, work.procedure["settings"], work.days)


def opens(rule: Json, clock: Clock, work: Work) -> int | None:
    """From when something may be done, where a rule says that it may not be sooner: under every side."""
    if clock.start is None or clock.nobody or rule["kind"] != "not_before":
        return None
    return earliest_allowed(rule, clock.start.at.hi, work.procedure["settings"], work.days)


def agreed(rule: Json, clock: Clock, work: Work) -> Limit | None:
    """The earliest date that people agreed for this child; no row makes one up."""
    days = [event.due for event in work.told.of_type(rule.get("agreed_by") or "") if concerns(event, clock)]
    return end_of(min(day for day in days if day is not None)) if any(day is not None for day in days) else None


def extended(rule: Json, clock: Clock, work: Work) -> Limit | None:
    """The last date to which more time was authorised for this rule; the date it had stays (Q-29). No area extends the
    national date."""
    if rule["kind"] == "national":
        return None
    given = [event for event in work.told.of_type("extension_authorised") if event.rule == rule["id"]]
    days = [event.due for event in given if event.due is not None and concerns(event, clock)]
    return end_of(max(days)) if days else None


def concerns(event: Event, clock: Clock) -> bool:
    return event.child is None or clock.child is None or event.child == clock.child.id


def clocks(rule: Json, work: Work) -> Iterator[Clock]:
    if rule["per"] == "child":
        for child in work.told.children:
            yield from _of_child(rule, _whose(rule, child), work)
    else:
        applies = for_case(rule.get("when"), work.told, work.day)
        if applies.answer in (YES, UNKNOWN):
            yield from (_of_recipients if rule["per"] == "recipient" else _of_case)(rule, applies, work)


def _of_recipients(rule: Json, applies: Applies, work: Work) -> Iterator[Clock]:
    """One for each recipient and discussion, from what happened to that recipient (CLI.md readings 7, 12)."""
    begun: dict[tuple[str, int], list[Event]] = {}
    for event in work.told.events:
        if event.type in rule["anchor"]["events"] and event.recipient is not None:
            begun.setdefault((event.recipient, event.sd), []).append(event)
    reached = {recipient for recipient, _ in begun}
    for recipient in dict.fromkeys(work.told.recipients):
        if recipient not in reached:
            yield Clock(applies, None, recipient=recipient)
    for (recipient, number), events in begun.items():
        yield Clock(applies, earliest(events), number=number, recipient=recipient)


def _of_case(rule: Json, applies: Applies, work: Work) -> Iterator[Clock]:
    anchor = rule["anchor"]
    if "follow_up" in anchor:
        for number, start in follow_ups(anchor, work.held, work.told):
            yield Clock(applies, start, number=number)
        return
    if "events" in anchor:
        for start in repeated(anchor, work.told, work.procedure["settings"]):
            yield Clock(applies, start)
        return
    fitting = chosen(anchor, work.held, work.told)
    if rule["per"] == "call":
        for discussion in fitting:
            yield from _of_calls(anchor, applies, discussion)
        return
    for discussion in fitting:
        own = for_case(rule.get("when"), work.told, work.day, discussion.number)
        if own.answer in (YES, UNKNOWN):
            start = discussion.start if anchor["discussion"] == "date" else discussion.end
            yield Clock(own, start, discussion=discussion)
    if not fitting:
        yield Clock(applies, None)


def _of_calls(anchor: Json, applies: Applies, discussion: Discussion) -> Iterator[Clock]:
    for call in discussion.calls:
        ended = anchor["discussion"] == "end"
        at = call.end if ended else call.at
        yield Clock(
            applies, Start(at, "sd_contact", on="ended" if ended else None) if at else None, number=discussion.number
        )


def _whose(rule: Json, child: Child) -> Child:
    """A death ends a child's clocks, but not what the death itself asks for."""
    return child._replace(died=False) if "child_died" in rule["anchor"].get("events", ()) else child


def _of_child(rule: Json, child: Child, work: Work) -> Iterator[Clock]:
    fitting = [] if "events" in rule["anchor"] else chosen(rule["anchor"], work.held, work.told)
    applies = for_child(rule.get("when"), work.told, child, work.day)
    if child.died or child.born is None or (not fitting and "discussion" in rule["anchor"]):
        if applies.answer in (YES, UNKNOWN):
            yield Clock(applies, None, child)
    elif "events" in rule["anchor"]:
        if applies.answer in (YES, UNKNOWN):
            for start in repeated(rule["anchor"], work.told.about(child), work.procedure["settings"]):
                yield born(Clock(applies, start, child))
    else:
        for discussion in fitting:
            yield from (born(clock) for clock in _from_discussion(rule, child, discussion, work))


def _from_discussion(rule: Json, child: Child, discussion: Discussion, work: Work) -> Iterator[Clock]:
    names = rule["anchor"].get("renewed_by", [])
    sides = {name: answers_of(work.told, child)(name) for name in names}
    as_at = discussion.day if names else None
    applies = for_child(rule.get("when"), work.told, child, discussion.day, as_at)
    if applies.answer in (YES, UNKNOWN):
        known = [found for name in names if (found := of_fact(name, sides[name], discussion))]
        start = _first_known(known) if known and applies.answer == YES else discussion.start
        yield Clock(applies, start, child, discussion)
    if for_child(rule.get("when"), work.told, child, discussion.day).answer == YES:
        renewed = [new for name in names if (new := new_information(name, sides[name], discussion))]
        for later in sorted(renewed, key=lambda start: start.at.lo):
            yield Clock(Applies(YES), later, child, discussion, renewed=True)


def _first_known(known: list[tuple[Start, bool]]) -> Start:
    """Of several facts the first; its latest side from those that nobody contests, where there are any."""
    earliest = min((start for start, _ in known), key=lambda start: start.at.lo)
    agreed = [start.at.hi for start, certain in known if certain]
    hi = min(agreed) if agreed else max(start.at.hi for start, _ in known)
    return Start(Span(earliest.at.lo, max(hi, earliest.at.lo)), earliest.source)


def born(clock: Clock) -> Clock:
    """A clock for a child runs from the birth at the earliest (CLI.md reading 10)."""
    child, start = clock.child, clock.start
    if child is None or child.born is None or start is None or child.born.lo <= start.at.lo:
        return clock
    at = Span(child.born.lo, max(child.born.hi, start.at.hi))
    return clock._replace(start=Start(at, "child_born"))
