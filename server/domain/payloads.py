"""Is a payload what its field can hold? Checked before anything is merged; the sentence is for a person."""

import re
from collections.abc import Callable
from datetime import date, datetime

from sync import values
from sync.messages import Change, Json
from sync.registry import ITEM_ID, Field

MOST_CHARACTERS = 50_000
# An account, and how it was said when it was chosen.
PERSON = re.compile(r"[0-9a-f-]{36} .{1,300}")


def problem_with(change: Change, found: Field) -> str | None:
    """None where the change can be merged; else what is wrong with it."""
    if not _instant(change.claimed_at):
        return "This change does not say when it was written."
    if not all(len(seen) <= 64 for seen in change.seen):
        return "This change does not say what was on the screen."
    shapes: dict[str, Callable[[Json, Field], str | None]] = {
        "set": _value, "add": _entry, "tag": _tags, "step": _step, "settle": _settlement,
    }  # fmt: skip
    return shapes[change.kind](change.payload, found)


def _value(payload: Json, found: Field) -> str | None:
    if payload is None:
        return None
    if found.parts:
        return _parts(payload, found)
    return None if _text(payload) else f"“{found.label}” is not text that can be kept."


def _entry(payload: Json, found: Field) -> str | None:
    return _parts(payload, found)


def _parts(payload: Json, found: Field) -> str | None:
    parts = {part["key"]: part for part in found.parts}
    if not isinstance(payload, dict) or not payload:
        return f"“{found.label}” came without its parts."
    for key, value in payload.items():
        if key not in parts:
            return f"“{found.label}” has no part “{key}”."
        if not _fits(parts[key], value):
            return f"“{found.label}”: “{parts[key]['label']}” holds something it cannot hold."
    for part in found.parts:
        if values.before_its_start(part, payload):
            return f"“{found.label}”: {values.too_early(part, found.parts)}."
    asked = [part["label"] for part in found.parts if part.get("required") and part["key"] not in payload]
    return f"“{found.label}”: “{asked[0]}” is missing." if asked else None


def _fits(part: dict[str, Json], value: Json) -> bool:
    match part["type"]:
        case "choice" | "answer":
            return value in [choice["value"] for choice in part["choices"]]
        case "check":
            return value is True
        case "number":
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
        case "instant" | "date" | "person":
            return {"instant": _instant, "date": _date, "person": _person}[part["type"]](value)
        case _:
            return _text(value)


def _tags(payload: Json, found: Field) -> str | None:
    good = (
        isinstance(payload, dict)
        and payload.keys() == {"add", "remove"}
        and all(isinstance(ids, list) for ids in payload.values())
        and all(isinstance(i, str) and ITEM_ID.fullmatch(i) for ids in payload.values() for i in ids)
    )
    return None if good else f"“{found.label}” came without what to add and remove."


def _step(payload: Json, found: Field) -> str | None:
    known = isinstance(payload, str) and payload in found.raw["steps"]
    return None if known else f"“{found.label}” cannot become “{payload}”."


def _settlement(payload: Json, found: Field) -> str | None:
    good = isinstance(payload, dict) and payload.keys() == {"choose", "why"} and all(map(_text, payload.values()))
    return None if good else f"“{found.label}”: choose one answer and say why."


def _person(value: Json) -> bool:
    return isinstance(value, str) and PERSON.fullmatch(value) is not None


def _text(value: Json) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MOST_CHARACTERS


def _date(value: Json) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _instant(value: Json) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False
