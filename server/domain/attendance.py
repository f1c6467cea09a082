"""Here for part of it: who is present for named items alone holds those, and what anybody must have (P-9, Z-36).

Chair or minute taker say who is here for what; the last they said of a person stands. Of another child such a person
holds what the dates hang on, and no name, so that nobody's clock is later than it is for everybody else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from server.domain import cut
from sync.attendance import PART, PATH, chosen, is_of, kinds, opened_by, standing
from sync.messages import Change
from sync.moving import children_of
from sync.registry import Field, Registry, registry

ONLY_PART = (
    "You are here for part of this discussion. Write what you saw or heard of it; for anything else, ring the chair."
)
MEANWHILE = "Somebody said meanwhile who is here for what. Look at it again, and choose again."
BOTH = "Somebody is here for all of it, or for what is ticked. Look at it again, and choose one of the two."
Document = dict[str, Any]
Entry = dict[str, Any]

# Without any item: which child, the dates, and what they wrote themselves or can answer for.
SECTIONS: dict[str, cut.Sight] = {
    "case": "dates",
    "facts": "dates",
    "events": "dates",
    "visits": "dates",
    "lives": "dates",
}
PATHS: dict[str, cut.Sight] = {
    **{f"children.{{child}}.{part}": "whole" for part in ("names", "birth", "numbers", "place", "responsible")},
    "decisions.{child}.seen_plan": "dates",
    "moved": "dates",
    # Cut before, with what names them: `readers`.
    "information": "whole",
    "note_readers": "whole",
}
# Of a child they are not here for: what the engine reads.
ENGINE = frozenset(
    {"children.{child}.birth", "decisions.{child}.seen_plan", "events", "visits", "visit_checks", "moved"}
)


@dataclass(frozen=True)
class Part:
    """What somebody is here for; of all the children, or of one."""

    items: list[str]
    children: tuple[str, ...]
    limited: bool

    def covers(self, about: Collection[str]) -> bool:
        """What is about no one child may be about any of them."""
        return set(about) <= set(self.children) and (bool(about) or not self.limited)


def part_of(document: Document, person: str) -> Part | None:
    """None for whoever is here for all of it."""
    said = standing(document, person)
    if said is None or said["value"]["part"] == "all":
        return None
    child = said["value"].get("child")
    return Part(chosen(said["value"]), (child,) if child else tuple(document["children"]), bool(child))


def ever_held(found: Field) -> bool:
    """Whether anybody who is here for part of it can hold something of this field."""
    own = found.path == PATH or found.section == "urgent"
    return own or found.path in PATHS or found.section in SECTIONS or bool(opened_by(found))


def opens(document: Document, note: Entry, person: str) -> bool:
    """Whether a note is about what this person is here for; who may see it besides is said by its readers."""
    part = part_of(document, person)
    return part is None or (note["value"].get("kind") in kinds(part.items) and part.covers(children_of(document, note)))


def of_another(document: Document, note: Entry, person: str) -> bool:
    """About a child whom this person is not here for."""
    part = part_of(document, person)
    return part is not None and not set(children_of(document, note)) <= set(part.children)


def held(document: Document, person: str, fields: Registry) -> Document:
    """A copy with what this person is here for; made before it is annotated."""
    part = part_of(document, person)
    if part is None:
        return document
    subjects = _Subjects(document, part, person)

    def sees(found: Field, path: str, entry: Entry | None) -> cut.Sight:
        if entry is not None and found.path in (PATH, "urgent"):
            return "whole" if entry["by"]["id"] == person or is_of(entry["value"], person) else "nothing"
        if entry is not None and found.section == "urgent":
            return "whole" if entry["value"].get("urgent") in subjects.notes else "nothing"
        about = subjects.of(found, path, entry)
        widely = found.path.startswith("ward_plan.") or part.covers(about)
        if widely and set(part.items) & set(opened_by(found)):
            return "whole"
        usual = PATHS.get(found.path) or SECTIONS.get(found.section, "nothing")
        if set(about) <= set(part.children):
            return usual
        engine = found.path in ENGINE or found.section in ("facts", "lives")
        return "dates" if engine and usual != "nothing" else "nothing"

    left = cut.cut(document, fields, sees)
    return left | {"children": list(part.children), "every_child": document["children"]}


def not_theirs(document: Document, change: Change, person: str, capacity: str) -> str | None:
    """A sentence where somebody writes of what they are not here for."""
    part = part_of(document, person) if capacity == PART else None
    if part is None or not isinstance(change.payload, dict):
        return None
    kind, child = change.payload.get("kind", ""), change.payload.get("child")
    of_kind = change.target != "information" or kind == "observation" or kind in kinds(part.items)
    return None if of_kind and (child is None or child in part.children) else ONLY_PART


def stale(document: Document, change: Change) -> str | None:
    """A sentence where more would be opened by mistake, or by somebody who had not seen what stands; less never is."""
    if change.target != PATH:
        return None
    if change.payload["part"] == "all" and (chosen(change.payload) or change.payload.get("child")):
        return BOTH
    person = change.payload["who"].partition(" ")[0]
    stands = standing(document, person)
    if stands is None or change.payload.get("after") == stands["id"]:
        return None
    return MEANWHILE if _wider(change.payload, stands["value"]) else None


def _wider(said: dict[str, Any], stands: dict[str, Any]) -> bool:
    if stands["part"] == "all":
        return False
    more = any(said.get(item) and not stands.get(item) for item in registry().items)
    return said["part"] == "all" or more or (stands.get("child") not in (None, said.get("child")))


class _Subjects:
    """Which children a path or an entry is about."""

    def __init__(self, document: Document, part: Part, person: str) -> None:
        self.document = document
        every = (one for all_ in document["entries"].values() for one in all_)
        self.entries = {one["id"]: children_of(document, one) for one in every}
        own = (one for one in document["entries"].get("urgent", []) if one["by"]["id"] == person)
        # Of which they may know who was told and who has read it.
        self.notes = {one["id"] for one in (*document["entries"].get("information", []), *own)}
        known = [*document["leaves"], *(one["path"] for one in document["differences"])]
        near = [path.split(".") for path in known if path.startswith("adults.") and path.count(".") == 3]
        # An adult belongs to whoever is here for a child they have to do with.
        self.kin = {steps[1]: steps[3] for steps in near if steps[3] in part.children}

    def of(self, found: Field, path: str, entry: Entry | None) -> list[str]:
        if entry is not None:
            named = [entry["value"][key] for key in ("visit", "death", "entry") if entry["value"].get(key)]
            return self.entries[entry["id"]] or [child for one in named for child in self.entries.get(one, [])]
        steps, pattern = path.split("."), found.path.split(".")
        about = [step for step, p in zip(steps, pattern, strict=True) if p == "{child}"]
        if steps[0] == "adults" and not about:
            return [self.kin[steps[1]]] if steps[1] in self.kin else []
        return self._of_action(steps[1]) if steps[0] == "actions" else about

    def _of_action(self, action: str) -> list[str]:
        path = f"actions.{action}.what"
        leaf = self.document["leaves"].get(path) or {}
        sides = [side for one in self.document["differences"] if one["path"] == path for side in one["sides"]]
        said = [(one.get("value") or {}).get("child") for one in (leaf, *sides)]
        return [child for child in dict.fromkeys(said) if child]
