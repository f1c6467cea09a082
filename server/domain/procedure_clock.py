"""The clock of a rule, as a procedure file writes it: how long, from what, and what meets it."""

from typing import Any

from server.domain.procedure_starts import anchor
from server.domain.procedure_stops import FOLLOW_UP, USUAL, stop
from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault, Raw, event, one_of

UNITS = ("hours", "same_day", "working_days", "asap", "agreed")
COUNTED = ("hours", "working_days")
KINDS = ("usual", "max", "relaxation", "national")
PER = ("case", "child", "recipient", "call")
KEYS = {"kind", "per", "unit", "amount", "anchor", "stop", "beneath", "agreed_by"}
Clock = dict[str, Any]


def clock(raw: Raw, effect: str, vocabulary: Raw, settings: Raw, walk: Walk) -> Clock:
    unit = walk.read("unit", lambda: one_of(raw, "unit", UNITS), "")
    nothing: Clock = {}
    start = walk.read("anchor", lambda: anchor(raw.get("anchor"), vocabulary), nothing)
    usual = FOLLOW_UP if effect == "hold" and "follow_up" in start else USUAL.get(effect)
    return {
        "kind": walk.read("kind", lambda: one_of(raw, "kind", KINDS, "max"), ""),
        "per": walk.read("per", lambda: _per(raw, start), ""),
        "unit": unit,
        "amount": walk.read("amount", lambda: _amount(raw, unit), None) if unit else None,
        "anchor": start,
        "stop": walk.read("stop", lambda: stop(raw.get("stop", usual), vocabulary, settings), nothing),
        "beneath": walk.read("beneath", lambda: _beneath(raw, vocabulary), None),
        "agreed_by": walk.read("agreed_by", lambda: _agreed_by(raw, unit, vocabulary), None),
    }


def _per(raw: Raw, start: Clock) -> str:
    per = one_of(raw, "per", PER, "case")
    if start and per == "recipient" and "events" not in start:
        raise Fault('per = "recipient" starts from what happened to each. Write anchor = { earliest = [events] }.')
    if start and per == "call" and "discussion" not in start:
        raise Fault('per = "call" starts from the calls. Write anchor = { discussion = "end", which = "each" }.')
    if per == "child" and "follow_up" in start:
        raise Fault("a further discussion is held for the case. Take per out.")
    return per


def _amount(raw: Raw, unit: str) -> int | None:
    amount = raw.get("amount")
    if unit not in COUNTED:
        if amount is not None:
            raise Fault(f"a limit in {unit} has no amount. Take amount out.")
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or not 1 <= amount <= 1000:
        raise Fault(f"it has no amount. Write amount = the number of {unit.replace('_', ' ')}, 1 to 1000.")
    return amount


def _beneath(raw: Raw, vocabulary: Raw) -> Clock | None:
    if "beneath" not in raw:
        return None
    found = anchor(raw["beneath"], vocabulary)
    if "events" not in found:
        raise Fault("beneath is not understood. Write { event = … } or { earliest = […] }.")
    return {"anchor": found}


def _agreed_by(raw: Raw, unit: str, vocabulary: Raw) -> str | None:
    if "agreed_by" not in raw:
        return None
    if unit != "agreed":
        raise Fault('agreed_by belongs to a limit that is agreed. Take it out, or write unit = "agreed".')
    return event(raw["agreed_by"], vocabulary)
