"""P-7: decisions by chair or minute taker, findings by whoever made them, and who may settle which difference."""

from typing import Any

import pytest

from server.domain.access import Actor, Person
from sync.registry import Field, registry
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor

MINUTES, EDT = actor("minutes", "minute_taker"), actor("edt", "edt")
CONSULTANT = Actor(
    Person("wren", "Dr Wren", "TW", "paediatrician", "Consultant paediatrician", "Hospital"), "participant", "d"
)
DUTY_MANAGER = Actor(Person("duty", "Pat", "PA", "edt_manager", "Duty manager", "Council"), "edt", "d")
DECISIONS = [field for field in registry().fields if field.path.startswith("decisions.")]
OPINION = {
    "kind": "medical_opinion",
    "child": "c1",
    "words": "Not explained by a fall",
    "examined_at": "2026-11-20T18:00+00:00",
}
NAI, COLLECTING = "children.c1.facts.nai", "ward_plan.collecting"
CLOSED, OPEN = "2026-11-20T19:39:00Z", "2026-11-20T15:00:00Z"


def filled(field: Field) -> dict[str, Any]:
    """Its first part and those that must be there."""
    kinds = {"instant": "2026-11-23T10:00+00:00", "answer": "yes"}
    parts = [part for number, part in enumerate(field.parts) if number == 0 or part.get("required")]
    return {p["key"]: p["choices"][0]["value"] if "choices" in p else kinds.get(p["type"], "Agreed") for p in parts}


def note(story: Story, who: Actor, value: dict[str, Any]) -> str:
    return story.says(who, "information", value, kind="add").status


@pytest.mark.parametrize("field", DECISIONS, ids=lambda field: field.path)
@pytest.mark.parametrize("who", [CHAIR, MINUTES, NURSE, CONSULTANT, EDT, DUTY_MANAGER], ids=lambda who: who.person.id)
def test_a_decision_is_written_by_the_chair_or_the_minute_taker_alone(field: Field, who: Actor) -> None:
    story = Story()
    outcome = story.says(who, field.path.replace("{child}", "c1"), filled(field))
    assert outcome.status == ("applied" if who in (CHAIR, MINUTES) else "quarantined")
    if who not in (CHAIR, MINUTES):
        assert "chair or minute taker" in (outcome.sentence or "")


@pytest.mark.parametrize("who", [NURSE, CONSULTANT, EDT, CHAIR], ids=lambda who: who.person.id)
@pytest.mark.parametrize("kind", ["observation", "view", "dissent", "agency_note", "childs_words"])
def test_everybody_says_what_they_saw_think_and_noted(who: Actor, kind: str) -> None:
    assert note(Story(), who, {"kind": kind, "words": "x"}) == "applied"


def test_an_opinion_and_an_observation_both_stand_and_make_no_difference() -> None:
    story = Story()
    assert note(story, CONSULTANT, OPINION) == "applied"
    assert note(story, NURSE, {"kind": "observation", "child": "c1", "words": "She rolled off the bed"}) == "applied"
    shown = story.shown_to(CHAIR)
    assert [one["value"]["kind"] for one in shown["entries"]["information"]] == ["medical_opinion", "observation"]
    assert shown["differences"] == []


@pytest.mark.parametrize("who", [CONSULTANT, DOCTOR, NURSE, CHAIR], ids=lambda who: who.person.id)
def test_nobody_rewrites_a_medical_opinion_and_a_later_one_stands_beside_it(who: Actor) -> None:
    story = Story()
    note(story, CONSULTANT, OPINION)
    [first] = story.shown_to(CHAIR)["entries"]["information"]
    assert note(story, who, OPINION | {"words": "It is", "supersedes": first["id"]}) == "quarantined"
    assert note(story, CONSULTANT, OPINION | {"words": "After the survey: two fractures"}) == "applied"
    kept = story.shown_to(CHAIR)["entries"]["information"]
    assert kept[0] == first
    assert [bool(one.get("superseded_by")) for one in kept] == [False, False]


@pytest.mark.parametrize(
    ("path", "values", "who", "at", "settled"),
    [
        (NAI, ("yes", "no"), CONSULTANT, OPEN, True),
        (NAI, ("yes", "no"), NURSE, OPEN, False),
        (NAI, ("yes", "no"), CHAIR, OPEN, False),
        (NAI, ("yes", "no"), DUTY_MANAGER, CLOSED, False),
        (COLLECTING, ("nobody", "parents"), CHAIR, CLOSED, True),
        (COLLECTING, ("nobody", "parents"), DUTY_MANAGER, CLOSED, True),
        (COLLECTING, ("nobody", "parents"), DUTY_MANAGER, OPEN, False),
        (COLLECTING, ("nobody", "parents"), EDT, CLOSED, False),
        (COLLECTING, ("nobody", "parents"), CONSULTANT, CLOSED, False),
        (COLLECTING, ("nobody", "parents"), NURSE, CLOSED, False),
        ("children.c1.collecting", ("nobody", "parents"), DUTY_MANAGER, CLOSED, True),
        ("children.c1.visiting", ("nobody", "anyone"), DUTY_MANAGER, CLOSED, True),
        ("children.c1.visiting", ("nobody", "anyone"), EDT, CLOSED, False),
        ("ward_plan.leaving", ("nobody", "staff"), DUTY_MANAGER, CLOSED, True),
        ("ward_plan.leaving", ("nobody", "staff"), DUTY_MANAGER, OPEN, False),
    ],
)
def test_who_settles_hangs_on_the_question(
    path: str, values: tuple[str, str], who: Actor, at: str, *, settled: bool
) -> None:
    story = Story()
    key = "answer" if path == NAI else "who"
    for author, value in zip((NURSE, DOCTOR), values, strict=True):
        story.says(author, path, {key: value})
    sides = [side["id"] for side in story.leaf(path)["sides"]]
    chosen = {"choose": sides[0], "why": "Seen together"}
    outcome = story.says(who, path, chosen, sides, "settle", claimed_at=at)
    assert outcome.status == ("applied" if settled else "quarantined")
    assert ("sides" in story.leaf(path)) is not settled
