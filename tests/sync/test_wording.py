"""Dates and answers in words, against the hand-written cases; its twin is web/test/wording.test.ts."""

from typing import Any

import pytest

from sync import wording
from tests.sync.vectors import load


@pytest.mark.parametrize("vector", load("wording")["cases"], ids=lambda vector: f"{vector['call']}: {vector['name']}")
def test_each_is_said_as_written_by_hand(vector: dict[str, Any]) -> None:
    assert getattr(wording, vector["call"])(*vector["args"]) == vector["expect"]
