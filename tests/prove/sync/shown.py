"""Is what a device that starts from nothing is shown what must stand? Nothing missing, nothing twice, nothing else."""

from collections.abc import Iterator
from typing import Any

from tests.prove.sync.standing import Path, Standing


def compare(document: dict[str, Any], standing: Standing) -> Iterator[str]:
    """A sentence for each difference between an annotated document and what must stand."""
    where = document["id"][:8]
    for path, answers in standing.paths.items():
        if answers.answers:
            yield from _leaf(document["leaves"].get(path), answers, f"{where} {path}")
    for path, tags in standing.tags.items():
        must = sorted(item for item, ids in tags.items() if ids)
        shown = document["leaves"].get(path, {"value": []})["value"]
        if shown != must:
            yield f"I2 {where} {path}: shows {shown} and must show {must}"
    expected = standing.paths.keys() | standing.tags.keys()
    for path in document["leaves"].keys() - expected:
        yield f"I2 {where} {path}: is shown and nobody said it"
    yield from _entries(document, standing, where)


def _leaf(leaf: dict[str, Any] | None, path: Path, where: str) -> Iterator[str]:
    if leaf is None:
        yield f"I1 {where}: nothing is shown"
    elif len(path.answers) == 1:
        [must] = path.answers
        if "sides" in leaf or leaf["value"] != must.value or not set(leaf["seen"]) <= set(must.ids):
            yield f"I3 {where}: shows {leaf['value']} of {leaf['seen']} and must show {must.value} of {must.ids}"
    else:
        shown = [(side["id"], side["value"]) for side in leaf.get("sides", [])]
        must_show = [(one.ids[0], one.value) for one in path.answers]
        if shown != must_show:
            yield f"I3 {where}: shows the answers {shown} and must show {must_show}"
        if leaf["value"] is not None:
            yield f"I3 {where}: shows one value, {leaf['value']}, where several stand"


def _entries(document: dict[str, Any], standing: Standing, where: str) -> Iterator[str]:
    for path in document["entries"].keys() | standing.entries.keys():
        shown = [(one["id"], one["value"]) for one in document["entries"].get(path, [])]
        must = [(one["op_id"], one["payload"]) for one in standing.entries.get(path, [])]
        lost = [op_id for op_id, _ in must if op_id not in {shown_id for shown_id, _ in shown}]
        if lost:
            yield f"I1 {where} {path}: {lost} are not shown"
        elif len(shown) != len(must):
            yield f"I2 {where} {path}: {len(shown)} entries are shown, and {len(must)} were made"
        elif shown != must:
            yield f"I3 {where} {path}: the entries are not those that were made, in their order"
