"""P-9, Z-36: who is here for part of it holds that, and what anybody must have; nothing else leaves the server."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from server.domain import attendance
from server.domain.access import Actor, may, may_settle
from sync.attendance import PART, PATH, opened_by, standing
from sync.case import case
from sync.messages import Json
from sync.registry import Field, registry
from tests.domain.story import CHAIR, Story, actor

HERE = Path(__file__).parents[1] / "assurance" / "readers.md"
SECRET, OTHER = "Zephyrine-7f3a9", "Marmaduke-2c81b"
OFFICER = replace(actor("officer"), person=replace(actor("officer").person, agency_kind="police"))
GP = actor("10000000-0000-4000-8000-000000000003")
WHO = f"{GP.person.id} Dr Invented, General practitioner, Surgery"
ITEMS = tuple(registry().items)
WRITES = {"information", "note_readers", "urgent", "urgent_told"}
READERS = ("supersedes", "readers", "cleared")


def opened_by_hand() -> dict[str, set[str]]:
    lines = HERE.read_text("utf-8").partition("## Here for part of it")[2].splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    found: dict[str, set[str]] = {}
    for path, item in rows[1:]:
        found.setdefault(path, set()).add(item)
    return found


@pytest.fixture
def story() -> Story:
    """Two children, of whom everything is said that can be; the second's words are others."""
    made = Story()
    made.document["children"] = ["c1", "c2"]
    for found in registry().fields:
        for number, words in (("1", SECRET), ("2", OTHER)):
            path = filled_path(found, number)
            one = found.kind == "items" or found.path in ("procedures", "note_readers", PATH)
            if one or found.kind not in ("group", "entries") or (number == "2" and path == filled_path(found, "1")):
                continue
            value = {part["key"]: filled(part, number, words) for part in found.parts if part["key"] not in READERS}
            made.says(CHAIR, path, value, kind="set" if found.kind == "group" else "add")
    return made


def filled_path(found: Field, number: str) -> str:
    path = found.path.replace("{fact}", "actual_harm" if "children" in found.path else "press_interest")
    for step, letter in (
        ("child", "c"),
        ("adult", "a"),
        ("person", "p"),
        ("call", "k"),
        ("topic", "t"),
        ("action", "x"),
    ):
        path = path.replace(f"{{{step}}}", f"{letter}{number}")
    return path.replace("{purpose}", "medical")


def filled(part: dict[str, Any], number: str, words: str) -> Json:
    known = {"id": f"c{number}", "instant": "2026-11-20T16:00+00:00", "date": "2026-06-21", "number": 1, "check": True}
    return part["choices"][0]["value"] if "choices" in part else known.get(part["type"], words)


def limit(story: Story, *items: str, by: Actor = CHAIR, **more: Any) -> Any:
    stands = standing(story.document, GP.person.id)
    after = {"after": stands["id"]} if stands else {}
    said = {"who": WHO, "part": "part"} | dict.fromkeys(items, True) | after | more
    return story.says(by, PATH, {k: v for k, v in said.items() if v is not None}, kind="add")


def places(shown: dict[str, Any], words: str = SECRET) -> set[str]:
    """The fields of the registry in whose answers or entries those words stand."""
    parts = {**shown["leaves"], **shown["entries"]}
    found = {path for path, part in parts.items() if words in repr(part)}
    return {field.path for path in found if (field := registry().field(path))}


ALWAYS = {f"children.{{child}}.{part}" for part in ("names", "numbers", "place", "responsible", "birth")}


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_opens_what_was_written_by_hand_and_nothing_else(story: Story, item: str) -> None:
    limit(story, item)
    by_hand = {path for path, items in opened_by_hand().items() if item in items and not path.startswith("information")}
    assert (
        places(story.shown_to(GP)) - ALWAYS - {"information"} == {path for path in by_hand if has_words(path)} - ALWAYS
    )


def has_words(path: str) -> bool:
    [found] = [one for one in registry().fields if one.path == path]
    return any(part["type"] in ("text", "long_text") for part in found.parts)


@pytest.mark.parametrize("found", registry().fields, ids=lambda found: found.path)
def test_a_field_is_opened_by_the_items_that_were_written_by_hand(found: Field) -> None:
    """A field added later is opened to nobody who is here for part of it, until somebody says so."""
    by_hand = opened_by_hand().get(found.path, set())
    if found.kind != "items" and found.path != "information":
        assert set(opened_by(found)) == by_hand
    limited = replace(GP, capacity=PART)
    assert may(limited, "write", found).allowed is (found.path in WRITES)
    assert not may_settle(limited, found.path, "2026-11-20T23:00:00Z", registry()).allowed


@pytest.mark.parametrize("item", ITEMS)
def test_a_note_is_opened_by_its_kind_and_never_beyond_its_readers(item: str) -> None:
    story = Story()
    kinds = [choice["value"] for choice in registry().field("information").parts[0]["choices"]]  # type: ignore[union-attr]
    for kind in kinds:
        story.says(CHAIR, "information", {"kind": kind, "words": SECRET, "readers": "everyone"}, kind="add")
        story.says(OFFICER, "information", {"kind": kind, "words": OTHER}, kind="add")
    limit(story, item)
    by_hand = {kind for kind in kinds if item in opened_by_hand().get(f"information ({kind})", set())}
    shown = story.shown_to(GP)
    assert {one["value"]["kind"] for one in shown["entries"].get("information", [])} == by_hand
    assert OTHER not in repr(shown)


