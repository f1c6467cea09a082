"""Who says what of an action, and what becomes of two who both picked it up (Z-39)."""

import pytest

from server.domain.access import Actor
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story

STATUS, CLAIM = "actions.a1.status", "actions.a1.claim"


def picks_up(story: Story, who: Actor) -> list[str]:
    step = story.says(who, STATUS, "in_progress", kind="step")
    claim = story.says(who, CLAIM, {"who": who.person.name})
    return [step.status, claim.status]


def test_whoever_picked_it_up_says_that_it_is_done() -> None:
    story = Story()
    assert picks_up(story, NURSE) == ["applied", "applied"]
    assert story.says(DOCTOR, STATUS, "done", story.seen(STATUS), "step").status == "quarantined"
    assert story.says(NURSE, STATUS, "done", story.seen(STATUS), "step").status == "applied"


def test_the_chair_says_so_of_any() -> None:
    story = Story()
    assert story.says(CHAIR, STATUS, "done", kind="step").status == "applied"


@pytest.mark.parametrize("state", ["done", "handed_over"])
def test_what_nobody_picked_up_is_nobodys_to_finish_or_to_give_back(state: str) -> None:
    assert Story().says(NURSE, STATUS, state, kind="step").status == "quarantined"


def test_only_the_chair_drops_an_action_and_anybody_declines_one() -> None:
    story = Story()
    assert story.says(NURSE, STATUS, "cancelled", kind="step").status == "quarantined"
    assert story.says(NURSE, STATUS, "declined", kind="step").status == "applied"
    assert story.says(CHAIR, STATUS, "cancelled", story.seen(STATUS), "step").status == "applied"


def test_nobody_picks_an_action_up_in_another_name_but_the_chair() -> None:
    story = Story()
    assert story.says(NURSE, CLAIM, {"who": "Doctor"}).status == "quarantined"
    assert story.says(CHAIR, CLAIM, {"who": "Doctor"}).status == "applied"


def test_two_who_picked_it_up_apart_both_stand_and_either_finishes_it() -> None:
    story = Story()
    assert picks_up(story, NURSE) == ["applied", "applied"]
    assert picks_up(story, DOCTOR) == ["same", "conflict"]
    leaf = story.leaf(CLAIM)
    assert [side["value"]["who"] for side in leaf["sides"]] == ["Nurse", "Doctor"]
    assert leaf["stands"]["words"] == "Two people have each picked this up. Ring each other now."
    assert story.says(DOCTOR, STATUS, "done", [story.last.op_id], "step").status == "applied"


def test_one_who_takes_over_what_she_saw_another_has_takes_the_others_place() -> None:
    story = Story()
    picks_up(story, NURSE)
    assert story.says(DOCTOR, CLAIM, {"who": "Doctor"}, story.seen(CLAIM)).status == "applied"
    assert story.says(NURSE, STATUS, "done", story.seen(STATUS), "step").status == "quarantined"


def test_declined_here_and_picked_up_there_are_two_answers_and_it_counts_as_not_done() -> None:
    story = Story()
    picks_up(story, NURSE)
    assert story.says(DOCTOR, STATUS, "declined", kind="step").status == "conflict"
    assert "Take it as not done" in story.leaf(STATUS)["stands"]["words"]
