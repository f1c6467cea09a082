"""Who has the ward plan on a ward: `sync/vectors/pages/ward_handover.json`."""

from typing import Any, cast

import pytest

from sync.pages import page, ward_handover
from sync.pages.inputs import Inputs
from sync.registry import sitemap
from tests.sync.test_pages import part
from tests.sync.vectors import load

VECTORS = load("pages/ward_handover")
OF_ONE = [route.name for route in sitemap() if route.path.startswith("/discussions/") and route.template]


@pytest.mark.parametrize("given", VECTORS["cases"], ids=[given["name"] for given in VECTORS["cases"]])
def test_page(given: dict[str, Any]) -> None:
    doc = VECTORS["documents"][given["document"]]
    inputs = cast("Inputs", VECTORS["inputs"] | {"discussion": doc, "discussions": [doc]} | given["inputs"])
    context = page(given["page"], inputs)
    assert {path: part(context, path) for path in given["expect"]} == given["expect"]


@pytest.mark.parametrize("name", OF_ONE)
def test_whatever_somebody_who_only_has_the_ward_asks_for_she_is_shown_its_plan(name: str) -> None:
    on_duty = {"safety_plan", "ward_handover", "note", "taken", "urgent", "told"}
    hers = {"ward_on_duty": on_duty, "ward_offered": {"safety_plan"}}
    for capacity, pages in hers.items():
        assert ward_handover.instead(name, {"capacity": capacity}) == (name if name in pages else "safety_plan")
    for capacity in ("chair", "minute_taker", "participant", "edt"):
        assert ward_handover.instead(name, {"capacity": capacity}) == name
