"""A ward on duty holds its plan, which child and the dates; it writes what it saw, and hands the ward over (P-5)."""

from datetime import timedelta
from typing import Any

import pytest

from server.domain import handovers, ward
from server.domain.access import may, may_settle
from sync.case import case
from sync.messages import Json
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NOW, NURSE, Story, actor

NIGHT = actor("10000000-0000-4000-8000-000000000001", "ward_on_duty")
NAMED = actor("10000000-0000-4000-8000-000000000002", "ward_offered")
LIVES = ("births", "deaths", "death_checks")
WRITES = ("information", "taking", "handovers", "ward_accepts", "urgent", "urgent_told", *LIVES)
SECRET = "Zephyrine-7f3a9"
# What of a note says who may see it: tests/domain/test_readers.py.
READERS = ("supersedes", "readers", "cleared")
UNTIL = (NOW + timedelta(hours=12)).isoformat()
FACT = "children.c1.facts.actual_harm"


def text(found: object) -> str:
    return repr(found)


@pytest.fixture
def story() -> Story:
    """A discussion in which every part of every field that can hold words holds the same ones."""
    made = Story()
    for field in registry().fields:
        path = field.path.replace("{child}", "c1").replace("{adult}", "a1").replace("{person}", "p1")
        path = path.replace("{call}", "k1").replace("{topic}", "t1").replace("{action}", "x1")
        value = {part["key"]: filled(part) for part in field.parts if part["key"] not in READERS}
        if (
            "{fact}" in path
            or field.kind not in ("group", "entries")
            or field.path in ("handovers", "ward_accepts", "procedures", "note_readers")
        ):
            continue
        made.says(CHAIR, path, value, kind="set" if field.kind == "group" else "add")
    made.says(DOCTOR, FACT, {"answer": "yes", "who": SECRET, "when": "2026-11-20T16:00+00:00"})
    return made


def filled(part: dict[str, Any]) -> Json:
    known = {
        "id": "c1",
        "instant": "2026-11-20T16:00+00:00",
        "date": "2026-06-21",
        "number": 1,
        "check": True,
        "text": SECRET,
        "long_text": SECRET,
    }
    return part["choices"][0]["value"] if "choices" in part else known.get(part["type"], SECRET)


def places(found: dict[str, Any]) -> set[str]:
    """Where those words stand."""
    parts = {**found["leaves"], **found["entries"]}
    return {path for path, part in parts.items() if SECRET in text(part)}


PLAN = {f"ward_plan.{part}" for part in ("visiting", "collecting", "leaving", "told", "staff_risk", "taking", "ring")}
STRIP = {f"children.c1.{part}" for part in ("names", "numbers", "place", "responsible", "birth")}
KIN = {"adults.a1.names", "adults.a1.contact.c1", "adults.a1.risk_to_staff"}
OWN = {"children.c1.visiting", "children.c1.collecting", "children.c1.told", "adults.a1.told"}


@pytest.mark.parametrize("who", [NIGHT, NAMED], ids=["on duty", "named"])
def test_of_all_the_words_there_are_a_ward_holds_its_plan_and_which_child(story: Story, who: Any) -> None:
    assert places(story.shown_to(who)) == PLAN | STRIP | OWN | KIN | {"taking", "births", "deaths"}
    assert places(story.shown_to(NURSE)) > {"information", "referral.concern", "decisions.c1.section_47", FACT}


@pytest.mark.parametrize("field", registry().fields, ids=lambda field: field.path)
def test_every_field_is_named_in_the_ward_sight_or_not_held_at_all(field: Any) -> None:
    """A field added later is not held until somebody says so."""
    if field.section not in ward.SECTIONS and field.path not in ward.PATHS:
        assert not may(NIGHT, "read", field).allowed
    assert may(NIGHT, "write", field).allowed is (field.path in WRITES)
    assert may(NAMED, "write", field).allowed is (field.path in ("handovers", "ward_accepts"))
    assert not may_settle(NIGHT, field.path, "2026-11-20T23:00:00Z", registry()).allowed


def test_its_clocks_are_those_of_everybody_else(story: Story) -> None:
    story.says(CHAIR, FACT, {"answer": "no", "who": SECRET})
    mine, theirs = story.shown_to(NIGHT), story.shown_to(CHAIR)
    assert case(mine) == case(theirs)
    assert len(mine["leaves"][FACT]["sides"]) == 2
    assert SECRET not in text([mine["leaves"][FACT], mine["differences"]])
    assert SECRET in text([theirs["leaves"][FACT], theirs["differences"]])


