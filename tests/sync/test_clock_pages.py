"""The clock as people read it: `sync/vectors/pages/clock.json`."""

from typing import Any, cast

import pytest

from server.domain.calendar import england
from server.procedure_files import find
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.sync.test_pages import part
from tests.sync.vectors import load

FILE = load("pages/clock")


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_page(given: dict[str, Any]) -> None:
    procedure = find(given["procedure"])
    doc = document(given, procedure["version"])
    inputs = {
        "where": "server",
        "person": None,
        "phones": [],
        "now": given["now"],
        "nonce": "",
        "version": "",
        "calendar": england(2026, 2027),
        "procedures": {procedure["version"]: procedure},
        "discussion": doc,
        "discussions": [doc],
    }
    context = page(given["page"], cast("Inputs", inputs))
    assert {path: part(context, path) for path in given["expect"]} == given["expect"]


def document(given: dict[str, Any], digest: str) -> dict[str, Any]:
    said, made = {"by": FILE["by"], "lines": [], "seen": []}, given["doc"]
    entries = {name: made.get(name, []) for name in ("events", "visits")}
    return {
        "id": "d1",
        "seq": 1,
        "procedure": digest,
        "reference": "K7QM",
        "capacity": given["capacity"],
        "children": made.get("children", ["c1"]),
        "adults": [],
        "writable": [],
        "leaves": {path: leaf | said | {"received": leaf["at"]} for path, leaf in made["leaves"].items()},
        "entries": {name: [one | said | {"received": one["at"]} for one in all_] for name, all_ in entries.items()},
        "differences": [],
    }
