"""P-22: one person records that a child has died, another confirms it, and until both the clocks stand."""

import pytest

from server.domain import lives
from sync.case import case
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor

DIED = {"child": "c1", "at": "2026-11-20T16:00+00:00", "who": "Dr Wren"}
WARD = actor("night", "ward_on_duty")


def checks(story: Story, who: object, right: str, death: str) -> str | None:
    said = {"death": death, "right": right, "why": "I was there"}
    return story.says(who, "death_checks", said, kind="add").sentence  # type: ignore[arg-type] # an Actor


@pytest.fixture
def story() -> Story:
    made = Story()
    made.says(NURSE, "deaths", DIED, kind="add")
    return made


def deaths(story: Story) -> list[str]:
    return [one["type"] for one in case(story.shown_to(CHAIR))["events"]]


def test_a_second_person_confirms_it_and_nobody_their_own_record(story: Story) -> None:
    record = story.last.op_id
    assert checks(story, NURSE, "yes", record) == lives.ANOTHER
    assert deaths(story) == []
    assert checks(story, DOCTOR, "yes", record) is None
    assert deaths(story) == ["child_died"]


@pytest.mark.parametrize("who", [NURSE, CHAIR, WARD], ids=lambda who: who.capacity)
def test_anybody_may_say_that_it_was_a_mistake_and_the_clocks_stand_again(story: Story, who: object) -> None:
    record = story.last.op_id
    checks(story, DOCTOR, "yes", record)
    assert checks(story, who, "no", record) is None
    assert deaths(story) == []


def test_what_is_confirmed_must_be_a_record(story: Story) -> None:
    assert checks(story, DOCTOR, "yes", "another") == lives.NO_RECORD


def test_a_ward_on_duty_has_the_same_clocks(story: Story) -> None:
    checks(story, WARD, "yes", story.last.op_id)
    assert case(story.shown_to(WARD))["events"] == case(story.shown_to(CHAIR))["events"] != []
