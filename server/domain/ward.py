"""What a ward on duty holds: its plan, which child, the dates; never the words of the record (PRACTICE.md P-5).

`ward_offered`: named in a handover that she has not accepted. She reads what she would take over, and only accepts it.
"""

from typing import Any, Literal

from server.domain import cut
from sync import readers
from sync.messages import Change
from sync.registry import Field, Registry

DUTY, OFFERED = "ward_on_duty", "ward_offered"
WARD = frozenset({DUTY, OFFERED})
Sight = Literal[cut.Sight, "own"]

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

    def sees(found: Field, _path: str, entry: dict[str, Any] | None) -> cut.Sight:
        held = sight(found)
        if entry is not None and found.path == "handovers":
            return "whole" if entry["value"].get("kind") in HANDED else "nothing"
        if held != "own":
            return held
        hers = entry is not None and (entry["by"]["id"] == person or readers.is_cut(entry))
        return "whole" if hers else "nothing"

    return cut.cut(document, registry, sees)
