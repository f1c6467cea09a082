"""The sentence that stands first, against the hand-written cases; its twin is web/test/headline.test.ts."""

from typing import Any

import pytest

from server.domain.calendar import england
from server.domain.procedure import load_builtin
from sync.deadlines import deadlines
from sync.headline import headline, of_case
from tests.sync.vectors import load, shown

VECTORS = load("headline")


@pytest.mark.parametrize("vector", VECTORS["cases"] + VECTORS["silent"], ids=lambda vector: vector["name"])
def test_the_headline_is_never_blank_and_never_falsely_calm(vector: dict[str, Any]) -> None:
    now = vector["now"]
    procedure = load_builtin()[vector.get("procedure", "herefordshire")]
    result = vector.get("result") or deadlines(procedure, vector["case"], england(), now)
    said = of_case(result, now) if vector["of"] == "case" else headline(result, vector["of"], now)
    assert shown(said, vector["expect"]) == vector["expect"]
    assert [other["words"] for other in said["others"]] == vector["others"]
