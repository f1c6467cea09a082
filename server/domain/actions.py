"""Who may say what of an action: whoever picked it up, and the chair (SYNC.md 2a, claims; PRACTICE.md Z-39)."""

from typing import Any

from server.domain.access import CHAIRS, Actor
from server.domain.document import Document
from sync.messages import Change

# Nobody says of what another has picked up that it is done, or gives it back for them.
OF_WHO_HAS_IT = frozenset({"done", "handed_over"})


def not_theirs(document: Document, change: Change, actor: Actor) -> str | None:
    """A sentence where this person may not take that step; None for every path that is no action's."""
    steps = change.target.split(".")
    if steps[0] != "actions" or actor.capacity in CHAIRS or change.kind == "settle":
        return None
    claim = document["leaves"].get(f"actions.{steps[1]}.claim")
    match steps[2], change.payload:
        case "claim", {"who": who} if who != actor.person.name:
            return "Only the chair says that somebody else has picked this up."
        case "status", "cancelled":
            return "Only the chair says that an action is no longer needed."
        case "status", str(state) if state in OF_WHO_HAS_IT and not _has_it(document, claim, actor):
            return "This action is not with you. Pick it up first, or ring who has it."
    return None


def _has_it(document: Document, claim: dict[str, Any] | None, actor: Actor) -> bool:
    """One of two who both picked it up has it too, until the chair has settled which."""
    if claim is None:
        return False
    found = (one for one in document["differences"] if one["id"] == claim.get("difference"))
    values = [side["value"] for one in found for side in one["sides"]] or [claim["value"]]
    return any((value or {}).get("who") == actor.person.name for value in values)
