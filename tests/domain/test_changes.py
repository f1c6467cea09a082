"""What becomes of a change: told as stories of people who answer the same question."""

import pytest

from server.domain import document
from sync.messages import SCHEMA, Json
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story, actor

FACT = "children.c1.facts.actual_harm"
COLLECT = "ward_plan.collecting"
NOBODY, PARENTS = {"who": "nobody"}, {"who": "parents"}


@pytest.fixture
def story() -> Story:
    return Story()


def differ(story: Story) -> tuple[str, str]:
    """Nurse and paediatrician, both over an empty answer; the ids of their two sides."""
    story.says(NURSE, COLLECT, NOBODY)
    first = story.last.op_id
    story.says(DOCTOR, COLLECT, PARENTS)
    return first, story.last.op_id


def test_the_first_answer_is_applied_and_attributed(story: Story) -> None:
    assert story.says(NURSE, COLLECT, NOBODY).status == "applied"
    assert story.leaf(COLLECT)["by"]["name"] == "Nurse"
    assert story.leaf(COLLECT)["seen"] == [story.last.op_id]


def test_an_answer_over_the_value_its_author_saw_replaces_it(story: Story) -> None:
    story.says(NURSE, COLLECT, NOBODY)
    assert story.says(DOCTOR, COLLECT, PARENTS, story.seen(COLLECT)).status == "applied"
    assert story.leaf(COLLECT)["value"] == PARENTS


def test_an_answer_over_a_value_its_author_never_saw_makes_two(story: Story) -> None:
    story.says(NURSE, COLLECT, NOBODY)
    assert story.says(DOCTOR, COLLECT, PARENTS).status == "conflict"
    assert [side["value"] for side in story.leaf(COLLECT)["sides"]] == [NOBODY, PARENTS]
    assert story.leaf(COLLECT)["stands"]["value"] == NOBODY


def test_equal_answers_given_apart_are_one_and_name_both_people(story: Story) -> None:
    story.says(NURSE, COLLECT, NOBODY)
    assert story.says(DOCTOR, COLLECT, NOBODY).status == "same"
    assert [by["name"] for by in story.leaf(COLLECT)["also"]] == ["Doctor"]


def test_an_equal_answer_names_the_value_for_what_its_author_says_next(story: Story) -> None:
    story.says(NURSE, COLLECT, NOBODY)
    story.says(DOCTOR, COLLECT, NOBODY)
    assert story.says(DOCTOR, COLLECT, PARENTS, [story.last.op_id]).status == "applied"


def test_a_stacked_answer_does_not_slip_past_somebody_elses(story: Story) -> None:
    """SYNC.md finding 1: with counters the second of two offline edits overwrote a value nobody saw."""
    story.says(DOCTOR, COLLECT, PARENTS)
    story.says(NURSE, COLLECT, NOBODY)
    mine = story.last.op_id
    assert story.says(NURSE, COLLECT, {"who": "named"}, [mine]).status == "conflict"
    assert [side["value"]["who"] for side in story.leaf(COLLECT)["sides"]] == ["parents", "named"]


def test_only_the_chair_settles(story: Story) -> None:
    sides = differ(story)
    outcome = story.says(NURSE, COLLECT, {"choose": sides[0], "why": "Safer"}, list(sides), "settle")
    assert outcome.status == "quarantined"
    assert "sides" in story.leaf(COLLECT)


def test_a_settlement_that_saw_every_side_ends_the_difference(story: Story) -> None:
    sides = differ(story)
    assert (
        story.says(CHAIR, COLLECT, {"choose": sides[1], "why": "Court order"}, list(sides), "settle").status
        == "applied"
    )
    assert story.leaf(COLLECT)["value"] == PARENTS
    assert story.leaf(COLLECT)["settlement"]["why"] == "Court order"
    assert story.document["differences"][0]["state"] == "settled"


def test_a_settlement_that_missed_a_side_keeps_them_all_open(story: Story) -> None:
    sides = differ(story)
    story.says(actor("police"), COLLECT, {"who": "named", "names": "Aunt"})
    assert story.says(CHAIR, COLLECT, {"choose": sides[1], "why": "x"}, list(sides), "settle").status == "conflict"
    assert len(story.leaf(COLLECT)["sides"]) == 3


def test_two_chairs_who_settle_differently_open_it_again(story: Story) -> None:
    sides = differ(story)
    story.says(CHAIR, COLLECT, {"choose": sides[0], "why": "x"}, list(sides), "settle")
    outcome = story.says(actor("deputy", "chair"), COLLECT, {"choose": sides[1], "why": "y"}, list(sides), "settle")
    assert outcome.status == "conflict"
    assert [side["value"] for side in story.leaf(COLLECT)["sides"]] == [NOBODY, PARENTS]