def test_here_for_one_child_nobody_learns_who_the_other_is(story: Story) -> None:
    limit(story, *ITEMS, child="c1")
    shown = story.shown_to(GP)
    assert (shown["children"], shown["adults"]) == (["c1"], ["a1"])
    assert OTHER not in repr(shown)
    assert {"children.{child}.facts.{fact}", "visits", "decisions.{child}.outcome", "actions.{action}.what"} <= places(
        shown
    )
    # What is about no one child may be about the other.
    assert not {"referral.concern", "facts.{fact}"} & places(shown)


@pytest.mark.parametrize("more", [{}, {"child": "c1"}, {"child": "c2"}], ids=["every child", "the first", "the second"])
def test_their_clocks_are_those_of_everybody_else(story: Story, more: dict[str, Json]) -> None:
    story.says(OFFICER, "children.c2.facts.actual_harm", {"answer": "no", "who": OTHER})
    limit(story, "medical", **more)
    assert case(story.shown_to(GP)) == case(story.shown_to(CHAIR))


def test_they_hold_what_they_wrote_and_what_was_said_of_it(story: Story) -> None:
    limit(story, "medical", child="c1")
    story.says(GP, "information", {"kind": "observation", "words": "Slept"}, kind="add")
    story.says(GP, "urgent", {"words": "Ring me"}, kind="add")
    story.says(CHAIR, "urgent_read", {"urgent": story.last.op_id}, kind="add")
    entries = story.shown_to(GP)["entries"]
    assert [one["value"].get("words") for one in (*entries["information"], *entries["urgent"])] == ["Slept", "Ring me"]
    assert len(entries["urgent_read"]) == 1


def test_words_cleared_for_everybody_reach_them_and_not_those_about_another_child(story: Story) -> None:
    for child, cleared in (("c1", "Do not be alone with Mr A"), ("c2", "Nor with Mr B")):
        said = {"kind": "history", "words": SECRET, "child": child, "readers": "everyone", "cleared": cleared}
        story.says(OFFICER, "information", said, kind="add")
    limit(story, "medical", child="c1")
    reached = [one["value"].get("cleared") for one in story.shown_to(GP)["entries"]["information"]]
    assert "Do not be alone with Mr A" in reached
    assert "Nor with Mr B" not in reached


def test_the_last_that_was_said_of_them_stands(story: Story) -> None:
    limit(story, "medical")
    limit(story, "known")
    assert "decisions.{child}.medical" not in places(story.shown_to(GP))
    assert "referral.concern" in places(story.shown_to(GP))
    limit(story, part="all")
    assert places(story.shown_to(GP)) == places(story.shown_to(actor("doctor")))


@pytest.mark.parametrize(
    ("by", "path", "said", "kind"),
    [
        (GP, PATH, {"who": WHO, "part": "all"}, "add"),
        (GP, "visits", {"child": "c1", "what": "seen", "at": "2026-11-20T16:00+00:00"}, "add"),
        (GP, "ward_plan.visiting", {"who": "anyone"}, "set"),
        (GP, "information", {"kind": "history", "words": "x"}, "add"),
        (GP, "information", {"kind": "observation", "words": "x", "child": "c2"}, "add"),
        (GP, "urgent", {"words": "x", "child": "c2"}, "add"),
    ],
)
def test_they_write_of_what_they_are_here_for_and_the_rest_is_kept_for_the_chair(
    story: Story, by: Actor, path: str, said: Json, kind: str
) -> None:
    limit(story, "medical", child="c1")
    outcome = story.says(by, path, said, kind=kind)
    assert (outcome.status, outcome.sentence) == ("quarantined", attendance.ONLY_PART)


def test_nobody_but_chair_and_minute_taker_says_who_is_here_for_what(story: Story) -> None:
    assert limit(story, "medical", by=OFFICER).status == "quarantined"
    assert limit(story, "medical", by=actor("minutes", "minute_taker")).status == "applied"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"part": "all", "medical": None, "child": None}, "quarantined"),
        ({"seen": True}, "quarantined"),
        ({"child": None}, "quarantined"),
        ({"child": "c2"}, "quarantined"),
        ({"medical": None}, "applied"),
        ({}, "applied"),
    ],
)
def test_more_is_opened_only_by_who_saw_what_stands_and_less_is_never_refused(
    story: Story, more: dict[str, Any], status: str
) -> None:
    limit(story, "medical", child="c1")
    said: dict[str, Any] = {"medical": True, "child": "c1"} | more
    assert limit(story, **said, after=None).status == status
    assert limit(story, **said).status == "applied"


@pytest.mark.parametrize("more", [{"medical": True}, {"child": "c1"}])
def test_all_of_it_with_something_ticked_is_asked_again_and_opens_nothing(story: Story, more: dict[str, Any]) -> None:
    limit(story, "medical", child="c1")
    outcome = limit(story, **({"part": "all"} | more))
    assert (outcome.status, outcome.sentence) == ("quarantined", attendance.BOTH)
    assert story.shown_to(GP)["capacity"] == PART


@pytest.mark.parametrize("capacity", ["chair", "minute_taker", "edt", "ward_on_duty"])
def test_who_runs_it_the_night_team_and_a_ward_are_limited_by_nothing_said_here(story: Story, capacity: str) -> None:
    limit(story, "medical")
    assert story.shown_to(replace(GP, capacity=capacity))["capacity"] == capacity
    assert story.shown_to(GP)["capacity"] == PART


def test_the_document_itself_is_left_whole(story: Story) -> None:
    limit(story, "medical", child="c1")
    before = repr(story.document)
    story.shown_to(GP)
    assert repr(story.document) == before
