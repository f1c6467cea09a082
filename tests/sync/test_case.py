"""The annotated discussion becomes the engine's case: `sync/vectors/case.json`, and what must hold of any."""

from typing import Any

import pytest

from sync.case import case
from tests.sync.vectors import load

CASES = load("case")["cases"]
BARE: dict[str, Any] = {"children": ["c1"], "leaves": {}, "entries": {}, "differences": []}


@pytest.mark.parametrize("given", CASES, ids=[given["name"] for given in CASES])
def test_case(given: dict[str, Any]) -> None:
    made = case(BARE | given["doc"], given.get("known"))

    assert {key: made[key] for key in given["case"]} == given["case"]


def test_one_childs_fact_is_not_her_brothers() -> None:
    harm = {"value": {"answer": "yes"}, "at": "2026-11-20T17:00:00Z"}

    made = case(BARE | {"children": ["c1", "c2"], "leaves": {"children.c1.facts.actual_harm": harm}})

    assert [sorted(child["facts"]) for child in made["children"]] == [["actual_harm"], []]


def test_a_child_whose_id_begins_like_anothers_keeps_her_own_facts() -> None:
    harm = {"value": {"answer": "yes"}, "at": "2026-11-20T17:00:00Z"}

    made = case(BARE | {"children": ["c1", "c11"], "leaves": {"children.c11.facts.actual_harm": harm}})

    assert [sorted(child["facts"]) for child in made["children"]] == [[], ["actual_harm"]]
