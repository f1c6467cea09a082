"""When a rule applies, as a procedure file writes it."""

from collections.abc import Callable
from typing import Any

from server.domain.procedure_words import Fault, Raw, event, fact, meant, one_of, only, said

Condition = dict[str, Any]
# What may stand beside a word.
BESIDE = {"event": ("before",), "count": ("at_least", "within_days")}


def condition(raw: object, vocabulary: Raw, settings: Raw) -> Condition:
    """`"a"`, or a table with one of the words of READERS."""
    if isinstance(raw, str):
        return {"fact": fact(raw, vocabulary)}
    beside = {name for names in BESIDE.values() for name in names}
    if not isinstance(raw, dict) or len(raw.keys() - beside) != 1:
        raise Fault("when is not understood. Write a fact, or { any = [facts] }, or { all = [facts] }.")
    key = next(iter(raw.keys() - beside))
    if key not in READERS:
        raise Fault(f"when: {said(key)} means nothing here.{meant(key, READERS)} Use {', '.join(READERS)}.")
    only(raw, {key, *BESIDE.get(key, ())}, "when")
    return READERS[key](raw, key, vocabulary, settings)


def _several(raw: Raw, key: str, vocabulary: Raw, settings: Raw) -> Condition:
    parts = raw[key]
    if not isinstance(parts, list) or not parts:
        raise Fault(f"when: {key} has nothing in it. Write {key} = [facts].")
    return {key: [condition(part, vocabulary, settings) for part in parts]}


def _fact(raw: Raw, key: str, vocabulary: Raw, _settings: Raw) -> Condition:
    return {key: fact(raw[key], vocabulary)}


def _event(raw: Raw, key: str, vocabulary: Raw, _settings: Raw) -> Condition:
    before = {"before": one_of(raw, "before", ("first_call",))} if "before" in raw else {}
    return {key: event(raw[key], vocabulary), **before}


def _known(raw: Raw, key: str, vocabulary: Raw, settings: Raw) -> Condition:
    return {key: _of_facts(condition(raw[key], vocabulary, settings), key)}


def _of_facts(node: Condition, key: str) -> Condition:
    """What can be known to be so: facts, any or all of them."""
    if not node.keys() <= {"fact", "any", "all"}:
        raise Fault(f"when: {key} is of facts only. Write {key} = a fact, {{ any = [facts] }} or {{ all = [facts] }}.")
    for part in (*node.get("any", ()), *node.get("all", ())):
        _of_facts(part, key)
    return node


def _count(raw: Raw, key: str, vocabulary: Raw, _settings: Raw) -> Condition:
    within = {"within_days": _number(raw, "within_days", 5000)} if "within_days" in raw else {}
    return {key: event(raw[key], vocabulary), "at_least": _number(raw, "at_least", 100), **within}


def _number(raw: Raw, key: str, most: int) -> int:
    number = raw.get(key)
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= most:
        raise Fault(f"when: {key} is not a number, 1 to {most}.")
    return number


def _telephone(raw: Raw, key: str, _vocabulary: Raw, settings: Raw) -> Condition:
    """H-0.2: a video meeting is a telephone discussion, unless the procedure counts it as face to face."""
    if raw[key] != "telephone":
        raise Fault('when: the only call is "telephone".')
    return {"call_modes": ["phone"] if settings["video_counts_as_face_to_face"] else ["phone", "video"]}


def _aged(raw: Raw, key: str, _vocabulary: Raw, _settings: Raw) -> Condition:
    return {key: _number(raw, key, 25)}


def _unborn(raw: Raw, key: str, _vocabulary: Raw, _settings: Raw) -> Condition:
    if raw[key] != "unborn":
        raise Fault('when: the only child is "unborn".')
    return {"unborn": True}


READERS: dict[str, Callable[[Raw, str, Raw, Raw], Condition]] = {
    "any": _several,
    "all": _several,
    "unless_no": _fact,
    "known_no": _fact,
    "event": _event,
    "count": _count,
    "other_child": _fact,
    "call": _telephone,
    "aged_at_least": _aged,
    "child": _unborn,
    "unless": _known,
    "not_at_discussion": _known,
}
