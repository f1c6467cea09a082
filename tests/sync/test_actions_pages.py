"""What the pages say of actions and of a night: `sync/vectors/pages/actions.json`."""

from typing import Any, cast

import pytest

from sync.pages import page
from sync.pages.inputs import Inputs
from sync.pages.local import closed, opens
from tests.sync.test_pages import part
from tests.sync.vectors import load

VECTORS = load("pages/actions")


@pytest.mark.parametrize("given", VECTORS["cases"], ids=[given["name"] for given in VECTORS["cases"]])
def test_page(given: dict[str, Any]) -> None:
    doc = VECTORS["documents"][given["document"]]
    doc = doc | {"writable": [*doc["writable"], *given.get("writable", [])]}

    context = page(
        given["page"], cast("Inputs", VECTORS["inputs"] | {"discussion": doc, "discussions": [doc]} | given["inputs"])
    )

    assert {path: part(context, path) for path in given["expect"]} == given["expect"]


@pytest.mark.parametrize("given", VECTORS["offices"], ids=[given["now"] for given in VECTORS["offices"]])
def test_the_night_lasts_from_when_the_office_closed_to_when_it_opens(given: dict[str, str]) -> None:
    calendar = VECTORS["inputs"]["calendar"]
    assert (closed(given["now"], calendar), opens(given["now"], calendar)) == (given["closed"], given["opens"])
