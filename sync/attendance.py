"""Who is here for part of a discussion, and what each item opens (PRACTICE.md P-9). Twin: `attendance.ts`."""

from typing import Any

from sync.registry import Field, registry

PATH, PART = "part_attendance", "in_part"


def standing(doc: dict[str, Any], person: str) -> dict[str, Any] | None:
    """The last that chair or minute taker said of this person."""
    said = (one for one in reversed(doc["entries"].get(PATH, [])) if is_of(one["value"], person))
    return next(said, None)


def is_of(said: dict[str, Any], person: str) -> bool:
    return str(said.get("who", "")).startswith(f"{person} ")


def chosen(said: dict[str, Any]) -> list[str]:
    """The items, in the order in which they are asked."""
    return [item for item in registry().items if said.get(item)]


def opened_by(found: Field) -> list[str]:
    """The items that open a field: those that name its path, else those that name its section."""
    items = registry().items.items()
    return [item for item, one in items if found.path in one["opens"]] or [
        item for item, one in items if found.section in one["opens"]
    ]


def kinds(items: list[str]) -> list[str]:
    """The kinds of note that these open."""
    return [kind for item in items for kind in registry().items[item]["kinds"]]
