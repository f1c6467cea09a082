"""Beside the question whether it is the school holidays: `sync/vectors/school_holidays.json`."""

from typing import Any

import pytest

from sync.school_holidays import words
from tests.sync.vectors import load

VECTORS = load("school_holidays")


@pytest.mark.parametrize("given", VECTORS["cases"], ids=[given["name"] for given in VECTORS["cases"]])
def test_each_hand_written_day_is_said(given: dict[str, Any]) -> None:
    assert words(VECTORS["listed"], given["day"]) == given["words"]


def test_an_area_that_lists_nothing_asks() -> None:
    assert words({}, "2026-10-28") == "The school holidays of 2026/27 are not listed for this area: ask the school."
