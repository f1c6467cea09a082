"""A child is born; a child dies: what is recorded of it, and what counts (PRACTICE.md P-22). Twin of `lives.ts`."""

from typing import Any

from sync.correcting import counted

Entry = dict[str, Any]
Doc = dict[str, Any]


def births(doc: Doc, child: str) -> list[Entry]:
    """As they stand: one that was corrected is not one."""
    return [one for one in _standing(doc, "births") if one["value"]["child"] == child]


def counted_births(doc: Doc, child: str) -> list[Entry]:
    """The births that dates hang on."""
    return [one for one in counted(doc["entries"].get("births", [])) if one["value"]["child"] == child]


def death(doc: Doc, child: str) -> Entry | None:
    """What somebody recorded last and nobody called a mistake; it ends no clock before `died`."""
    found = [one for one in _standing(doc, "deaths") if one["value"]["child"] == child and _right(doc, one) != "no"]
    return found[-1] if found else None


def died(doc: Doc, child: str) -> bool:
    """The server has it from two people, or from the chair."""
    said = [one for one in _standing(doc, "events") if one["value"]["type"] == "child_died" and not one.get("pending")]
    found = death(doc, child)
    return any(one["value"].get("child") == child for one in said) or (
        found is not None and not found.get("pending") and _right(doc, found) == "yes"
    )


def _right(doc: Doc, found: Entry) -> str:
    """What was said last by who may say it; what is not sent yet can put a death in doubt, and never confirm one."""
    said = [one for one in doc["entries"].get("death_checks", []) if one["value"]["death"] == found["id"]]
    standing = [
        one["value"]["right"]
        for one in said
        if one["value"]["right"] == "no" or not (one.get("pending") or one["by"]["id"] == found["by"]["id"])
    ]
    return str(standing[-1]) if standing else ""


def _standing(doc: Doc, path: str) -> list[Entry]:
    return [one for one in doc["entries"].get(path, []) if not one.get("superseded_by")]
