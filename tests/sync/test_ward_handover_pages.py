"""Who only has the ward is shown its plan; what the pages say is in `test_pages.py`."""

import pytest

from sync.pages import ward_handover
from sync.registry import sitemap

OF_ONE = [route.name for route in sitemap() if route.path.startswith("/discussions/") and route.template]


@pytest.mark.parametrize("name", OF_ONE)
def test_whatever_somebody_who_only_has_the_ward_asks_for_she_is_shown_its_plan(name: str) -> None:
    on_duty = {
        "safety_plan",
        "ward_handover",
        "note",
        "taken",
        "urgent",
        "told",
        "child",
        "born",
        "died",
        "recorded_of",
    }
    hers = {"ward_on_duty": on_duty, "ward_offered": {"safety_plan"}}
    for capacity, pages in hers.items():
        assert ward_handover.instead(name, {"capacity": capacity}) == (name if name in pages else "safety_plan")
    for capacity in ("chair", "minute_taker", "participant", "edt"):
        whole = "discussion" if name == "in_part" else name
        assert ward_handover.instead(name, {"capacity": capacity}) == whole


@pytest.mark.parametrize("name", OF_ONE)
def test_whatever_somebody_who_is_here_for_part_of_it_asks_for_they_are_shown_that_part(name: str) -> None:
    theirs = {"note", "own_words", "opinion", "note_readers", "urgent", "told", "action", "recorded_of"}
    assert ward_handover.instead(name, {"capacity": "in_part"}) == (name if name in theirs else "in_part")
