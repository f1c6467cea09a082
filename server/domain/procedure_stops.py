"""What meets a rule, as a procedure file writes it."""

from typing import Any

from server.domain.procedure_words import Fault, Raw, event, flag, listed, meant, one_of, only, said
from sync.told import VISITORS

Stop = dict[str, Any]
# Only a social worker of the responsible authority stops a clock for seeing the child (PRACTICE.md P-15).
USUAL: dict[str, Stop] = {
    "hold": {"call": "first"},
    "seen_by": {"seen_by": ["social_worker", "lead_social_worker"]},
}
FOLLOW_UP: Stop = {"call": "own"}
# The word that says what kind of stop it is -> the words that may stand beside it.
FORMS: dict[str, set[str]] = {
    "call": {"face_to_face", "after", "carrying"},
    "seen_by": {"alone", "times"},
    "event": {"pick", "after", "to", "times"},
    "any": set(),
}


def stop(raw: object, vocabulary: Raw, settings: Raw) -> Stop:
    forms = raw.keys() & FORMS.keys() if isinstance(raw, dict) else set()
    if not isinstance(raw, dict) or len(forms) != 1:
        raise Fault("nothing meets it. Write stop = { event = … }.")
    (form,) = forms
    only(raw, {form, *FORMS[form]}, "stop")
    if form == "any":
        if not isinstance(raw["any"], list) or not raw["any"]:
            raise Fault("stop: any has nothing in it. Write any = [{ event = … }, …].")
        return {"any": [stop(one, vocabulary, settings) for one in raw["any"]]}
    return _ONE[form](raw, vocabulary, settings)


def _call(raw: Raw, vocabulary: Raw, settings: Raw) -> Stop:
    carrying = {"carrying": [event(name, vocabulary) for name in listed(raw, "carrying")]} if "carrying" in raw else {}
    which = one_of(raw, "call", ("first", "own", "next"))
    return {"call": which, **carrying, **_modes(raw, settings), **_after(raw)}


def _seen_by(raw: Raw, _vocabulary: Raw, _settings: Raw) -> Stop:
    people = raw["seen_by"]
    if not isinstance(people, list) or not people:
        raise Fault(f"stop: seen_by names nobody. Use {', '.join(VISITORS)}.")
    for who in people:
        if who not in VISITORS:
            raise Fault(f"stop: nobody is called {said(who)}.{meant(who, VISITORS)} Use {', '.join(VISITORS)}.")
    return {"seen_by": people, **({"alone": True} if flag(raw, "alone") else {}), **_times(raw)}


def _event(raw: Raw, vocabulary: Raw, _settings: Raw) -> Stop:
    if raw.get("to") not in (None, "everyone"):
        raise Fault('stop: the only to is "everyone".')
    to_everyone = {"to_everyone": True} if "to" in raw else {}
    pick = one_of(raw, "pick", ("first", "last"), "first")
    return {"event": event(raw["event"], vocabulary), "pick": pick, **_after(raw), **to_everyone, **_times(raw)}


_ONE = {"call": _call, "seen_by": _seen_by, "event": _event}


def _after(raw: Raw) -> Stop:
    if raw.get("after") not in (None, "start"):
        raise Fault('stop: the only after is "start".')
    return {"after": True} if "after" in raw else {}


def _times(raw: Raw) -> Stop:
    times = raw.get("times", 1)
    if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= 100:
        raise Fault("stop: times is not a number, 1 to 100.")
    return {"times": times} if "times" in raw else {}


def _modes(raw: Raw, settings: Raw) -> Stop:
    """H-0.2: whether a video meeting is a face-to-face one is the procedure's choice."""
    if not flag(raw, "face_to_face"):
        return {}
    return {"modes": ["in_person", "video"] if settings["video_counts_as_face_to_face"] else ["in_person"]}
