"""What the pages say: every file of `sync/vectors/pages` that holds documents and cases."""

from typing import Any, cast

import pytest

from sync.pages import page
from sync.pages.inputs import Inputs
from tests.sync.vectors import load

VECTORS = load("pages/saying")
CASES = [
    pytest.param(vectors, given, id=given["name"])
    for vectors in (
        VECTORS,
        *(
            load(f"pages/{name}")
            for name in (
                *("urgent", "ward_handover", "actions", "people", "readers", "recorded", "family", "attendance"),
                "excluded",
            )
        ),
    )
    for given in vectors["cases"]
]


def part(context: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(context, list):
            context = len(context) if step == "length" else context[int(step)]
        else:
            context = context[step]
    return context


@pytest.mark.parametrize(("vectors", "given"), CASES)
def test_page(vectors: dict[str, Any], given: dict[str, Any]) -> None:
    doc = vectors["documents"][given["document"]]
    doc = doc | {"capacity": given.get("capacity", doc["capacity"])}
    doc = doc | {"writable": [*doc["writable"], *given.get("writable", [])]}
    times = given.get("times", 1)
    many = [doc | {"id": f"d{number + 1}", "reference": f"R{number + 1:03}"} for number in range(times)]
    docs = {"discussion": doc, "discussions": [doc] if times == 1 else many}

    context = page(given["page"], cast("Inputs", docs | vectors["inputs"] | given["inputs"]))

    assert {path: part(context, path) for path in given["expect"]} == given["expect"]
