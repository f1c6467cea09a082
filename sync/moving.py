"""What was entered about the wrong child, and which child it is about now (PRACTICE.md P-21, Z-38).
Twin of `moving.ts`.
"""

from typing import Any

Entry = dict[str, Any]


def moves(doc: dict[str, Any], entry: str) -> list[Entry]:
    """Those that stand: each names what its author saw, so of two that were made apart both do."""
    made = [one for one in doc["entries"].get("moved", []) if one["value"]["entry"] == entry]
    followed = {before for one in made for before in one["value"].get("after", "").split()}
    return [one for one in made if one["id"] not in followed]


def children_of(doc: dict[str, Any], entry: Entry) -> list[str]:
    """Whom it is about now: two where it was moved apart, none where it is about nobody."""
    moved = [one["value"]["to"] for one in moves(doc, entry["id"])]
    first = [entry["value"]["child"]] if entry["value"].get("child") else []
    return list(dict.fromkeys(moved)) or first


def counted_for(doc: dict[str, Any], entry: Entry) -> str:
    """Whose clock it counts for: nobody's where two moved it apart, or a move is not sent yet."""
    about = children_of(doc, entry)
    pending = any(one.get("pending") for one in moves(doc, entry["id"]))
    return about[0] if len(about) == 1 and not pending else ""