def test_an_answer_that_missed_the_settlement_opens_it_again(story: Story) -> None:
    sides = differ(story)
    story.says(CHAIR, COLLECT, {"choose": sides[0], "why": "x"}, list(sides), "settle")
    assert story.says(DOCTOR, COLLECT, PARENTS, [sides[1]]).status == "conflict"


def test_notes_never_differ_and_an_edit_supersedes_only_ones_own(story: Story) -> None:
    note = {"kind": "observation", "words": "Bruise on the left arm"}
    story.says(NURSE, "information", note, kind="add")
    first = story.last.op_id
    theirs = story.says(DOCTOR, "information", note | {"supersedes": first}, kind="add")
    own = story.says(NURSE, "information", note | {"supersedes": first}, kind="add")
    assert (theirs.status, own.status) == ("quarantined", "applied")
    assert [entry.get("superseded_by") for entry in story.document["entries"]["information"]] == [
        story.last.op_id,
        None,
    ]


def test_a_tag_added_elsewhere_survives_a_removal_that_never_saw_it(story: Story) -> None:
    path = "children.c1.siblings"
    story.says(NURSE, path, {"add": ["c2"], "remove": []}, kind="tag")
    seen = story.seen(path)
    story.says(DOCTOR, path, {"add": ["c2"], "remove": []}, kind="tag")
    story.says(NURSE, path, {"add": [], "remove": ["c2"]}, seen, kind="tag")
    assert story.leaf(path)["value"] == ["c2"]


def test_a_step_that_is_still_legal_stands_and_one_that_is_not_makes_two(story: Story) -> None:
    path = "actions.a1.status"
    story.says(NURSE, path, "in_progress", kind="step")
    old = story.seen(path)
    assert story.says(CHAIR, path, "done", old, kind="step").status == "applied"
    assert story.says(DOCTOR, path, "declined", old, kind="step").status == "conflict"


@pytest.mark.parametrize(
    ("path", "payload", "kind", "words"),
    [
        ("nowhere.at.all", {"a": 1}, "set", "Nothing in Seenby"),
        (COLLECT, {"who": "dragons"}, "set", "cannot hold"),
        (COLLECT, {"names": "Aunt"}, "set", "is missing"),
        (COLLECT, "text", "set", "without its parts"),
        (COLLECT, NOBODY, "add", "in this way"),
        ("children.c9.facts.actual_harm", {"answer": "yes"}, "set", "No child “c9”"),
        ("children.c1.facts.made_up", {"answer": "yes"}, "set", "Nothing in Seenby"),
        ("decisions.c1.section_47", {"decision": "not"}, "set", "chair or minute taker"),
        ("visits", {"child": "c9", "what": "seen", "at": "2026-11-20T19:00+00:00"}, "add", "No child “c9”"),
        ("visits", {"child": "c1", "what": "seen", "at": "yesterday"}, "add", "cannot hold"),
        ("status", "closed", "step", "chair or minute taker"),
    ],
)
def test_what_cannot_be_merged_is_held_with_a_sentence(
    story: Story, path: str, payload: Json, kind: str, words: str
) -> None:
    before = story.document
    outcome = story.says(NURSE, path, payload, kind=kind)
    assert outcome.status == "quarantined"
    assert words in (outcome.sentence or "")
    assert outcome.document is before


def test_a_change_under_another_persons_name_is_held(story: Story) -> None:
    assert story.says(NURSE, COLLECT, NOBODY, actor="doctor").status == "quarantined"


def test_a_change_of_a_newer_seenby_stays_on_the_device(story: Story) -> None:
    assert story.says(NURSE, COLLECT, NOBODY, schema_v=SCHEMA + 1).status == "needs_upgrade"


def test_an_address_of_refuge_is_not_printed_for_a_participant(story: Story) -> None:
    story.says(CHAIR, "adults.a1.address", {"words": "12 Hidden Lane"})
    assert "adults.a1.address" not in document.annotate(story.document, 1, NURSE, registry())["leaves"]
    assert "adults.a1.address" in document.annotate(story.document, 1, CHAIR, registry())["leaves"]


