"""The clock as people read it, and the calls and meetings it is met by: `sync/vectors/pages/{clock,calls}.json`."""

from typing import Any, cast

import pytest

from server.domain.calendar import england
from server.procedure_files import find
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.sync.test_pages import part
from tests.sync.vectors import load

FILES = [load("pages/clock"), load("pages/calls")]
NOBODY = dict.fromkeys(("name", "initials", "role", "role_words", "agency", "agency_kind"), "") | {"demo": False}
CASES = [pytest.param(file, given, id=given["name"]) for file in FILES for given in file["cases"]]


@pytest.mark.parametrize(("file", "given"), CASES)
def test_page(file: dict[str, Any], given: dict[str, Any]) -> None:
    procedure = find(given["procedure"])
    doc = document(file, given, procedure["version"])
    inputs = {
        "where": "server",
        "person": NOBODY | {"id": given["person"]} if "person" in given else None,
        "phones": [],
        "now": given["now"],
        "nonce": "",
        "version": "",
        "calendar": england(2026, 2027),
        "procedures": {procedure["version"]: procedure},
        "discussion": doc,
        "discussions": [doc],
        "params": given.get("params", {}),
    }
    context = page(given["page"], cast("Inputs", inputs))
    assert {path: part(context, path) for path in given["expect"]} == given["expect"]


def document(file: dict[str, Any], given: dict[str, Any], digest: str) -> dict[str, Any]:
    made = given["doc"] if "doc" in given else file["documents"][given["document"]]
    said = {"by": file["by"], "lines": [], "seen": []}
    entries = {name: made.get(name, []) for name in ("events", "visits")}
    return {
        "id": "d1",
        "seq": 1,
        "procedure": digest,
        "reference": "K7QM",
        "capacity": given["capacity"],
        "children": made.get("children", ["c1"]),
        "adults": [],
        "writable": given.get("writable", []),
        "leaves": {path: said | {"received": leaf["at"]} | signed(file, leaf) for path, leaf in made["leaves"].items()},
        "entries": {name: [said | {"received": one["at"]} | one for one in all_] for name, all_ in entries.items()},
        "differences": [],
    }


def signed(file: dict[str, Any], leaf: dict[str, Any]) -> dict[str, Any]:
    """Of two answers, each by the same."""
    return leaf | ({"sides": [one | {"by": file["by"]} for one in leaf["sides"]]} if "sides" in leaf else {})