def test_what_stood_before_and_why_it_was_settled_are_words_too(story: Story) -> None:
    story.says(CHAIR, FACT, {"answer": "no", "who": SECRET}, story.seen(FACT))
    story.says(NURSE, FACT, {"answer": "yes"})
    sides = story.leaf(FACT)["sides"]
    story.says(CHAIR, FACT, {"choose": sides[0]["id"], "why": SECRET}, [one["id"] for one in sides], "settle")
    shown = story.shown_to(NIGHT)
    assert shown["leaves"][FACT]["earlier"]
    assert SECRET not in text([shown["leaves"][FACT], shown["differences"]])


def test_of_notes_it_holds_its_own(story: Story) -> None:
    assert story.says(NIGHT, "information", {"kind": "observation", "words": "Slept"}, kind="add").status == "applied"
    notes = story.shown_to(NIGHT)["entries"]["information"]
    assert [one["value"]["words"] for one in notes] == ["Slept"]
    assert len(story.shown_to(CHAIR)["entries"]["information"]) == 2


@pytest.mark.parametrize("kind", ["childs_words", "medical_opinion", "history", "view", "dissent"])
def test_it_writes_what_it_saw_and_no_opinion(story: Story, kind: str) -> None:
    outcome = story.says(NIGHT, "information", {"kind": kind, "words": "x"}, kind="add")
    assert (outcome.status, outcome.sentence) == ("quarantined", ward.ONLY_OBSERVES)


@pytest.mark.parametrize("path", ["ward_plan.visiting", "ward_plan.collecting", "children.c1.collecting"])
def test_it_does_not_change_the_plan_it_is_given(story: Story, path: str) -> None:
    assert story.says(NIGHT, path, {"who": "nobody"}, story.seen(path)).status == "quarantined"


def offer(story: Story, by: Any = NURSE, to: Any = NAMED, **more: Json) -> Any:
    said = {"kind": "ward_shift", "to": f"{to.person.id} Bola, Nurse in charge, Hospital", "until": UNTIL} | more
    return story.says(by, "handovers", said, kind="add")


def accept(story: Story, by: Any = NAMED, which: str | None = None) -> Any:
    return story.says(by, "ward_accepts", {"offer": which or story.last.op_id}, kind="add")


def test_a_shift_is_offered_and_accepted_by_the_nurse_who_was_named(story: Story) -> None:
    assert offer(story).status == "applied"
    assert accept(story).status == "applied"


def test_nobody_else_accepts_it_and_nobody_twice(story: Story) -> None:
    offer(story)
    first = story.last.op_id
    assert accept(story, NIGHT, first).sentence == handovers.NOT_YOURS
    assert accept(story, DOCTOR, first).sentence == handovers.NOT_YOURS
    assert accept(story, NAMED, first).status == "applied"
    assert accept(story, NAMED, first).sentence == handovers.ENDED


def test_an_offer_that_another_took_the_place_of_is_not_accepted(story: Story) -> None:
    offer(story)
    first = story.last.op_id
    offer(story, to=NIGHT)
    assert accept(story, NAMED, first).sentence == handovers.ENDED


@pytest.mark.parametrize(
    "until", [None, (NOW - timedelta(minutes=1)).isoformat(), (NOW + timedelta(hours=25)).isoformat()]
)
def test_a_ward_is_handed_over_until_an_hour_that_is_named_and_near(story: Story, until: str | None) -> None:
    said = {"kind": "ward_shift", "to": f"{NAMED.person.id} Bola"} | ({"until": until} if until else {})
    assert story.says(NURSE, "handovers", said, kind="add").sentence == handovers.WITHOUT_END


def test_who_was_named_hands_on_nothing_before_she_has_accepted(story: Story) -> None:
    offer(story)
    assert offer(story, NAMED, NIGHT).sentence == handovers.ONLY_ACCEPTS


def test_a_ward_writes_no_other_handover(story: Story) -> None:
    assert story.says(NIGHT, "handovers", {"words": "x"}, kind="add").sentence == handovers.ONLY_CHAIR
    assert story.says(CHAIR, "handovers", {"words": SECRET}, kind="add").status == "applied"
    assert "handovers" not in story.shown_to(NIGHT)["entries"]
    assert offer(story, NIGHT, NIGHT).sentence == handovers.OWN
