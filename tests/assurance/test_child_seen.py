"""Z-33: what is written down about a visit stops a clock only where a social worker saw this child, and had by then."""

from typing import Any, cast

import pytest

from server.domain.access import Actor
from server.domain.calendar import england
from server.domain.procedure import load_builtin
from sync.case import case
from sync.deadlines import deadlines
from sync.headline import headline
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor
from tests.templates.documents import died, inputs, plain

NOW = "2026-11-20T19:40:00Z"
CLAIMED = "2026-11-20T19:39:00Z"
BY = [choice["value"] for part in registry().field("visits").parts if part["key"] == "by" for choice in part["choices"]]  # type: ignore[union-attr]
STOPS = {"social_worker", "lead_social_worker"}
EDT = actor("edt", "edt")
SEEN = {"child": "c1", "what": "seen", "by": "social_worker", "at": "2026-11-20T19:30+00:00"}


@pytest.fixture
def story() -> Story:
    """A discussion was held at ten past six, and a doctor said yes to harm."""
    told = Story()
    told.document["children"] = ["c1", "c2"]
    told.says(CHAIR, "children.c1.birth", {"date": "2026-06-21"})
    told.says(CHAIR, "children.c2.birth", {"date": "2021-02-03"})
    held = {"type": "sd_contact", "at": "2026-11-20T18:10+00:00", "mode": "phone", "sd": 1}
    told.says(CHAIR, "events", held, kind="add")
    told.says(DOCTOR, "children.c1.facts.actual_harm", {"answer": "yes", "when": "2026-11-20T17:35+00:00"})
    assert clock(told, "c1")["kind"] == "due"
    return told


def clock(story: Story, child: str) -> dict[str, Any]:
    found = deadlines(load_builtin()["herefordshire"], case(story.shown_to(NURSE)), england(), NOW)
    return headline(found, child, NOW)


def records(story: Story, who: Actor, **told: str) -> None:
    assert story.says(who, "visits", SEEN | told, kind="add").status == "applied"


@pytest.mark.parametrize("who", [NURSE, DOCTOR, EDT, CHAIR], ids=lambda who: who.person.id)
@pytest.mark.parametrize("by", BY)
def test_only_a_social_workers_visit_stops_it_whoever_writes_it_down(story: Story, by: str, who: Actor) -> None:
    records(story, who, by=by)
    assert clock(story, "c1")["kind"] == ("met" if by in STOPS else "due")


def test_nobody_else_than_these_four_can_have_seen_the_child() -> None:
    assert set(BY) == STOPS | {"police", "hospital_staff"}


@pytest.mark.parametrize(
    "told",
    [
        {"what": "tried"},
        {"child": "c2"},
        {"at": "2026-11-20T18:00+00:00"},
        {"at": "2026-11-20T23:00+00:00"},
        {"in_what_way": "asleep"},
        {"in_what_way": "door"},
        {"in_what_way": "video"},
    ],
    ids=["tried", "her brother", "before the discussion", "still to come", "asleep", "through a door", "on video"],
)
def test_what_was_no_visit_to_this_child_by_now_stops_nothing(story: Story, told: dict[str, str]) -> None:
    records(story, EDT, **told)
    assert clock(story, "c1")["kind"] == "due"


def test_a_correction_starts_the_clock_again_and_what_was_written_first_is_kept(story: Story) -> None:
    records(story, EDT)
    assert clock(story, "c1")["kind"] == "met"
    [first] = story.shown_to(CHAIR)["entries"]["visits"]
    corrected = {"what": "tried", "supersedes": first["id"]}
    records(story, EDT, **corrected)
    assert clock(story, "c1")["kind"] == "due"
    assert [bool(one.get("superseded_by")) for one in story.shown_to(CHAIR)["entries"]["visits"]] == [True, False]


def test_a_visit_counts_as_its_manager_decides_and_what_was_written_is_kept(story: Story) -> None:
    records(story, EDT, in_what_way="asleep")
    [asleep] = story.shown_to(CHAIR)["entries"]["visits"]
    for verdict, kind in (("yes", "met"), ("no", "due")):
        decided = {"visit": asleep["id"], "counts": verdict, "why": "A baby of five months, held while asleep"}
        assert story.says(CHAIR, "visit_checks", decided, kind="add").status == "applied"
        assert clock(story, "c1")["kind"] == kind
    assert [one["value"] for one in story.shown_to(CHAIR)["entries"]["visits"]] == [asleep["value"]]


@pytest.mark.parametrize("who", [NURSE, DOCTOR, EDT, actor("minutes", "minute_taker")], ids=lambda who: who.capacity)
def test_nobody_but_a_manager_decides_that_a_visit_counts(story: Story, who: Actor) -> None:
    records(story, EDT, in_what_way="video")
    [video] = story.shown_to(CHAIR)["entries"]["visits"]
    outcome = story.says(who, "visit_checks", {"visit": video["id"], "counts": "yes", "why": "x"}, kind="add")
    assert outcome.status == "quarantined"
    assert clock(story, "c1")["kind"] == "due"


@pytest.mark.parametrize("reason", ["not_in", "refused", "not_there", "not_safe", "not_found"])
def test_for_no_reason_does_a_try_stop_the_clock(story: Story, reason: str) -> None:
    records(story, EDT, what="tried", why_not=reason)
    assert clock(story, "c1")["kind"] == "due"


def test_of_a_child_who_has_died_nobody_is_asked_who_has_seen_her() -> None:
    rows = [page("discussion", cast("Inputs", inputs(doc)))["children"] for doc in (plain(), died())]
    assert [[len(child["milestones"]) for child in children] for children in rows] == [[4, 4], [0, 4]]
