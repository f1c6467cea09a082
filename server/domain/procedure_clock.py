"""The clock of a rule, as a procedure file writes it: how long, from what, and what meets it."""

from typing import Any

from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault, Raw, event, fact, listed, meant, one_of, only, said
from sync.told import VISITORS

UNITS = ("hours", "same_day", "working_days", "asap", "agreed")
KINDS = ("usual", "max", "relaxation", "national")
PER = ("case", "child")
KEYS = {"kind", "per", "unit", "amount", "anchor", "stop", "beneath"}
# Only a social worker of the responsible authority stops a clock for seeing the child (PRACTICE.md P-15).
STOPS: dict[str, dict[str, Any]] = {
    "hold": {"call": "first"},
    "seen_by": {"seen_by": ["social_worker", "lead_social_worker"]},
}
Clock = dict[str, Any]


def clock(raw: Raw, effect: str, vocabulary: Raw, settings: Raw, walk: Walk) -> Clock:
    unit = walk.read("unit", lambda: one_of(raw, "unit", UNITS), "")
    nothing: Clock = {}
    stop = raw.get("stop", STOPS.get(effect))
    beneath = raw.get("beneath")
    return {
        "kind": walk.read("kind", lambda: one_of(raw, "kind", KINDS, "max"), ""),
        "per": walk.read("per", lambda: one_of(raw, "per", PER, "case"), ""),
        "unit": unit,
        "amount": walk.read("amount", lambda: _amount(raw, unit), None) if unit else None,
        "anchor": walk.read("anchor", lambda: _anchor(raw.get("anchor"), vocabulary), nothing),
        "stop": walk.read("stop", lambda: _stop(stop, vocabulary, settings), nothing),
        "beneath": {"anchor": walk.read("beneath", lambda: _anchor(beneath, vocabulary), nothing)} if beneath else None,
    }


def _amount(raw: Raw, unit: str) -> int | None:
    amount = raw.get("amount")
    if unit not in ("hours", "working_days"):
        if amount is not None:
            raise Fault(f"a limit in {unit} has no amount. Take amount out.")
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or not 1 <= amount <= 1000:
        raise Fault(f"it has no amount. Write amount = the number of {unit.replace('_', ' ')}, 1 to 1000.")
    return amount


def _anchor(raw: object, vocabulary: Raw) -> Clock:
    if not isinstance(raw, dict) or len(raw.keys() & {"event", "earliest", "discussion"}) != 1:
        raise Fault("it starts from nothing. Write anchor = { event = … }, { earliest = […] } or { discussion = … }.")
    if "discussion" in raw:
        return _discussion_anchor(raw, vocabulary)
    only(raw, ("event", "earliest", "pick", "fallback"), "anchor")
    names = [raw["event"]] if "event" in raw else raw["earliest"]
    if not isinstance(names, list) or not names:
        raise Fault("anchor: earliest has nothing in it. Write earliest = [events].")
    if raw.get("fallback") not in (None, "holding"):
        raise Fault('anchor: the only fallback is "holding".')
    return {
        "events": [event(name, vocabulary) for name in names],
        "pick": one_of(raw, "pick", ("first", "last"), "first"),
        "fallback": raw.get("fallback"),
    }


def _discussion_anchor(raw: Raw, vocabulary: Raw) -> Clock:
    only(raw, ("discussion", "which", "carrying", "renewed_by"), "anchor")
    return {
        "discussion": one_of(raw, "discussion", ("date", "end")),
        "which": one_of(raw, "which", ("first", "last", "each"), "first"),
        "carrying": [event(name, vocabulary) for name in listed(raw, "carrying")],
        "renewed_by": [fact(name, vocabulary) for name in listed(raw, "renewed_by")],
    }


def _stop(raw: object, vocabulary: Raw, settings: Raw) -> Clock:
    if isinstance(raw, dict) and raw.get("call") == "first":
        only(raw, ("call", "face_to_face"), "stop")
        return {"call": "first", **_modes(raw, settings)}
    if isinstance(raw, dict) and isinstance(raw.get("seen_by"), list) and raw["seen_by"]:
        only(raw, ("seen_by",), "stop")
        for who in raw["seen_by"]:
            if who not in VISITORS:
                raise Fault(f"stop: nobody is called {said(who)}.{meant(who, VISITORS)} Use {', '.join(VISITORS)}.")
        return {"seen_by": raw["seen_by"]}
    if isinstance(raw, dict) and "event" in raw:
        only(raw, ("event", "pick"), "stop")
        return {"event": event(raw["event"], vocabulary), "pick": one_of(raw, "pick", ("first", "last"), "first")}
    raise Fault("nothing meets it. Write stop = { event = … }.")


def _modes(raw: Raw, settings: Raw) -> Clock:
    """H-0.2: whether a video meeting is a face-to-face one is the procedure's choice."""
    if raw.get("face_to_face") is not True:
        return {}
    return {"modes": ["in_person", "video"] if settings["video_counts_as_face_to_face"] else ["in_person"]}
