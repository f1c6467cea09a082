"""What was known when: an annotated discussion, told again one recording at a time. Twin of `known.ts`.

Only what the dates hang on: answers, births, agreed dates, events, visits and what was decided about them, and which
procedure is followed. A recording counts from when the server had it, for until then it stood on nobody else's page;
one that is not sent yet from when it was written.
"""

from collections.abc import Container, Iterator
from typing import Any

from sync.case import Doc, Leaf, case
from sync.following import PATH, begun_under, standing
from sync.london import seconds

Step = dict[str, Any]
ENTRIES = ("events", "visits", "visit_checks", PATH)


def steps(doc: Doc, known: Container[str] | None = None) -> list[Step]:
    """`{at, path, by, value, procedures, case}` in order of time, as all stood then; `known` as for `case`."""
    found = [*_of_leaves(doc), *_of_entries(doc)]
    found.sort(key=lambda one: seconds(one[0]) or 0)
    so_far: Doc = {
        "procedure": begun_under(doc),
        "children": doc["children"],
        "leaves": {},
        "entries": {path: [] for path in ENTRIES},
    }
    made = []
    for at, path, said in found:
        if path in ENTRIES:
            so_far["entries"][path] = [*_still_there(so_far["entries"][path], said, doc["entries"][path]), said]
            if path == PATH and not said.get("pending"):
                so_far["procedure"] = said["value"]["procedure"]
        else:
            so_far["leaves"][path] = said
        value = said["sides"][-1]["value"] if said.get("sides") else said["value"]
        by = said["sides"][-1]["by"] if said.get("sides") else said["by"]
        made.append(
            {
                "at": at,
                "path": path,
                "by": by,
                "value": value,
                "procedures": standing(so_far),
                "case": case(so_far, known),
            }
        )
    return made


def _of_leaves(doc: Doc) -> Iterator[tuple[str, str, Leaf]]:
    for path in sorted(doc["leaves"]):
        if path.startswith("facts.") or ".facts." in path or path.endswith((".birth", ".seen_plan")):
            apart = [one["sides"] for one in doc["differences"] if one["path"] == path]
            for at, said in _of_leaf(doc["leaves"][path], apart):
                yield at, path, said


def _of_leaf(leaf: Leaf, apart: list[list[Leaf]]) -> Iterator[tuple[str, Leaf]]:
    """What stood before, then two answers as they came apart, then what stands."""
    for before in leaf.get("earlier", []):
        yield _time(before), before
    for sides in apart:
        came = sorted(sides, key=lambda said: seconds(_time(said)) or 0)
        for number, said in enumerate(came, 1):
            yield _time(said), said if number == 1 else {"value": None, "at": said["at"], "sides": came[:number]}
    if leaf.get("pending"):
        if leaf.get("settled"):
            yield from _of_leaf(leaf["settled"], [])
        yield leaf["at"], leaf
    elif not leaf.get("sides"):
        yield leaf["settlement"]["at"] if leaf.get("settlement") else _time(leaf), leaf


def _of_entries(doc: Doc) -> Iterator[tuple[str, str, Leaf]]:
    for path in ENTRIES:
        for entry in doc["entries"].get(path, []):
            yield _time(entry), path, {key: part for key, part in entry.items() if key != "superseded_by"}


def _still_there(so_far: list[Leaf], said: Leaf, all_: list[Leaf]) -> list[Leaf]:
    """An entry stands until the one that replaces it is there."""
    replaced = {entry["id"] for entry in all_ if entry.get("superseded_by") == said["id"]}
    return [one | {"superseded_by": said["id"]} if one["id"] in replaced else one for one in so_far]


def _time(said: Leaf) -> str:
    return str(said.get("received") or said["at"])
