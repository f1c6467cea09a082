"""Who may say that a child has died: one person records it, another confirms it (PRACTICE.md P-22)."""

from server.domain.access import Actor
from server.domain.document import Document
from sync.messages import Change

ANOTHER = "A second person must confirm this. Ring one now."
NO_RECORD = "That record was not found. Look at the child's page again."


def not_confirmed_so(document: Document, change: Change, actor: Actor) -> str | None:
    """A sentence where somebody confirms their own record; None for every other path."""
    if change.target != "death_checks" or not isinstance(change.payload, dict):
        return None
    records = document["entries"].get("deaths", [])
    found = next((one for one in records if one["id"] == change.payload.get("death")), None)
    if found is None:
        return NO_RECORD
    return ANOTHER if change.payload["right"] == "yes" and found["by"]["id"] == actor.person.id else None
