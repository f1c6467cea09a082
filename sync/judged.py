"""A limit that a person chooses between alternatives: who, and why, or the shorter one stands."""

from sync.clocks import Clock, Json, Work, concerns, due
from sync.starts import of_event
from sync.told import Event


def judged(rule: Json, clock: Clock, work: Work) -> tuple[Json, Clock, Event | None]:
    """The rule and its clock as they stand, and the choice they stand on. A choice counts only with a name and a
    reason."""
    alternatives = rule.get("alternatives") or []
    if not alternatives or clock.nobody:
        return rule, clock, None
    made = _choice(rule, clock, work)
    if made:
        chosen = next(one for one in alternatives if one["choice"] == made.choice)
        return (*_as(chosen, rule, clock, work), made)
    every = [(rule, clock), *(_as(one, rule, clock, work) for one in alternatives)]
    dated = [(limit.before, one) for one in every if (limit := due(*one, work))]
    return (*(min(dated, key=lambda pair: pair[0])[1] if dated else every[0]), None)


def _choice(rule: Json, clock: Clock, work: Work) -> Event | None:
    """The last that was made for this child."""
    known = {one["choice"] for one in rule["alternatives"]}
    made = [
        event
        for event in work.told.of_type(rule["chosen_by"])
        if event.choice in known and event.who and event.reason and concerns(event, clock)
    ]
    return max(made, key=lambda event: event.at.lo) if made else None


def _as(chosen: Json, rule: Json, clock: Clock, work: Work) -> tuple[Json, Clock]:
    stands = {**rule, "unit": chosen["unit"], "amount": chosen["amount"]}
    if chosen["anchor"] is None:
        return stands, clock
    told = work.told.about(clock.child)
    return stands, clock._replace(start=of_event(chosen["anchor"], told, work.procedure["settings"]))
