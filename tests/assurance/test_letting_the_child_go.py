"""Z-34, collecting: where it is not agreed who may take the child, nobody does."""

from typing import Any, cast

import pytest

from server.pages import render
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story
from tests.templates.documents import inputs
from tests.templates.parity import TEMPLATE

COLLECTING = "ward_plan.collecting"
RING = "Ring before you let anyone visit or take the child."
NOBODY = "Not agreed yet. Until it is settled, nobody takes the child."


def test_two_answers_on_collecting_let_nobody_take_the_child_whoever_looks() -> None:
    story = Story()
    story.says(NURSE, COLLECTING, {"who": "parents"})
    story.says(DOCTOR, COLLECTING, {"who": "named", "names": "Aunt"})
    for reader in (NURSE, DOCTOR, CHAIR):
        leaf = story.leaf(COLLECTING, reader)
        assert leaf["stands"]["value"] == {"who": "nobody"}
        assert leaf["stands"]["words"].startswith(NOBODY)
        assert [side["value"]["who"] for side in leaf["sides"]] == ["parents", "named"]


def test_two_answers_that_both_allow_it_are_still_not_agreed() -> None:
    story = Story()
    story.says(NURSE, COLLECTING, {"who": "named", "names": "Aunt"})
    story.says(DOCTOR, COLLECTING, {"who": "named", "names": "Grandmother"})
    assert story.leaf(COLLECTING)["stands"]["value"] == {"who": "nobody"}


def test_only_a_settlement_lets_anybody_take_the_child_again() -> None:
    story = Story()
    story.says(NURSE, COLLECTING, {"who": "parents"})
    story.says(DOCTOR, COLLECTING, {"who": "nobody"})
    story.says(NURSE, COLLECTING, {"who": "parents"})
    assert "sides" in story.leaf(COLLECTING)
    sides = story.leaf(COLLECTING)["sides"]
    chosen = {"choose": sides[0]["id"], "why": "Rang both"}
    assert story.says(NURSE, COLLECTING, chosen, [side["id"] for side in sides], "settle").status == "quarantined"
    assert story.says(CHAIR, COLLECTING, chosen, [side["id"] for side in sides], "settle").status == "applied"
    assert story.leaf(COLLECTING)["value"] == {"who": "parents"}


def test_every_answer_that_lets_a_child_out_or_in_names_its_cautious_value() -> None:
    for path in ("ward_plan.collecting", "ward_plan.visiting", "ward_plan.leaving", "children.c1.collecting"):
        field = registry().field(path)
        assert field is not None
        assert field.cautious is not None
        assert field.cautious["value"] == {"who": "nobody"}


def test_what_nobody_has_said_lets_nobody_in_or_out_and_says_whom_to_ask() -> None:
    html = _html("safety_plan", Story(), "2026-11-21T02:00:00Z")
    for words in ("Nobody visits until it is", "Nobody takes the child until it is", "The child stays on the ward"):
        assert words in html
    assert "Not answered" not in html
    assert html.index("tel:999") < html.index("No plan is recorded. Ring at once")


@pytest.mark.parametrize("who", ["nobody", "named", "parents"])
@pytest.mark.parametrize("name", ["safety_plan", "discussion", "ward_plan", "adults"])
def test_an_hour_old_copy_that_lets_the_child_go_says_ring_on_every_page_that_shows_it(name: str, who: str) -> None:
    story = Story()
    story.says(NURSE, COLLECTING, {"who": who, "names": "Aunt"})
    fresh, old = (_html(name, story, at) for at in ("2026-11-21T01:14:01Z", "2026-11-21T01:14:00Z"))
    assert RING not in fresh
    assert (RING in old) is (who != "nobody")


def _html(name: str, story: Story, synced_at: str) -> str:
    given: dict[str, Any] = inputs(story.shown_to(NURSE), params={"discussion": "D1"}, synced_at=synced_at)
    return render(str(TEMPLATE[name]), page(name, cast("Inputs", given)))