def test_an_answer_that_a_date_hangs_on_stays_with_the_one_that_took_its_place(story: Story) -> None:
    first = story.says(DOCTOR, FACT, {"answer": "no"})
    assert "earlier" not in story.leaf(FACT)
    story.says(NURSE, FACT, {"answer": "unknown"}, story.leaf(FACT)["seen"])
    story.says(NURSE, FACT, {"answer": "yes"}, story.leaf(FACT)["seen"])
    assert first.status == "applied"
    assert [(one["value"]["answer"], one["by"]["id"]) for one in story.leaf(FACT)["earlier"]] == [
        ("no", "doctor"),
        ("unknown", "nurse"),
    ]


def test_two_answers_that_came_apart_are_kept_with_their_difference_and_what_stood_before_them_with_the_answer(
    story: Story,
) -> None:
    story.says(DOCTOR, FACT, {"answer": "unknown"})
    story.says(DOCTOR, FACT, {"answer": "no"}, story.leaf(FACT)["seen"])
    story.says(NURSE, FACT, {"answer": "yes"})
    sides = [side["id"] for side in story.leaf(FACT)["sides"]]
    story.says(CHAIR, FACT, {"choose": sides[1], "why": "Rang"}, sides, "settle")
    assert story.leaf(FACT)["value"] == {"answer": "yes"}
    assert [one["value"]["answer"] for one in story.leaf(FACT)["earlier"]] == ["unknown"]


def test_what_no_date_hangs_on_keeps_no_former_words(story: Story) -> None:
    story.says(NURSE, COLLECT, {"who": "nobody"})
    story.says(NURSE, COLLECT, {"who": "anyone"}, story.leaf(COLLECT)["seen"])
    assert "earlier" not in story.leaf(COLLECT)


NEWER = {"procedure": "newer", "was": "digest", "because": "newer", "why": "Reviewed by both of us"}


def test_the_chair_takes_up_another_procedure_and_what_was_followed_is_kept(story: Story) -> None:
    assert story.says(CHAIR, "procedures", NEWER, kind="add").status == "applied"
    assert story.document["procedure"] == "newer"
    assert [entry["value"]["was"] for entry in story.shown_to(NURSE)["entries"]["procedures"]] == ["digest"]


def test_nobody_else_does(story: Story) -> None:
    for person in (NURSE, actor("minutes", "minute_taker")):
        assert story.says(person, "procedures", NEWER, kind="add").status == "quarantined"
    assert story.document["procedure"] == "digest"


def test_a_procedure_taken_up_over_differences_that_are_no_longer_those_is_held(story: Story) -> None:
    story.says(CHAIR, "procedures", NEWER, kind="add")
    late = story.says(CHAIR, "procedures", NEWER | {"procedure": "newest"}, kind="add")
    assert late.status == "quarantined"
    assert "follows another procedure by now" in str(late.sentence)
    assert story.document["procedure"] == "newer"


def test_a_call_that_ends_before_it_begins_is_kept_and_stops_no_clock(story: Story) -> None:
    held: dict[str, Json] = {"type": "sd_contact", "sd": 1, "mode": "phone", "at": "2026-11-20T14:00+00:00"}
    outcome = story.says(CHAIR, "events", held | {"end": "2026-11-20T13:59+00:00"}, kind="add")
    assert (outcome.status, outcome.sentence) == ("quarantined", "“What happened when”: “Ended” is before “When”.")
    assert story.says(CHAIR, "events", held | {"end": "2026-11-20T14:00+00:00"}, kind="add").status == "applied"


def test_of_two_times_for_one_call_both_stand_and_it_says_for_which_to_be_there(story: Story) -> None:
    minutes, path = actor("minutes", "minute_taker"), "calls.k1.details"
    early, late = ({"mode": "video", "start": f"2026-11-2{day}T09:00+00:00"} for day in (3, 4))
    story.says(CHAIR, path, {"mode": "video", "start": "2026-11-25T09:00+00:00"})
    seen = story.seen(path)
    assert story.says(CHAIR, path, early, seen).status == "applied"
    assert story.says(minutes, path, late, seen).status == "conflict"
    assert [side["value"] for side in story.leaf(path)["sides"]] == [early, late]
    assert story.leaf(path)["stands"]["words"].startswith("Two different answers are written. Be there for the earlier")


def test_whoever_wrote_that_a_call_was_held_corrects_it_and_nobody_else(story: Story) -> None:
    held: dict[str, Json] = {"type": "sd_contact", "sd": 1, "mode": "phone", "at": "2026-11-20T14:00+00:00"}
    story.says(CHAIR, "events", held, kind="add")
    again = held | {"at": "2026-11-20T13:00+00:00", "supersedes": story.last.op_id}
    assert story.says(actor("minutes", "minute_taker"), "events", again, kind="add").status == "quarantined"
    assert story.says(CHAIR, "events", again, kind="add").status == "applied"
