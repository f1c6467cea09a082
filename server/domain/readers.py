"""What of the notes one person may see (PRACTICE.md P-9, Z-36): cut before the document is annotated, for whomever.

Who may not see a note is not told that there is one, nor of anything that names it, save the words its writer cleared.
"""

from typing import Any

from server.domain import attendance, ward
from server.domain.access import CHAIRS, Actor
from server.domain.cut import left
from sync import readers
from sync.attendance import PART
from sync.messages import Change
from sync.moving import children_of
from sync.readers import CHANGED, NOTES, WIDTHS

HEALTH = frozenset({"hospital", "health"})
NOT_YOURS = "Only whoever wrote a note says who may see it."
REPLACED = "A later note took the place of this one. Say of that one who may see it."
TAKEN_BACK = "What somebody may see already is not taken back. To say more to fewer people, write another note."
Document = dict[str, Any]
Entry = dict[str, Any]


def held(document: Document, actor: Actor) -> Document:
    """A copy with what this person may see; the same document where that is all of it."""
    notes = document["entries"].get(NOTES, [])
    hidden = {note["id"] for note in notes if not _sees(document, note, actor)}
    if not hidden:
        return document
    entries = {
        path: [one for one in all_ if not readers.names(one, hidden)]
        for path, all_ in document["entries"].items()
        if path != NOTES
    }
    kept = [_without(note, hidden) if note["id"] not in hidden else _cut(document, note, actor) for note in notes]
    entries[NOTES] = [note for note in kept if note is not None]
    return document | {"entries": left(entries)}


def refused(document: Document, change: Change, actor: Actor) -> str | None:
    """A sentence where a note would be shown to fewer people than it was, or by somebody who did not write it."""
    if change.kind != "add" or change.target not in (NOTES, CHANGED):
        return None
    said, replaces = change.payload, change.target == NOTES
    named = said.get("supersedes" if replaces else "note")
    note = next((one for one in document["entries"].get(NOTES, []) if one["id"] == named), None)
    own = note is not None and note["by"]["id"] == actor.person.id
    if replaces:
        return TAKEN_BACK if note and own and _lowers(document, note, _chosen(change, actor)) else None
    if note is None or not own:
        return NOT_YOURS
    if note.get("superseded_by"):
        return REPLACED
    return TAKEN_BACK if _lowers(document, note, said["readers"]) else None


def give(document: Document, change: Change, actor: Actor) -> None:
    """A new note whose writer chose no readers is given the usual ones, for its writer's organisation may change."""
    chosen = _chosen(change, actor) if change.target == NOTES else "everyone"
    if chosen != "everyone" and not change.payload.get("readers"):
        document["entries"][NOTES][-1]["readers"] = chosen


def _chosen(change: Change, actor: Actor) -> str:
    said = change.payload
    return said.get("readers") or readers.usual(said.get("kind", ""), actor.person.agency_kind)


def _lowers(document: Document, note: Entry, to: str) -> bool:
    return WIDTHS.index(to) < WIDTHS.index(readers.of(document, note))


def _sees(document: Document, note: Entry, actor: Actor) -> bool:
    person, who = actor.person, readers.of(document, note)
    if note["by"]["id"] == person.id:
        return True
    here = actor.capacity != PART or attendance.opens(document, note, person.id)
    if actor.capacity in ward.WARD or not here:
        return False
    if who == "everyone" or actor.capacity in CHAIRS:
        return True
    among = {"health": {"police"} | HEALTH, "police": {"police"}}.get(who, set())
    return person.agency_kind in among or (who != "chair" and _leads(document, note, actor))


def _leads(document: Document, note: Entry, actor: Actor) -> bool:
    """Named lead by chair or minute taker, for this note's child; of two different answers nobody is."""
    about = children_of(document, note) or document["children"]
    leaves = (document["leaves"].get(f"children.{one}.workers") for one in about)
    named = (((leaf or {}).get("value") or {}).get("lead", "") for leaf in leaves)
    return actor.person.agency_kind == "social_care" and any(
        said.partition(",")[0].strip().casefold() == actor.person.name.casefold() for said in named
    )


def _without(note: Entry, hidden: set[str]) -> Entry:
    value = note["value"]
    if value.get("supersedes") not in hidden:
        return note
    return note | {"value": {key: part for key, part in value.items() if key != "supersedes"}}


def _cut(document: Document, note: Entry, actor: Actor) -> Entry | None:
    words = readers.cleared(document, note)
    another = actor.capacity == PART and attendance.of_another(document, note, actor.person.id)
    if not words or note.get("superseded_by") or another:
        return None
    about = children_of(document, note)
    value = {"cleared": words} | ({"child": about[0]} if len(about) == 1 else {})
    return {"id": note["id"], "value": value} | {key: note[key] for key in ("by", "at", "received")}
