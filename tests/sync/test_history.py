"""How dates moved, and why, against the hand-written cases; its twin is web/test/history.test.ts."""

from typing import Any

import pytest

from server.domain.calendar import england
from server.procedure_files import find
from sync.history import history
from sync.known import steps
from tests.sync.vectors import load, shown

FILE = load("history")
BY = {"by": FILE["by"]}


def signed(doc: dict[str, Any]) -> dict[str, Any]:
    """The vectors leave out who said it: always the same person."""
    sides = [d | {"sides": [side | BY for side in d["sides"]]} for d in doc["differences"]]
    leaves = {path: leaf | BY for path, leaf in doc["leaves"].items()}
    for leaf in leaves.values():
        leaf["earlier"] = [one | BY for one in leaf.get("earlier", [])]
        leaf["settled"] = leaf.get("settled") and leaf["settled"] | BY
    entries = {path: [entry | BY for entry in all_] for path, all_ in doc["entries"].items()}
    return doc | {"leaves": leaves, "entries": entries, "differences": sides}


@pytest.mark.parametrize("given", FILE["known"], ids=[given["name"] for given in FILE["known"]])
def test_a_discussion_is_told_again_as_it_became_known(given: dict[str, Any]) -> None:
    found = steps(signed(given["doc"]))
    assert len(found) == len(given["steps"]), [(step["at"], step["path"]) for step in found]
    assert [shown(step, want) for step, want in zip(found, given["steps"], strict=True)] == given["steps"]


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_each_date_says_what_it_was_and_is_and_why(given: dict[str, Any]) -> None:
    procedure = find(FILE["procedure"])
    early = procedure | {"settings": procedure["settings"] | {"count_start_day": True}}
    known = dict.fromkeys(given.get("counting_the_day_itself", []), early)
    found = history(procedure, [step | BY for step in given["steps"]], england(), known)
    for row in found:
        for change in row["changes"]:
            change["because"] = [{"path": why["path"], "value": why["value"]} for why in change["because"]]
    rows = [row for row in found if row["rule"] in given["only"]]
    assert [shown(row, want) for row, want in zip(rows, given["expect"], strict=True)] == given["expect"]
