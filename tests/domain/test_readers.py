"""P-9, Z-36: who may see a note, as it is typed and later; what somebody may not see is nowhere in what they get."""

from dataclasses import replace
from typing import Any

import pytest

from server.domain import readers
from server.domain.access import Actor
from server.domain.changes import Outcome
from tests.domain.story import CHAIR, Story, actor

SECRET, CLEARED = "Zephyrine-7f3a9", "Do not be alone with Mr A. Ring 999 if he comes."


def of(name: str, agency_kind: str, capacity: str = "participant") -> Actor:
    one = actor(name, capacity)
    return replace(one, person=replace(one.person, agency_kind=agency_kind))


OFFICER, SERGEANT = of("officer", "police"), of("sergeant", "police")
NURSE, DOCTOR = of("nurse", "hospital"), of("doctor", "hospital")
LEAD, WORKER, TEACHER = of("lead", "social_care"), of("worker", "social_care"), of("teacher", "school")
MINUTES, EDT = of("minutes", "social_care", "minute_taker"), of("edt", "social_care", "edt")
WARD, OFFERED = of("night", "hospital", "ward_on_duty"), of("next", "hospital", "ward_offered")
EVERYBODY = (CHAIR, MINUTES, LEAD, SERGEANT, DOCTOR, TEACHER, WORKER, EDT, WARD, OFFERED)
RUN_IT = {"chair", "minutes"}
POLICE = RUN_IT | {"lead", "sergeant"}
HEALTH = POLICE | {"doctor"}
EVERYONE = HEALTH | {"teacher", "worker", "edt"}


@pytest.fixture
def story() -> Story:
    made = Story()
    made.document["children"].append("c2")
    made.says(CHAIR, "children.c1.workers", {"lead": "Lead, Wyebridge"})
    return made


def note(story: Story, by: Actor = OFFICER, **more: Any) -> str:
    """Answers its id."""
    said = {"kind": "observation", "words": SECRET} | more
    assert story.says(by, "information", said, kind="add").status == "applied"
    return str(story.last.op_id)


def later(story: Story, which: str, by: Actor = OFFICER, **more: Any) -> Outcome:
    return story.says(by, "note_readers", {"note": which, "readers": "police"} | more, kind="add")


def sent_to(story: Story, who: Actor) -> str:
    return repr(story.shown_to(who))


def readers_of(story: Story, secret: str = SECRET) -> set[str]:
    return {who.person.id for who in EVERYBODY if secret in sent_to(story, who)}


@pytest.mark.parametrize(
    ("by", "said", "seen"),
    [
        (OFFICER, {}, POLICE),
        (of("dc", "police", "minute_taker"), {}, POLICE),
        (NURSE, {}, EVERYONE),
        (CHAIR, {}, EVERYONE),
        (MINUTES, {"kind": "police_information"}, POLICE),
        (NURSE, {"kind": "adult_health"}, HEALTH),
        (TEACHER, {"kind": "third_party"}, HEALTH),
        (OFFICER, {"kind": "adult_health"}, POLICE),
        (OFFICER, {"readers": "everyone"}, EVERYONE),
        (NURSE, {"readers": "police"}, POLICE),
        (OFFICER, {"readers": "chair"}, RUN_IT),
        (NURSE, {"kind": "childs_words", "readers": "health"}, HEALTH),
    ],
)
def test_a_note_reaches_its_readers_and_nobody_else(
    story: Story, by: Actor, said: dict[str, Any], seen: set[str]
) -> None:
    which = note(story, by, **said)
    assert SECRET in sent_to(story, by)
    assert readers_of(story) - {by.person.id} == seen - {by.person.id}
    assert readers_of(story, which) == readers_of(story), "not even that it is there"
    assert {who.person.id for who in EVERYBODY if story.shown_to(who)["entries"]} == readers_of(story)


def test_the_lead_of_one_child_does_not_read_what_is_about_another(story: Story) -> None:
    note(story, child="c2")
    assert readers_of(story) == POLICE - {"lead"}
    story.says(CHAIR, "children.c2.workers", {"lead": "Lead"})
    assert readers_of(story) == POLICE


def test_who_is_no_longer_lead_or_not_for_certain_no_longer_reads_it(story: Story) -> None:
    note(story)
    story.says(MINUTES, "children.c1.workers", {"lead": "Worker"})
    assert readers_of(story) == POLICE - {"lead"}, "two answers stand, and neither of them is lead"
    sides = story.leaf("children.c1.workers")["sides"]
    chosen = {"choose": sides[1]["id"], "why": "Taken over"}
    story.says(CHAIR, "children.c1.workers", chosen, [one["id"] for one in sides], "settle")
    assert readers_of(story) == POLICE - {"lead"} | {"worker"}


