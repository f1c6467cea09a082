"""The clock of a rule, as a procedure file writes it: how long, from what, and what meets it."""

from typing import Any

from server.domain.procedure_choices import COUNTED, agreed_by, alternatives, amount, chosen_by, until
from server.domain.procedure_starts import anchor
from server.domain.procedure_stops import FOLLOW_UP, USUAL, stop
from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault, Raw, flag, one_of

UNITS = ("hours", "same_day", "working_days", "days", "asap", "immediate", "agreed")
KINDS = ("usual", "max", "relaxation", "national", "not_before")
PER = ("case", "child", "recipient", "call")
KEYS = {"kind", "per", "unit", "amount", "back", "until", "anchor", "stop", "beneath", "agreed_by"}
KEYS |= {"alternatives", "chosen_by"}
Clock = dict[str, Any]


def clock(raw: Raw, effect: str, vocabulary: Raw, settings: Raw, walk: Walk) -> Clock:
    unit = walk.read("unit", lambda: one_of(raw, "unit", UNITS), "")
    nothing: Clock = {}
    others: list[Clock] = []
    start = walk.read("anchor", lambda: anchor(raw.get("anchor"), vocabulary, settings), nothing)
    usual = FOLLOW_UP if effect == "hold" and "follow_up" in start else USUAL.get(effect)
    return {
        "kind": walk.read("kind", lambda: _kind(raw, effect, unit), ""),
        "per": walk.read("per", lambda: _per(raw, start), ""),
        "unit": unit,
        "amount": walk.read("amount", lambda: amount(raw, unit), None) if unit else None,
        "back": walk.read("back", lambda: _back(raw, unit), otherwise=False),
        "until": walk.read("until", lambda: until(raw, unit), None),
        "anchor": start,
        "stop": walk.read("stop", lambda: stop(raw.get("stop", usual), vocabulary, settings), nothing),
        "beneath": walk.read("beneath", lambda: _beneath(raw, vocabulary, settings), None),
        "agreed_by": walk.read("agreed_by", lambda: agreed_by(raw, unit, vocabulary), None),
        "alternatives": walk.read("alternatives", lambda: alternatives(raw, vocabulary, settings), others),
        "chosen_by": walk.read("chosen_by", lambda: chosen_by(raw, vocabulary), None),
    }


def _kind(raw: Raw, effect: str, unit: str) -> str:
    kind = one_of(raw, "kind", KINDS, "max")
    if kind == "not_before" and effect in USUAL:
        raise Fault(f'kind not_before does not go with effect {effect}. Write effect = "gate" and before = what waits.')
    if kind == "not_before" and unit not in (*COUNTED, "immediate"):
        raise Fault("kind not_before says from when something may be done: in hours, days, working_days or immediate.")
    return kind


def _per(raw: Raw, start: Clock) -> str:
    per = one_of(raw, "per", PER, "case")
    if start and per == "recipient" and "events" not in start:
        raise Fault('per = "recipient" starts from what happened to each. Write anchor = { earliest = [events] }.')
    if start and per == "call" and "discussion" not in start:
        raise Fault('per = "call" starts from the calls. Write anchor = { discussion = "end", which = "each" }.')
    if per == "child" and "follow_up" in start:
        raise Fault("a further discussion is held for the case. Take per out.")
    return per


def _back(raw: Raw, unit: str) -> bool:
    back = flag(raw, "back")
    if back and unit not in COUNTED:
        raise Fault("back counts back from the start, in hours, days or working_days only.")
    return back


def _beneath(raw: Raw, vocabulary: Raw, settings: Raw) -> Clock | None:
    if "beneath" not in raw:
        return None
    found = anchor(raw["beneath"], vocabulary, settings)
    if "events" not in found:
        raise Fault("beneath is not understood. Write { event = … } or { earliest = […] }.")
    return {"anchor": found}
