"""When a rule applies, as a procedure file writes it."""

from typing import Any

from server.domain.procedure_words import Fault, Raw, event, fact


def condition(raw: object, vocabulary: Raw) -> dict[str, Any]:
    """`"a"`, `{ any = [...] }`, `{ all = [...] }`, `{ unless_no = "a" }`, `{ known_no = "a" }`, `{ event = "e" }`,
    `{ not_at_discussion = ... }`."""
    if isinstance(raw, str):
        return {"fact": fact(raw, vocabulary)}
    if not isinstance(raw, dict) or len(raw.keys() - {"before"}) != 1:
        raise Fault("when is not understood. Write a fact, or { any = [facts] }, or { all = [facts] }.")
    key = next(iter(raw.keys() - {"before"}))
    value = raw[key]
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise Fault(f"when: {key} has nothing in it. Write {key} = [facts].")
        return {key: [condition(part, vocabulary) for part in value]}
    if key in ("unless_no", "known_no"):
        return {key: fact(value, vocabulary)}
    if key == "not_at_discussion":
        return {key: condition(value, vocabulary)}
    if key == "event":
        before = {"before": raw["before"]} if raw.get("before") == "first_call" else {}
        return {key: event(value, vocabulary), **before}
    raise Fault(f"when: '{key}' means nothing here. Use any, all, unless_no, known_no, event or not_at_discussion.")
