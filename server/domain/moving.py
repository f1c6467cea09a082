"""Who may say that something was entered about the wrong child: its author, or the chair (PRACTICE.md P-21, Z-38)."""

from typing import Any

from server.domain.access import CHAIRS, Actor
from server.domain.cut import left
from sync.messages import Change
from sync.registry import registry

PATH = "moved"
NOT_FOUND = "What was entered about the wrong child was not found. Look at the discussion again."
NOT_YOURS = "Only who wrote it, or the chair, says that it is about another child. Ring them."
NO_CHILD = "That child is not in this discussion."
LISTED = ("information", "visits")


def not_moved_so(document: dict[str, Any], change: Change, actor: Actor) -> str | None:
    """A sentence where this cannot be moved; None for every other path."""
    if change.target != PATH or not isinstance(change.payload, dict):
        return None
    entry = str(change.payload["entry"])
    if change.payload["to"] not in document["children"]:
        return NO_CHILD
    if is_fact(entry):
        return None
    found = _entry(document, entry)
    if found is None:
        return NOT_FOUND
    return None if actor.capacity in CHAIRS or found["by"]["id"] == actor.person.id else NOT_YOURS


def is_fact(entry: str) -> bool:
    """An answer about a child is named by the child and the question; whoever may answer may say whose it is."""
    child, dash, fact = entry.partition("-")
    return bool(dash) and registry().field(f"children.{child}.facts.{fact}") is not None


def shown(entries: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Whoever may not see what was moved does not see that it was, or why."""
    if PATH not in entries:
        return entries
    here = {one["id"] for path in LISTED for one in entries.get(path, [])}
    said = [one for one in entries[PATH] if one["value"]["entry"] in here or is_fact(one["value"]["entry"])]
    return left(entries | {PATH: said})


def _entry(document: dict[str, Any], entry: str) -> dict[str, Any] | None:
    listed = (one for path in LISTED for one in document["entries"].get(path, []))
    return next((one for one in listed if one["id"] == entry), None)