def test_a_name_alone_makes_nobody_lead(story: Story) -> None:
    note(story)
    story.says(CHAIR, "children.c1.workers", {"lead": "Teacher"}, story.seen("children.c1.workers"))
    assert "teacher" not in readers_of(story)
    assert story.says(TEACHER, "children.c1.workers", {"lead": "Teacher"}).status == "quarantined"


def test_the_words_for_everybody_else_reach_them_and_the_ward_and_nothing_beside(story: Story) -> None:
    which = note(story, child="c1", tonight="yes", rung=SECRET, cleared=CLEARED)
    assert readers_of(story) == POLICE
    assert readers_of(story, CLEARED) == {who.person.id for who in EVERYBODY}
    [cut] = story.shown_to(WARD)["entries"]["information"]
    assert (cut["id"], cut["value"]) == (which, {"cleared": CLEARED, "child": "c1"})
    assert cut == story.shown_to(TEACHER)["entries"]["information"][0]


def test_words_are_cleared_later_and_said_better_by_their_writer_alone(story: Story) -> None:
    which = note(story)
    assert later(story, which, SERGEANT, cleared="Not mine to clear").sentence == readers.NOT_YOURS
    later(story, which, cleared="First words")
    later(story, which, cleared=CLEARED)
    assert readers_of(story, CLEARED) == {who.person.id for who in EVERYBODY}
    assert readers_of(story, "First words") == POLICE
    assert {who.person.id for who in EVERYBODY if "note_readers" in story.shown_to(who)["entries"]} == POLICE


def test_its_writer_lets_more_people_see_it_and_takes_nothing_back(story: Story) -> None:
    which = note(story)
    assert later(story, which, readers="health").status == "applied"
    assert readers_of(story) == HEALTH
    assert readers_of(story, which) == HEALTH, "nor do the others learn that more may see it"
    assert later(story, which, readers="police").sentence == readers.TAKEN_BACK
    assert later(story, which, readers="everyone").status == "applied"
    assert readers_of(story) == EVERYONE


@pytest.mark.parametrize("who", [CHAIR, MINUTES, SERGEANT, LEAD, TEACHER], ids=lambda who: who.person.id)
def test_nobody_else_releases_it_and_none_learns_whether_it_is_there(story: Story, who: Actor) -> None:
    there, not_there = (
        later(story, note(story), who, readers="everyone"),
        later(story, "0" * 32, who, readers="everyone"),
    )
    assert [(one.status, one.sentence) for one in (there, not_there)] == [("quarantined", readers.NOT_YOURS)] * 2
    assert readers_of(story) == POLICE
    assert not story.shown_to(CHAIR)["entries"].get("note_readers")


def test_a_release_is_of_the_note_that_stands(story: Story) -> None:
    first = note(story)
    note(story, supersedes=first)
    assert later(story, first, readers="everyone").sentence == readers.REPLACED


def test_a_note_is_not_replaced_by_one_that_fewer_may_see(story: Story) -> None:
    first = note(story, readers="everyone")
    said = {"kind": "observation", "words": "Shorter", "supersedes": first}
    outcome = story.says(OFFICER, "information", said, kind="add")
    assert (outcome.status, outcome.sentence) == ("quarantined", readers.TAKEN_BACK)
    assert note(story, readers="everyone", supersedes=first)


def test_what_replaces_a_hidden_note_does_not_name_it_and_old_cleared_words_go_with_it(story: Story) -> None:
    first = note(story, cleared=CLEARED)
    note(story, words="For everyone", readers="everyone", supersedes=first)
    assert readers_of(story, first) == POLICE
    assert readers_of(story, CLEARED) == POLICE
    assert readers_of(story, "For everyone") == EVERYONE


@pytest.mark.parametrize(
    ("path", "part"), [("urgent_told", {"whom": "police", "rung": SECRET}), ("urgent_read", {})], ids=["told", "read"]
)
def test_what_was_said_of_a_hidden_note_is_hidden_with_it(story: Story, path: str, part: dict[str, str]) -> None:
    which = note(story, words="Seen near the ward", tonight="yes")
    assert story.says(SERGEANT, path, {"urgent": which} | part, kind="add").status == "applied"
    assert readers_of(story, which) == POLICE
    assert len(story.shown_to(CHAIR)["entries"][path]) == 1


def test_a_note_from_before_there_were_readers_stays_with_who_has_it(story: Story) -> None:
    which = note(story)
    del story.document["entries"]["information"][0]["readers"]
    assert readers_of(story, which) == EVERYONE


def test_a_writer_who_goes_to_another_agency_takes_no_readers_along(story: Story) -> None:
    note(story)
    moved = replace(OFFICER, person=replace(OFFICER.person, agency_kind="school"))
    assert SECRET in sent_to(story, moved)
    assert readers_of(story) == POLICE


def test_the_document_itself_is_left_whole(story: Story) -> None:
    note(story, cleared=CLEARED)
    before = repr(story.document)
    for who in EVERYBODY:
        story.shown_to(who)
    assert repr(story.document) == before
