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
        context = context[int(step)] if isinstance(context, list) else context[step]
    return context


@pytest.mark.parametrize(("vectors", "given"), CASES)
def test_page(vectors: dict[str, Any], given: dict[str, Any]) -> None:
    doc = vectors["documents"][given["document"]]
    doc = doc | {"capacity": given.get("capacity", doc["capacity"])}
    doc = doc | {"writable": [*doc["writable"], *given.get("writable", [])]}

    context = page(
        given["page"], cast("Inputs", {"discussion": doc, "discussions": [doc]} | vectors["inputs"] | given["inputs"])
    )

    assert {path: part(context, path) for path in given["expect"]} == given["expect"]


def test_tonight_shows_the_fifty_most_pressing_and_says_how_many_there_are() -> None:
    doc = VECTORS["documents"]["bare"]
    many = [doc | {"id": f"d{number}", "reference": f"R{number:03}"} for number in range(60)]
    asked = cast("Inputs", VECTORS["inputs"] | {"discussions": many})
    children = 60 * len(doc["children"])
    shown = page("tonight", asked)
    assert (len(shown["rows"]), shown["more_words"]) == (50, f"The 50 most pressing of {children} children.")
    assert len(page("every_child", asked)["rows"]) == children
