"""When a rule applies, as a procedure file writes it."""

from typing import Any

from server.domain.procedure_words import Fault, Raw, event, fact, meant, one_of, said


def condition(raw: object, vocabulary: Raw, settings: Raw) -> dict[str, Any]:
    """`"a"`, `{ any = [...] }`, `{ all = [...] }`, `{ unless_no = "a" }`, `{ known_no = "a" }`, `{ event = "e" }`,
    `{ call = "telephone" }`, `{ unless = ... }`, `{ not_at_discussion = ... }`."""
    if isinstance(raw, str):
        return {"fact": fact(raw, vocabulary)}
    if not isinstance(raw, dict) or len(raw.keys() - {"before"}) != 1:
        raise Fault("when is not understood. Write a fact, or { any = [facts] }, or { all = [facts] }.")
    key = next(iter(raw.keys() - {"before"}))
    value = raw[key]
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise Fault(f"when: {key} has nothing in it. Write {key} = [facts].")
        return {key: [condition(part, vocabulary, settings) for part in value]}
    if key in ("unless_no", "known_no"):
        return {key: fact(value, vocabulary)}
    if key in ("unless", "not_at_discussion"):
        return {key: _of_facts(condition(value, vocabulary, settings), key)}
    if key == "event":
        before = {"before": one_of(raw, "before", ("first_call",))} if "before" in raw else {}
        return {key: event(value, vocabulary), **before}
    if key == "call":
        return {"call_modes": _telephone(value, settings)}
    known = ("any", "all", "unless_no", "known_no", "event", "call", "unless", "not_at_discussion")
    raise Fault(f"when: {said(key)} means nothing here.{meant(key, known)} Use {', '.join(known)}.")


def _of_facts(node: dict[str, Any], key: str) -> dict[str, Any]:
    """What can be known to be so: facts, any or all of them."""
    if not node.keys() <= {"fact", "any", "all"}:
        raise Fault(f"when: {key} is of facts only. Write {key} = a fact, {{ any = [facts] }} or {{ all = [facts] }}.")
    for part in (*node.get("any", ()), *node.get("all", ())):
        _of_facts(part, key)
    return node


def _telephone(value: object, settings: Raw) -> list[str]:
    """H-0.2: a video meeting is a telephone discussion, unless the procedure counts it as face to face."""
    if value != "telephone":
        raise Fault('when: the only call is "telephone".')
    return ["phone"] if settings["video_counts_as_face_to_face"] else ["phone", "video"]
