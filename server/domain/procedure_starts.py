"""What a clock starts from, as a procedure file writes it."""

from typing import Any

from server.domain.procedure_words import Fault, Raw, event, fact, flag, listed, one_of, only, said

Anchor = dict[str, Any]
# The word that says what kind of start it is -> the words that may stand beside it.
FORMS: dict[str, set[str]] = {
    "event": {"pick", "fallback", "before", "repeat"},
    "earliest": {"pick", "fallback", "before", "repeat"},
    "discussion": {"which", "form", "carrying", "complete", "by_enquiry", "renewed_by"},
    "follow_up": set(),
    "missed": {"kind"},
    "met": {"kind"},
    "due": {"kind"},
}
ON = ("missed", "met", "due")


def anchor(raw: object, vocabulary: Raw, settings: Raw) -> Anchor:
    forms = raw.keys() & FORMS.keys() if isinstance(raw, dict) else set()
    if not isinstance(raw, dict) or len(forms) != 1:
        raise Fault("it starts from nothing. Write anchor = { event = … }, { earliest = […] } or { discussion = … }.")
    (form,) = forms
    only(raw, {form, *FORMS[form]}, "anchor")
    if form == "discussion":
        return {**_of_discussion(raw, vocabulary), **_form(raw, settings)}
    if form == "follow_up":
        return {"follow_up": event(raw["follow_up"], vocabulary)}
    return _of_rule(form, raw) if form in ON else _of_event(raw, vocabulary)


def check_order(rule: dict[str, Any], above: list[dict[str, Any]]) -> None:
    """A rule may start from another only if that stands above it, so that nothing waits for itself. Raises Fault."""
    follows = rule.get("anchor", {})
    if "rule" not in follows:
        return
    alike = [one for one in above if one["id"] == follows["rule"] and "unit" in one]
    if not any(follows["kind"] in (None, one["kind"]) for one in alike):
        kind = f" of kind {follows['kind'][:60]}" if follows["kind"] else ""
        raise Fault(f"anchor: no rule {follows['rule'][:60]}{kind} with a date stands above it. Put that rule first.")


def _of_rule(on: str, raw: Raw) -> Anchor:
    if not isinstance(raw[on], str):
        raise Fault(f"anchor: {on} is {said(raw[on])}. Write the id of a rule that stands above.")
    kind = raw.get("kind")
    if kind is not None and not isinstance(kind, str):
        raise Fault("anchor: kind is not a word. Write the kind of the rule it starts from.")
    return {"rule": raw[on], "kind": kind, "on": on}


def _of_event(raw: Raw, vocabulary: Raw) -> Anchor:
    names = [raw["event"]] if "event" in raw else raw["earliest"]
    if not isinstance(names, list) or not names:
        raise Fault("anchor: earliest has nothing in it. Write earliest = [events].")
    if raw.get("fallback") not in (None, "holding"):
        raise Fault('anchor: the only fallback is "holding".')
    if raw.get("before") not in (None, "first_call"):
        raise Fault('anchor: the only before is "first_call".')
    return {
        "events": [event(name, vocabulary) for name in names],
        "pick": one_of(raw, "pick", ("first", "last"), "first"),
        "fallback": raw.get("fallback"),
        "before_call": "before" in raw,
        "repeat": event(raw["repeat"], vocabulary) if "repeat" in raw else None,
    }


def _form(raw: Raw, settings: Raw) -> Anchor:
    """How every call of the discussion was held (H-0.2 for video)."""
    if "form" not in raw:
        return {}
    form = one_of(raw, "form", ("telephone", "face_to_face"))
    video = settings["video_counts_as_face_to_face"] == (form == "face_to_face")
    return {"modes": [{"telephone": "phone", "face_to_face": "in_person"}[form], *(["video"] if video else [])]}


def _of_discussion(raw: Raw, vocabulary: Raw) -> Anchor:
    complete, carrying = flag(raw, "complete"), listed(raw, "carrying")
    if complete and not carrying:
        raise Fault("anchor: complete needs carrying = [events]: all of them must have happened.")
    return {
        "discussion": one_of(raw, "discussion", ("date", "end")),
        "which": one_of(raw, "which", ("first", "last", "each"), "first"),
        "carrying": [event(name, vocabulary) for name in carrying],
        "complete": complete,
        "by_enquiry": flag(raw, "by_enquiry"),
        "renewed_by": [fact(name, vocabulary) for name in listed(raw, "renewed_by")],
    }
