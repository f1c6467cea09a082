"""The merge rules, by kind. Each changes the document it is given and says what became of the change.

No silent winner: a set over a value its author never saw makes two different answers (SYNC.md I3),
and only a settlement that has seen every side ends them. Identity is by change id, never by a counter.
"""

from dataclasses import dataclass
from typing import Any

from server.domain.document import Document, Leaf
from sync.messages import Change, Json, Status
from sync.registry import Field

Result = tuple[Status, str | None]
APPLIED: Result = ("applied", None)
SAME: Result = ("same", None)
DIFFERS: Result = ("conflict", "Someone answered differently. Both answers are kept until they are settled.")


@dataclass(frozen=True)
class Said:
    """A change with its author as printed, and when the server had it (ISO 8601 UTC)."""

    change: Change
    by: dict[str, str]
    received: str

    @property
    def attribution(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.change.claimed_at, "received": self.received}


def put(document: Document, said: Said) -> Result:
    """One value on one path: scalar and group."""
    change = said.change
    leaf = document["leaves"].get(change.target)
    if leaf is None:
        return _replace(document, said, change.payload)
    if "difference" in leaf:
        return _join(document, leaf, said, change.payload)
    if _names(change.seen, leaf["change"], leaf):
        return _replace(document, said, change.payload)
    if leaf["value"] == change.payload:
        return _agree(leaf, said)
    return _differ(document, leaf, said, change.payload)


def add(document: Document, said: Said, found: Field) -> Result:
    """Entries only grow; an edit is a new entry by the same author that supersedes the old one."""
    change = said.change
    entries = document["entries"].setdefault(change.target, [])
    old_id = change.payload.get("supersedes")
    if old_id is not None:
        old = next((entry for entry in entries if entry["id"] == old_id), None)
        if old is None or old["by"]["id"] != said.by["id"]:
            return "quarantined", "Only the person who wrote an entry can replace it."
        pinned = found.raw.get("pinned")
        if pinned and old["value"].get(pinned["key"]) in pinned["values"]:
            return "quarantined", pinned["words"]
        old["superseded_by"] = change.op_id
    entries.append({"id": change.op_id, "value": change.payload, **said.attribution})
    return APPLIED


def tag(document: Document, said: Said) -> Result:
    """Add wins: a removal takes away only the tags its author had seen (observed remove)."""
    change = said.change
    leaf = document["leaves"].setdefault(change.target, {"tags": {}})
    for item in change.payload["add"]:
        leaf["tags"].setdefault(item, []).append(change.op_id)
    for item in change.payload["remove"]:
        leaf["tags"][item] = [t for t in leaf["tags"].get(item, []) if t not in change.seen]
    leaf["tags"] = {item: tags for item, tags in leaf["tags"].items() if tags}
    leaf |= {"value": sorted(leaf["tags"]), "change": change.op_id, **said.attribution}
    return APPLIED


def step(document: Document, said: Said, found: Field) -> Result:
    """A state machine: a step stands if it is legal from where the document is now."""
    change = said.change
    leaf = document["leaves"].get(change.target)
    if leaf is not None and "difference" in leaf:
        return _join(document, leaf, said, change.payload)
    now = leaf["value"] if leaf else found.raw["choices"][0]["value"]
    if leaf is not None and now == change.payload:
        return _agree(leaf, said)
    if change.payload in found.raw["steps"][now] or (leaf is None and now == change.payload):
        return _replace(document, said, change.payload)
    if leaf is None or _names(change.seen, leaf["change"], leaf):
        return "quarantined", f"“{found.label}” cannot go from “{now}” to “{change.payload}”."
    return _differ(document, leaf, said, change.payload)


def settle(document: Document, said: Said) -> Result:
    """Ends two different answers if every side was seen; a side that came since keeps them open."""
    change = said.change
    leaf = document["leaves"].get(change.target)
    chosen = _side(document, change.target, change.payload["choose"])
    if leaf is None or chosen is None:
        return "quarantined", "The answer chosen here was not found. Look at it again and choose once more."
    if "difference" not in leaf:
        settled = leaf["value"] == chosen["value"]
        return _agree(leaf, said) if settled else _differ(document, leaf, said, chosen["value"])
    difference = difference_of(document, leaf)
    if not all(_names_any(change.seen, side) for side in difference["sides"]):
        return "conflict", "Another answer came in while this was being settled. Look at all of them and choose again."
    settlement = {"by": said.by, "at": change.claimed_at, "why": change.payload["why"]}
    difference |= {"state": "settled", "settlement": settlement | {"value": chosen["value"]}}
    _replace(document, said, chosen["value"])
    document["leaves"][change.target]["settlement"] = settlement
    return APPLIED


def _replace(document: Document, said: Said, value: Json) -> Result:
    document["leaves"][said.change.target] = {"value": value, "change": said.change.op_id, **said.attribution}
    return APPLIED


def _agree(leaf: Leaf, said: Said) -> Result:
    """Equal answers, given apart: both authors are recorded, and either's id names the value from now on."""
    if said.by["id"] != leaf["by"]["id"]:
        leaf["also"] = [*leaf.get("also", []), said.by]
    leaf["aliases"] = [*leaf.get("aliases", []), said.change.op_id]
    return SAME


def _differ(document: Document, leaf: Leaf, said: Said, value: Json) -> Result:
    kept = {"id": leaf["change"]} | {k: leaf[k] for k in ("value", "by", "at", "received", "aliases") if k in leaf}
    opened = {
        "id": said.change.op_id,
        "path": said.change.target,
        "state": "open",
        "sides": [kept, _new_side(said, value)],
        "opened": said.received,
    }
    document["differences"].append(opened)
    leaf |= {"value": None, "difference": opened["id"]}
    leaf.pop("settlement", None)
    return DIFFERS


def _join(document: Document, leaf: Leaf, said: Said, value: Json) -> Result:
    """A further answer while two stand: an author's own newer answer takes the place of their older one."""
    difference = difference_of(document, leaf)
    for side in difference["sides"]:
        if side["value"] == value:
            side["aliases"] = [*side.get("aliases", []), said.change.op_id]
            return SAME
    difference["sides"] = [side for side in difference["sides"] if not _older(side, said)] + [_new_side(said, value)]
    return DIFFERS


def _older(side: dict[str, Any], said: Said) -> bool:
    return side["by"]["id"] == said.by["id"] and _names(said.change.seen, side["id"], side)


def _new_side(said: Said, value: Json) -> dict[str, Any]:
    return {"id": said.change.op_id, "value": value, **said.attribution}


def _names(seen: list[str], current: str, holder: dict[str, Any]) -> bool:
    """Did the author see exactly this value (by its id, or that of an equal answer)?"""
    return bool(seen) and set(seen) <= {current, *holder.get("aliases", [])}


def _names_any(seen: list[str], side: dict[str, Any]) -> bool:
    return not {side["id"], *side.get("aliases", [])}.isdisjoint(seen)


def difference_of(document: Document, leaf: Leaf) -> dict[str, Any]:
    """The open difference of a leaf that has two answers."""
    found: dict[str, Any] = next(d for d in document["differences"] if d["id"] == leaf["difference"])
    return found


def _side(document: Document, path: str, side_id: str) -> dict[str, Any] | None:
    sides = (side for d in reversed(document["differences"]) if d["path"] == path for side in d["sides"])
    return next((side for side in sides if side_id in (side["id"], *side.get("aliases", []))), None)
