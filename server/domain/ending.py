"""A discussion does not end, nor is its record made, while nobody has said what a child's date hangs on (P-2, P-3)."""

from typing import Any

from server.domain.document import Document
from server.domain.merge import difference_of
from sync.ending import missing
from sync.messages import Change

SENTENCE = (
    "The discussion cannot end yet: harm and immediate risk are answered yes or no for every child first, "
    "and when each is seen is agreed where the procedure asks for it."
)


def ends(change: Change) -> bool:
    if change.target == "status":
        return bool(change.payload == "recorded")
    said = change.payload if change.target == "events" and isinstance(change.payload, dict) else {}
    return bool(said.get("type") == "sd_concluded")


def refused(document: Document, procedure: dict[str, Any]) -> str | None:
    """A sentence where something is wanting."""

    def answers(path: str) -> list[dict[str, Any]]:
        leaf = document["leaves"].get(path)
        if leaf is None:
            return []
        sides = difference_of(document, leaf)["sides"] if "difference" in leaf else [leaf]
        return [side["value"] or {} for side in sides]

    return SENTENCE if missing(document, procedure, answers) else None
