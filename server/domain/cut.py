"""A document with less in it, for somebody who may hold only a part: what is left out was never sent (P-5, P-9)."""

from collections.abc import Callable
from typing import Any, Literal

from sync import readers
from sync.registry import Field, Registry

Document = dict[str, Any]
Entry = dict[str, Any]
# `dates`: that it was said, when, by whom, and what was chosen from a list; no sentence of anybody's.
Sight = Literal["whole", "dates", "nothing"]
# The field, the path itself, and the entry where it holds entries.
Sees = Callable[[Field, str, Entry | None], Sight]

WORDS = frozenset({"text", "long_text"})
# Typed as text, and no words of anybody: digests of procedures.
DIGESTS = frozenset({"procedure", "was"})


def cut(document: Document, registry: Registry, sees: Sees) -> Document:
    """A copy with what `sees` leaves of it; made before it is annotated."""
    fields = {path: found for path in _paths(document) if (found := registry.field(path))}
    entries = {
        path: [(one, sees(fields[path], path, one)) for one in all_]
        for path, all_ in document["entries"].items()
        if path in fields
    }
    gone = {one["id"] for all_ in entries.values() for one, sight in all_ if sight == "nothing"}
    # Nor is what names an entry that is not there: it would say that there is one.
    kept = {
        path: [
            _shorn(fields[path], one, sight)
            for one, sight in all_
            if sight != "nothing" and not readers.names(one, gone)
        ]
        for path, all_ in entries.items()
    }
    leaves = {
        path: _shorn(fields[path], leaf, sight)
        for path, leaf in document["leaves"].items()
        if path in fields and (sight := sees(fields[path], path, None)) != "nothing"
    }
    return document | {
        "adults": [one for one in document["adults"] if f"adults.{one}.names" in leaves],
        "leaves": leaves,
        "entries": left(kept),
        "differences": [
            _shorn(fields[one["path"]], one, sight)
            for one in document["differences"]
            if one["path"] in fields and (sight := sees(fields[one["path"]], one["path"], None)) != "nothing"
        ],
    }


def left(entries: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """An empty list would say that something was taken out of it."""
    return {path: all_ for path, all_ in entries.items() if all_}


def _paths(document: Document) -> set[str]:
    return {*document["leaves"], *document["entries"], *(one["path"] for one in document["differences"])}


def _shorn(found: Field, said: dict[str, Any], sight: Sight) -> dict[str, Any]:
    """A leaf, entry or difference, and every answer inside it: sides, what stood before, what was settled."""
    if sight != "dates":
        return said
    made = said | ({"value": _value(found, said["value"])} if "value" in said else {})
    for key in ("sides", "earlier"):
        if key in said:
            made[key] = [_shorn(found, one, sight) for one in said[key]]
    if "settlement" in said:
        made["settlement"] = _shorn(found, said["settlement"], sight) | {"why": ""}
    return made


def _value(found: Field, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    quiet = {part["key"] for part in found.parts if part["type"] in WORDS} - DIGESTS
    return {key: part for key, part in value.items() if key not in quiet}
