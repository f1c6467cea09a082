"""Z-38: who may say that something was entered about the wrong child, and who is told that it was."""

import pytest

from server.domain import moving
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor

NOTE = {"kind": "observation", "child": "c1", "words": "Bruise"}
NIGHT = actor("night", "ward_on_duty")


@pytest.fixture
def story() -> Story:
    made = Story()
    made.document["children"] = ["c1", "c2"]
    made.says(NURSE, "information", NOTE, kind="add")
    return made


def moves(story: Story, who: object, entry: str, to: str = "c2") -> str | None:
    said = {"entry": entry, "to": to, "why": "Wristband"}
    return story.says(who, "moved", said, kind="add").sentence  # type: ignore[arg-type] # an Actor


@pytest.mark.parametrize(("who", "sentence"), [(NURSE, None), (CHAIR, None), (DOCTOR, moving.NOT_YOURS)])
def test_its_author_and_the_chair_say_so_and_nobody_else(story: Story, who: object, sentence: str | None) -> None:
    assert moves(story, who, story.last.op_id) == sentence


def test_to_a_child_of_this_discussion_and_of_what_is_there(story: Story) -> None:
    assert moves(story, NURSE, story.last.op_id, "c9") == moving.NO_CHILD
    assert moves(story, NURSE, "another") == moving.NOT_FOUND
    assert moves(story, NURSE, "c1-made_up") == moving.NOT_FOUND


def test_an_answer_is_moved_by_whoever_may_answer(story: Story) -> None:
    assert moves(story, DOCTOR, "c1-actual_harm") is None


def test_what_was_written_stays_as_it_was_written(story: Story) -> None:
    note = story.shown_to(CHAIR)["entries"]["information"]
    moves(story, NURSE, story.last.op_id)
    assert story.shown_to(CHAIR)["entries"]["information"] == note


def test_whoever_may_not_read_it_does_not_read_that_it_was_moved_or_why(story: Story) -> None:
    moves(story, NURSE, story.last.op_id)
    assert len(story.shown_to(DOCTOR)["entries"]["moved"]) == 1
    assert "moved" not in story.shown_to(NIGHT)["entries"]
