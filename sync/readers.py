"""Who may see a note: chosen as it is typed, else the usual readers; later more, by its writer (P-9). Twin: `.ts`."""

from collections.abc import Collection
from typing import Any

from sync.registry import registry

NOTES, CHANGED = "information", "note_readers"
# Narrowest first: each of them sees whatever the one before it sees.
WIDTHS = ("chair", "police", "health", "everyone")
OF_KIND = {"police_information": "police", "adult_health": "health", "third_party": "health"}
Entry = dict[str, Any]


def usual(kind: str, agency_kind: str) -> str:
    """Of a note whose writer chose no readers; `agency_kind` is of the writer's organisation."""
    return narrower(OF_KIND.get(kind, "everyone"), "police" if agency_kind == "police" else "everyone")


def narrower(one: str, other: str) -> str:
    return min(one, other, key=WIDTHS.index)


def of(document: dict[str, Any], note: Entry, agency_kind: str = "") -> str:
    """Who may see it now; `agency_kind` is its writer's, of a note the server does not have."""
    value = note["value"]
    typed = value.get("readers") or note.get("readers")
    first = typed or (usual(value.get("kind", ""), agency_kind) if note.get("pending") else "everyone")
    later = [one["value"]["readers"] for one in changed(document, note)]
    widest: str = max([first, *later], key=WIDTHS.index)
    return widest


def cleared(document: dict[str, Any], note: Entry) -> str:
    """The words for everybody else, as its writer last said them; empty where there are none."""
    said = [note, *changed(document, note)]
    return next((str(one["value"]["cleared"]) for one in reversed(said) if one["value"].get("cleared")), "")


def changed(document: dict[str, Any], note: Entry) -> list[Entry]:
    """What its own writer said of its readers later."""
    later: list[Entry] = document["entries"].get(CHANGED, [])
    return [one for one in later if one["value"]["note"] == note["id"] and one["by"]["id"] == note["by"]["id"]]


def is_cut(note: Entry) -> bool:
    """Of this note the reader has the words for everybody else, and no more."""
    return "words" not in note["value"]


def names(entry: Entry, ids: Collection[str]) -> bool:
    """Whether an entry of any kind names one of these."""
    return any(isinstance(part, str) and part in ids for part in entry["value"].values())


def words(readers: str) -> str:
    found = registry().field(CHANGED)
    parts = [part for part in (found.parts if found else []) if part["key"] == "readers"]
    return next((str(one["text"]) for part in parts for one in part["choices"] if one["value"] == readers), "")
