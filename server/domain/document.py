"""A discussion's document, and the annotated document made of it for one person (sync/README.md)."""

from collections.abc import Iterator
from typing import Any

from server.domain import attendance, excluded, moving, readers, ward
from server.domain.access import Actor, in_part, may
from sync.attendance import PART
from sync.registry import Field, Registry
from sync.wording import describe

Document = dict[str, Any]
Leaf = dict[str, Any]


def new(discussion: str, procedure: str, reference: str) -> Document:
    """`procedure` is the digest of the compiled procedure, `reference` a short name that tells nothing."""
    return {
        "id": discussion,
        "procedure": procedure,
        "reference": reference,
        "children": [],
        "adults": [],
        "leaves": {},
        "entries": {},
        "differences": [],
    }


def annotate(document: Document, seq: int, actor: Actor, registry: Registry) -> Document:
    """What this person may see, with words, authors and the ids their answers must name."""
    actor = in_part(document, actor)
    document = readers.held(excluded.held(document), actor)
    if actor.capacity in ward.WARD:
        document = ward.held(document, actor.person.id, registry)
    elif actor.capacity == PART:
        document = attendance.held(document, actor.person.id, registry)
    sides = {difference["id"]: difference["sides"] for difference in document["differences"]}
    made = {
        "id": document["id"],
        "seq": seq,
        "procedure": document["procedure"],
        "reference": document["reference"],
        "capacity": actor.capacity,
        "children": document["children"],
        "adults": document["adults"],
        "writable": _writable(actor, registry),
        "leaves": {path: _leaf(f, leaf, sides) for path, f, leaf in _readable(document["leaves"], actor, registry)},
        "entries": moving.shown(
            {path: _entries(f, all_) for path, f, all_ in _readable(document["entries"], actor, registry)}
        ),
        "differences": [
            _difference(found, difference)
            for difference in document["differences"]
            for found in [_field(registry, difference["path"])]
            if may(actor, "read", found).allowed
        ],
    }
    return made | ({"every_child": document["every_child"]} if "every_child" in document else {})


def _writable(actor: Actor, registry: Registry) -> list[str]:
    paths = [f.path for f in registry.fields if may(actor, "write", f).allowed]
    return [*paths, "settle"] if actor.capacity in registry.settlers else paths


def _readable(parts: dict[str, Any], actor: Actor, registry: Registry) -> Iterator[tuple[str, Field, Any]]:
    for path, part in parts.items():
        found = _field(registry, path)
        if may(actor, "read", found).allowed:
            yield path, found, part


def _field(registry: Registry, path: str) -> Field:
    found = registry.field(path)
    assert found is not None, f"a stored path has no field: {path}"
    return found


def _leaf(found: Field, leaf: Leaf, sides: dict[str, list[dict[str, Any]]]) -> Leaf:
    printed = {
        "value": leaf["value"],
        "lines": describe(found.raw, leaf["value"]),
        "by": leaf["by"],
        "at": leaf["at"],
        "received": leaf["received"],
        "seen": [leaf["change"]],
    }
    if found.kind == "set":
        printed["seen"] = sorted(tag for tags in leaf["tags"].values() for tag in tags)
    if "difference" in leaf:
        cautious, answers = found.cautious or {}, sides[leaf["difference"]]
        printed |= {
            "value": None,
            "lines": [],
            "seen": [side["id"] for side in answers],
            "sides": [_side(found, side) for side in answers],
            "stands": {"value": cautious.get("value"), "words": cautious.get("words", "Not agreed yet.")},
        }
    return printed | {key: leaf[key] for key in ("also", "settlement", "earlier") if key in leaf}


def _side(found: Field, side: dict[str, Any]) -> dict[str, Any]:
    kept = {key: side[key] for key in ("id", "value", "by", "at", "received")}
    return kept | {"lines": describe(found.raw, side["value"])}


def _entries(found: Field, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry | {"lines": describe(found.raw, entry["value"])} for entry in entries]


def _difference(found: Field, difference: dict[str, Any]) -> dict[str, Any]:
    printed = difference | {
        "label": found.named(difference["path"]),
        "sides": [_side(found, side) for side in difference["sides"]],
    }
    if "settlement" in difference:
        settlement = difference["settlement"]
        printed["settlement"] = settlement | {"lines": describe(found.raw, settlement["value"])}
    return printed
