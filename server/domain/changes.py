"""One change and one document -> what becomes of it. Pure: the same in = the same out (SYNC.md 2a, 2b)."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from server.domain import actions, attendance, excluded, handovers, lives, merge, moving, readers, ward
from server.domain.access import Actor, in_part, may, may_settle
from server.domain.document import Document, Leaf
from server.domain.payloads import problem_with
from sync import following
from sync.messages import SCHEMA, Change, Status
from sync.registry import OPERATIONS, Field, Registry


@dataclass(frozen=True)
class Outcome:
    """`document` is the same object where nothing changed; `sentence` says why something needs a person."""

    status: Status
    document: Document
    sentence: str | None = None


def decide(document: Document, change: Change, actor: Actor, now: datetime, registry: Registry) -> Outcome:
    """Nothing is refused and gone: what cannot be merged is quarantined, with a sentence."""
    if change.schema_v > SCHEMA:
        return Outcome("needs_upgrade", document, "This was written with a newer Seenby. It is kept on the device.")
    found, actor = registry.field(change.target), in_part(document, actor)
    sentence = _stops(document, change, actor, found, registry) or handovers.refused(document, change, actor, now)
    if sentence or found is None:
        return Outcome("quarantined", document, sentence or f"Nothing in Seenby is called “{change.target}”.")
    # A document is JSON, and this copies it ten times faster than copy.deepcopy.
    after = msgspec.json.decode(msgspec.json.encode(document))
    said = merge.Said(change, actor.by, now.isoformat().replace("+00:00", "Z"))
    status, sentence = _merge(after, said, found)
    if found.cautious and "engine" in found.cautious:
        _remember(document["leaves"].get(change.target), after["leaves"].get(change.target))
    if status == "applied":
        readers.give(after, change, actor)
    _enlist(after, change.target)
    return Outcome(status, after, sentence)


def _stops(document: Document, change: Change, actor: Actor, found: Field | None, registry: Registry) -> str | None:
    if change.actor != actor.person.id:
        return "This was sent under another person's name."
    if change.discussion != document["id"]:
        return "This belongs to another discussion."
    if found is None:
        return f"Nothing in Seenby is called “{change.target}”."
    settling = change.kind == "settle"
    allowed = may_settle(actor, change.target, change.claimed_at, registry) if settling else None
    decision = allowed or may(actor, "write", found)
    if not decision.allowed:
        return decision.reason
    if change.kind != "settle" and change.kind != OPERATIONS[found.kind]:
        return f"“{found.label}” cannot be changed in this way."
    return (
        _unknown_child(document, change, found, actor)
        or problem_with(change, found)
        or actions.not_theirs(document, change, actor)
        or ward.not_hers(change, actor.capacity)
        or attendance.not_theirs(document, change, actor.person.id, actor.capacity)
        or attendance.stale(document, change)
        or excluded.refused(document, change, actor)
        or lives.not_confirmed_so(document, change, actor)
        or readers.refused(document, change, actor)
        or moving.not_moved_so(document, change, actor)
        or _read_another(document, change)
    )


def _unknown_child(document: Document, change: Change, found: Field, actor: Actor) -> str | None:
    steps, pattern = change.target.split("."), found.path.split(".")
    named = {step for step, p in zip(steps, pattern, strict=True) if p == "{child}"}
    if change.kind == "add" and isinstance(change.payload, dict) and isinstance(change.payload.get("child"), str):
        named.add(change.payload["child"])
    new = named - set(document["children"])
    adding = actor.capacity in ("chair", "minute_taker") and found.path == "children.{child}.names"
    if new and not adding:
        return f"No child “{min(new)}” is in this discussion. Check which child this is about."
    return None


def _read_another(document: Document, change: Change) -> str | None:
    """Whoever takes up a procedure has read the differences from the one that is in force."""
    if change.target != following.PATH or change.payload["was"] == document["procedure"]:
        return None
    return "This discussion follows another procedure by now. Look at what would change, and choose again."


def _merge(document: Document, said: merge.Said, found: Field) -> tuple[Status, str | None]:
    match said.change.kind:
        case "add":
            if found.path == following.PATH:
                document["procedure"] = said.change.payload["procedure"]
            return merge.add(document, said, found)
        case "tag":
            return merge.tag(document, said)
        case "step":
            return merge.step(document, said, found)
        case "settle":
            return merge.settle(document, said)
        case _:
            return merge.put(document, said)


def _remember(before: Leaf | None, after: Leaf | None) -> None:
    """A date hangs on it, so the answer that stood before stays with the one that took its place: was, is, why. Two
    answers that came apart are kept with their difference."""
    if before is None or after is None or after["change"] == before["change"]:
        return
    stood = [] if "difference" in before else [{key: before[key] for key in ("value", "by", "at", "received")}]
    if earlier := [*before.get("earlier", []), *stood]:
        after["earlier"] = earlier


def _enlist(document: Document, path: str) -> None:
    """An item exists once a leaf beneath it does."""
    part, _, rest = path.partition(".")
    if part in ("children", "adults") and rest:
        item = rest.partition(".")[0]
        document[part] += [item] if item not in document[part] else []
