"""What the pages of rules say: `sync/vectors/pages/rules.json`."""

from typing import Any, cast

import pytest

from server.domain.calendar import england
from server.procedure_files import find
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.sync.test_pages import part
from tests.sync.vectors import ROOT, load

FILE = load("pages/rules")


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_page(given: dict[str, Any]) -> None:
    name = given["procedure"]
    procedure = find(str(ROOT / name) if name.endswith(".toml") else name)
    procedure = procedure | {"source": procedure["source"] | given.get("source", {})}
    digest = procedure["version"]
    doc = FILE["discussion"] | {"procedure": digest}
    signed = {"by": FILE["by"], "received": None, "lines": [], "seen": []}
    doc["leaves"] = {path: leaf | signed for path, leaf in doc["leaves"].items()}
    entries = {"events": given["events"]} if "events" in given else doc["entries"]
    doc["entries"] = {path: [entry | signed for entry in all_] for path, all_ in entries.items()}
    if given.get("passed_on"):
        value = FILE["passed_on"]["value"] | {"procedure": digest}
        doc["entries"]["procedures"] = [signed | FILE["passed_on"] | {"value": value}]
    inputs = {
        "where": "server",
        "person": None,
        "phones": [],
        "now": FILE["now"],
        "nonce": "",
        "version": "",
        "calendar": england(2026, 2027),
        "procedures": {digest: procedure},
        "current": [digest],
        "params": {"discussion": "d1", "procedure": digest},
        "query": [[name, digest if value == "*" else value] for name, value in given.get("query", [])],
        "discussion": doc,
    }
    context = page(given["page"], cast("Inputs", inputs))
    assert {path: part(context, path) for path in given["expect"]} == given["expect"]
