"""The engine against the hand-written cases; its twin is web/test/deadlines.test.ts."""

from typing import Any

import pytest

from server.domain.calendar import england
from server.domain.procedure import load_builtin
from sync.deadlines import CaseError, deadlines
from tests.sync.vectors import load, mismatch

HEREFORDSHIRE = load("deadlines-herefordshire")


@pytest.mark.parametrize("vector", HEREFORDSHIRE["cases"], ids=lambda vector: vector["name"])
def test_each_hand_written_case_has_its_dates(vector: dict[str, Any]) -> None:
    now = vector.get("now", HEREFORDSHIRE["now"])
    result = deadlines(load_builtin()["herefordshire"], vector["case"], england(), now)
    assert mismatch(result, vector) == ""


@pytest.mark.parametrize("vector", HEREFORDSHIRE["bad"], ids=lambda vector: vector["name"])
def test_a_bad_case_is_refused_in_one_sentence(vector: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as refused:
        deadlines(load_builtin()["herefordshire"], vector["case"], england(), HEREFORDSHIRE["now"])
    assert str(refused.value) == vector["error"]
