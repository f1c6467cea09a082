"""What a ward on duty holds: its plan, which child, the dates; never the words of the record (PRACTICE.md P-5).

`ward_offered`: named in a handover that she has not accepted. She reads what she would take over, and only accepts it.
"""

from collections.abc import Collection
from typing import Any, Literal

from sync import readers
from sync.messages import Change
from sync.registry import Field, Registry

DUTY, OFFERED = "ward_on_duty", "ward_offered"
WARD = frozenset({DUTY, OFFERED})
Sight = Literal["whole", "dates", "own", "nothing"]

SECTIONS: dict[str, Sight] = {
    "case": "dates", "facts": "dates", "events": "dates", "visits": "dates", "urgent": "dates",
    "ward_plan": "whole", "handovers": "whole", "information": "own",
}  # fmt: skip
PATHS: dict[str, Sight] = {
    "children.{child}.names": "whole",
    "children.{child}.birth": "whole",
    "children.{child}.numbers": "whole",
    "children.{child}.place": "whole",
    "children.{child}.responsible": "whole",
    "taking": "whole",
    "adults.{adult}.names": "whole",
    "adults.{adult}.contact.{child}": "whole",
    "adults.{adult}.risk_to_staff": "whole",
    "births": "whole",
    "deaths": "whole",
    "death_checks": "dates",
    # What is cleared for everybody comes with the note itself.
    "note_readers": "nothing",
    "moved": "dates",
    "urgent": "own",
    "referral.received": "dates",
    "referral.identified": "dates",
    "decisions.{child}.seen_plan": "dates",
}
# Of handovers, its own kinds.
HANDED = frozenset({"ward_shift", "ward_transfer"})
WORDS = frozenset({"text", "long_text"})
# Typed as text, and no words of anybody: digests of procedures.
DIGESTS = frozenset({"procedure", "was"})
ONLY_OBSERVES = "A ward on duty writes what it saw or heard. For anything else, ring."


def sight(found: Field) -> Sight:
    """How much of a field a ward holds; what is not named here, nothing."""
    return PATHS.get(found.path) or SECTIONS.get(found.section, "nothing")


def not_hers(change: Change, capacity: str) -> str | None:
    """A sentence where somebody on duty writes a note that is no observation."""
    observes = change.target != "information" or change.payload["kind"] == "observation"
    return ONLY_OBSERVES if capacity == DUTY and not observes else None


def held(document: dict[str, Any], person: str, registry: Registry) -> dict[str, Any]:
    """A copy of a document with what a ward holds, for one person of it; made before it is annotated."""
    not_hers = {
        entry["id"]
        for path, all_ in document["entries"].items()
        if (found := registry.field(path)) and sight(found) == "own"
        for entry in all_
        if not _hers(found, entry, person)
    }
    seen = {path: found for path in _paths(document) if (found := registry.field(path)) and sight(found) != "nothing"}
    return document | {
        "adults": [one for one in document["adults"] if f"adults.{one}.names" in seen],
        "leaves": {path: _shorn(seen[path], leaf) for path, leaf in document["leaves"].items() if path in seen},
        "entries": {
            path: [_shorn(seen[path], entry) for entry in all_ if _hers(seen[path], entry, person, not_hers)]
            for path, all_ in document["entries"].items()
            if path in seen
        },
        "differences": [
            _shorn(seen[difference["path"]], difference)
            for difference in document["differences"]
            if difference["path"] in seen
        ],
    }


def _paths(document: dict[str, Any]) -> set[str]:
    return {*document["leaves"], *document["entries"], *(one["path"] for one in document["differences"])}


def _hers(found: Field, entry: dict[str, Any], person: str, not_hers: Collection[str] = ()) -> bool:
    """Nor is what names a note that is not: it would say that there is one."""
    if readers.names(entry, not_hers):
        return False
    if found.path == "handovers":
        return entry["value"].get("kind") in HANDED
    return sight(found) != "own" or entry["by"]["id"] == person or readers.is_cut(entry)


def _shorn(found: Field, said: dict[str, Any]) -> dict[str, Any]:
    """A leaf, entry or difference, and every answer inside it: sides, what stood before, what was settled."""
    if sight(found) != "dates":
        return said
    made = said | ({"value": _value(found, said["value"])} if "value" in said else {})
    for key in ("sides", "earlier"):
        if key in said:
            made[key] = [_shorn(found, one) for one in said[key]]
    if "settlement" in said:
        made["settlement"] = _shorn(found, said["settlement"]) | {"why": ""}
    return made


def _value(found: Field, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    quiet = {part["key"] for part in found.parts if part["type"] in WORDS} - DIGESTS
    return {key: part for key, part in value.items() if key not in quiet}
