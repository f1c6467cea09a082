"""Z-31: what somebody needs to know tonight is unread until a person other than its writer says that they have it."""

from typing import Any, cast

import pytest

from server.domain.access import CAPACITIES, Actor
from server.domain.ward import DUTY, WARD
from sync.attendance import PART
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor

# A ward that was handed the plan holds no note but its own (PRACTICE.md P-5), nor has who is here for part of it.
WHOLE = CAPACITIES - WARD - {PART}
OWN = {DUTY, PART}
PEOPLE = [actor(f"p{number}", capacity) for number, capacity in enumerate(sorted(WHOLE))]
WAYS = {
    "urgent": {"words": "Dad is here"},
    "information": {"kind": "observation", "words": "Dad is here", "tonight": "yes"},
}
NOW, LATER = "2026-11-20T19:40:00Z", "2026-11-20T19:49:00Z"


def shown(story: Story, who: Actor, name: str, now: str = NOW) -> list[dict[str, Any]]:
    """The urgent notes on that person's page, by the server."""
    doc, person = story.shown_to(who), dict.fromkeys(("initials", "role_words", "agency", "role"), "")
    about: dict[str, Any] = {"discussion": doc} if name == "discussion" else {}
    inputs = {
        "where": "server",
        "person": person | {"id": who.person.id, "name": who.person.name, "demo": False},
        "phones": [{"who": "Night team", "number": "01632 960102"}],
        "now": now,
        "nonce": "n",
        "version": "",
        "params": {},
        "discussions": [doc],
    }
    found: list[dict[str, Any]] = page(name, cast("Inputs", inputs | about))["urgent"]["notes"]
    return found


def writes(path: str) -> tuple[Story, str]:
    story = Story()
    assert story.says(NURSE, path, WAYS[path], kind="add").status == "applied"
    return story, story.last.op_id


def reads(story: Story, who: Actor, note: str) -> None:
    assert story.says(who, "urgent_read", {"urgent": note}, kind="add").status == "applied"


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who.capacity)
@pytest.mark.parametrize("path", WAYS)
def test_only_another_persons_reading_ends_it_whoever_that_is(path: str, who: Actor) -> None:
    story, note = writes(path)
    reads(story, NURSE, note)
    reads(story, who, "another note")
    [still] = shown(story, NURSE, "tonight")
    assert (still["tag"], still["may_read"]) == ("Not yet read by a person", False)
    reads(story, who, note)
    [done] = shown(story, NURSE, "tonight")
    assert done["tag"] == "Read"
    assert done["words"].startswith(f"{who.person.name} (Role) has read this and is dealing with it: ")


@pytest.mark.parametrize("path", WAYS)
def test_it_stands_first_for_everybody_who_reaches_it_and_nowhere_else(path: str) -> None:
    story, note = writes(path)
    for who in (*PEOPLE, DOCTOR, CHAIR):
        for name in ("tonight", "discussion"):
            [one] = shown(story, who, name)
            assert (one["text"], one["may_read"]) == ("Dad is here", True)
    reads(story, DOCTOR, note)
    assert shown(story, CHAIR, "tonight") == []


@pytest.mark.parametrize("path", WAYS)
def test_ten_minutes_are_counted_from_the_writing_unless_a_person_was_told_by_telephone(path: str) -> None:
    story, note = writes(path)
    assert [one["late"] for one in shown(story, NURSE, "tonight", "2026-11-20T19:48:59Z")] == [""]
    assert [one["late"] for one in shown(story, NURSE, "tonight", LATER)] == [
        "Nobody has read this for 10 minutes or more. Ring now."
    ]
    for whom, late in (("no_answer", True), ("edt", False)):
        told = {"urgent": note, "whom": whom}
        assert story.says(NURSE, "urgent_told", told, kind="add").status == "applied"
        [one] = shown(story, NURSE, "tonight", LATER)
        assert (bool(one["late"]), one["tag"]) == (late, "Not yet read by a person")


def test_whoever_has_a_part_may_write_one_say_who_was_told_and_say_that_they_have_it() -> None:
    for path, who in (("urgent", WHOLE | OWN), ("urgent_told", WHOLE | OWN), ("urgent_read", WHOLE)):
        found = registry().field(path)
        assert found is not None
        assert set(found.writers) == who, path


@pytest.mark.parametrize("path", WAYS)
def test_a_nurse_on_duty_who_holds_the_plan_alone_sees_by_whom_hers_was_read(path: str) -> None:
    story, duty = Story(), actor("duty", DUTY)
    assert story.says(duty, path, WAYS[path], kind="add").status == "applied"
    note = story.last.op_id
    [one] = shown(story, duty, "tonight", "2026-11-20T19:50:00Z")
    assert (one["text"], one["late"] != "") == ("Dad is here", True)
    reads(story, DOCTOR, note)
    [one] = shown(story, duty, "tonight")
    assert one["words"].startswith("Doctor (Role) has read this")


def test_a_note_written_before_there_was_the_question_is_taken_and_asks_nothing() -> None:
    story = Story()
    assert story.says(NURSE, "information", {"kind": "view", "words": "Quiet"}, kind="add").status == "applied"
    assert shown(story, NURSE, "tonight") == []
