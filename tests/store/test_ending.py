"""A discussion does not end while nobody has said what a child's date hangs on (PRACTICE.md P-2 iii, P-3)."""

from datetime import timedelta
from typing import Any

import pytest

from server import store
from sync.case import case
from sync.messages import Json
from tests.store.ward import CANARY, NOW, Ward, change, seen_by, send

AT = NOW.isoformat()
BIRTH = "children.c1.birth"
HARM, RISK = (f"children.c1.facts.{fact}" for fact in ("actual_harm", "immediate_risk"))
PLAN = "decisions.c1.seen_plan"
NO: dict[str, Json] = {"answer": "no"}
ANSWERED: dict[str, Json] = {BIRTH: {"date": "2020-01-01"}, HARM: {"answer": "yes"}, RISK: NO}
AGREED: dict[str, Any] = {"id": "agreed", "version": "1", "rules": [{"effect": "seen_by", "unit": "agreed"}]}


async def ends(ward: Ward, answers: dict[str, Json], discussion: str = "") -> tuple[str, str]:
    """What becomes of writing down that it ended, by the chair, after these answers; and of making the record."""
    place = discussion or ward.discussion
    for path, value in answers.items():
        [answered] = await send(ward.chair, change(ward.chair, place, path, value))
        assert answered.status == "applied", answered.sentence
    ended = change(ward.chair, place, "events", {"type": "sd_concluded", "at": AT, "sd": 1}, kind="add")
    [receipt] = await send(ward.chair, ended)
    document = await seen_by(ward.chair, place)
    assert document is not None
    written = [entry for entry in document["entries"].get("events", []) if entry["value"]["type"] == "sd_concluded"]
    standing = [entry for entry in written if not entry.get("superseded_by")]
    assert len(standing) == (receipt.status == "applied")
    return receipt.status, receipt.sentence or ""


@pytest.mark.parametrize("left_out", [HARM, RISK])
async def test_with_harm_or_risk_not_answered_it_is_kept_for_the_chair_and_says_why(ward: Ward, left_out: str) -> None:
    some = {path: value for path, value in ANSWERED.items() if path != left_out}
    status, sentence = await ends(ward, some)
    assert status == "quarantined"
    assert sentence.startswith("The discussion cannot end yet: harm and immediate risk are answered yes or no")


async def test_not_known_is_no_answer(ward: Ward) -> None:
    assert (await ends(ward, ANSWERED | {RISK: {"answer": "unknown"}}))[0] == "quarantined"


async def test_answered_it_ends(ward: Ward) -> None:
    assert (await ends(ward, ANSWERED))[0] == "applied"


async def test_a_brother_about_whom_nobody_answered_keeps_it_open(ward: Ward) -> None:
    brother: dict[str, Json] = {"children.c2.names": {"known_as": CANARY}}
    assert (await ends(ward, ANSWERED | brother))[0] == "quarantined"


async def test_a_child_who_is_expected_keeps_nothing_open(ward: Ward) -> None:
    assert (await ends(ward, {BIRTH: {"expected": "2027-03-01"}}))[0] == "applied"


async def test_the_record_waits_for_it_too_and_actions_do_not(ward: Ward) -> None:
    steps = ["reviewed", "arranged", "held"]
    for step in steps:
        found = await seen_by(ward.chair, ward.discussion)
        seen = ((found or {}).get("leaves", {}).get("status") or {}).get("seen", [])
        [moved] = await send(ward.chair, change(ward.chair, ward.discussion, "status", step, kind="step", seen=seen))
        assert moved.status == "applied"
    found = await seen_by(ward.chair, ward.discussion)
    assert found is not None
    recorded = change(
        ward.chair, ward.discussion, "status", "recorded", kind="step", seen=found["leaves"]["status"]["seen"]
    )
    [receipt] = await send(ward.chair, recorded)
    assert receipt.status == "quarantined"
    [action] = await send(
        ward.chair, change(ward.chair, ward.discussion, "actions.a1.what", {"words": "Ring the ward at eleven"})
    )
    assert action.status == "applied"


async def test_an_end_that_was_written_by_mistake_is_none_and_what_was_written_is_kept(ward: Ward) -> None:
    assert (await ends(ward, ANSWERED))[0] == "applied"
    document = await seen_by(ward.chair, ward.discussion)
    assert document is not None
    [end] = document["entries"]["events"]
    crossed: Json = {"type": "not_so", "at": AT, "note": "We meet again at five", "supersedes": end["id"]}
    [receipt] = await send(ward.chair, change(ward.chair, ward.discussion, "events", crossed, kind="add"))
    assert receipt.status == "applied"
    document = await seen_by(ward.nurse, ward.discussion)
    assert document is not None
    assert [one["value"]["type"] for one in document["entries"]["events"]] == ["sd_concluded", "not_so"]
    assert not [one for one in case(document)["events"] if one["type"] in ("sd_concluded", "not_so")]
    assert (await ends(ward, {}))[0] == "applied"


async def test_where_the_date_is_left_to_the_discussion_it_does_not_end_without_one(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW - timedelta(hours=1)):
        place = await store.create_discussion(await store.keep_procedure(AGREED))
    named: dict[str, Json] = {"children.c1.names": {"known_as": CANARY}}
    assert (await ends(ward, named | ANSWERED, place))[0] == "quarantined"
    assert (await ends(ward, {PLAN: {"when": AT}}, place))[0] == "applied"
