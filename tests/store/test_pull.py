"""Pull: nothing committed is skipped, reach that ends by the clock is told, and two snapshots join without a seam."""

import asyncio
import contextvars
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import msgspec
import pytest

from server import store
from server.domain.access import Person
from server.store.engine import DB
from server.store.grants import Reach
from sync.messages import Have, Pull, Push
from tests.conftest import Database
from tests.store.ward import NOW, Ward, device_of, note, raw, send, words

HOUR = timedelta(hours=1)
# The package has a function of the same name.
pulling = sys.modules[store.pull.__module__]


async def pull(person: Person, cursor: str = "", now: Any = NOW, procedures: tuple[str, ...] = ()) -> dict[str, Any]:
    asked = Pull(person.id, device_of(person), "", cursor, Have(list(procedures)))
    return await store.pull(person, asked, now)


def ids(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["discussions"]]


def of(answer: dict[str, Any], discussion: str) -> dict[str, Any]:
    return next(one for one in answer["discussions"] if one["id"] == discussion)


async def test_a_first_pull_brings_what_is_reached_and_what_it_needs(ward: Ward) -> None:
    answer = await pull(ward.nurse)
    assert ward.discussion in ids(answer)
    assert list(answer["procedures"]) == [ward.procedure]
    assert answer["person"] == {
        "id": ward.nurse.id, "name": "Invented nurse", "initials": "NU", "role": "nurse", "role_words": "nurse",
        "agency": "County Hospital", "demo": True, "agency_kind": "hospital",
    }  # fmt: skip
    assert answer["phones"] == [{"who": "Ward", "number": "01632 960001"}]
    assert (answer["epoch"], answer["server_time"]) == (await store.epoch(), "2026-11-20T19:40:00.000Z")
    assert (await pull(ward.nurse, procedures=(ward.procedure,)))["procedures"] == {}


async def test_a_second_pull_brings_only_what_changed_since(ward: Ward) -> None:
    first = await pull(ward.nurse)
    assert ids(await pull(ward.nurse, first["cursor"])) == []
    await send(ward.chair, note(ward.chair, ward.discussion, "New"))
    second = await pull(ward.nurse, first["cursor"])
    assert ids(second) == [ward.discussion]
    assert words(second["discussions"][0]) == ["New"]
    assert second["receipts"] == []


async def test_a_commit_slower_than_a_pull_is_not_skipped_by_its_cursor(ward: Ward) -> None:
    slow = await asyncpg.connect(**DB.config)
    try:
        transaction = slow.transaction()
        await transaction.start()
        # Takes its transaction id now and commits after a quicker one was pulled: a serial cursor would step over it.
        await slow.execute("SELECT set_config('seenby.person', $1, true)", ward.chair.id)
        await slow.execute("SELECT set_config('seenby.now', $1, true), pg_current_xact_id()", NOW.isoformat())
        other = await another_discussion(ward)
        between = await pull(ward.nurse)
        await slow.execute(
            "UPDATE discussion SET seq = seq + 1, xid = pg_current_xact_id()::text::bigint WHERE id = $1",
            ward.discussion,
        )
        await transaction.commit()
    finally:
        await slow.close()
    after = await pull(ward.nurse, between["cursor"])
    assert other in ids(between)
    assert ward.discussion in ids(after)
    assert ids(await pull(ward.nurse, after["cursor"])) == []


async def another_discussion(ward: Ward) -> str:
    async with store.as_person(ward.chair.id, NOW - HOUR):
        discussion = await store.create_discussion(ward.procedure)
        await store.grant(discussion, ward.nurse.id, "participant", starts=NOW - HOUR)
    return discussion


async def test_receipts_lost_on_the_way_come_with_the_next_pull_of_that_device_only(ward: Ward) -> None:
    start = (await pull(ward.nurse))["cursor"]
    sent = note(ward.nurse, ward.discussion, "Sent"), note(ward.nurse, "d" + "0" * 24, "Out of reach")
    receipts = await send(ward.nurse, *sent)
    told = (await pull(ward.nurse, start))["receipts"]
    assert [(one["op_id"], one["status"], one["seq"], one["sentence"]) for one in told] == [
        (one.op_id, one.status, one.seq, one.sentence) for one in receipts
    ]
    elsewhere = Pull(ward.nurse.id, "another-device", "", start)
    assert (await store.pull(ward.nurse, elsewhere, NOW))["receipts"] == []
    assert (await pull(ward.chair, start))["receipts"] == []


async def test_a_receipt_outlives_the_reach_it_was_written_under_and_no_word_does(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        grant = await store.grant(ward.discussion, ward.stranger.id, "participant", starts=NOW - HOUR)
    start = (await pull(ward.stranger))["cursor"]
    [receipt] = await send(ward.stranger, note(ward.stranger, ward.discussion, "Before it ended"))
    async with store.as_person(ward.chair.id, NOW):
        await store.revoke(grant)
    answer = await pull(ward.stranger, start)
    assert [one["op_id"] for one in answer["receipts"]] == [receipt.op_id]
    assert (answer["gone"], ids(answer)) == ([ward.discussion], [])


async def test_a_part_that_begins_or_ends_by_the_clock_alone_is_told(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, ward.stranger.id, "edt", starts=NOW + HOUR, ends=NOW + 3 * HOUR)
    before = await pull(ward.stranger)
    during = await pull(ward.stranger, before["cursor"], NOW + 2 * HOUR)
    after = await pull(ward.stranger, during["cursor"], NOW + 3 * HOUR)
    assert ward.discussion not in ids(before)
    assert (ids(during), [one["capacity"] for one in during["discussions"]]) == ([ward.discussion], ["edt"])
    assert (ids(after), after["gone"]) == ([], [ward.discussion])
    assert (await pull(ward.stranger, after["cursor"], NOW + 4 * HOUR))["gone"] == []


async def test_a_capacity_that_changes_with_no_change_of_words_is_sent_again(ward: Ward) -> None:
    start = (await pull(ward.nurse))["cursor"]
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, ward.nurse.id, "minute_taker", starts=NOW)
    answer = await pull(ward.nurse, start)
    assert [(one["id"], one["capacity"]) for one in answer["discussions"]] == [(ward.discussion, "minute_taker")]


@pytest.mark.parametrize(
    "cursor",
    ["", "no cursor", "e30=", "eyJ4bWluIjogIngifQ==", "eyJ4bWluIjoxLCJlcG9jaCI6Im90aGVyIiwiYXQiOiIyMDI2LTExLTIwIn0="],
)
async def test_a_cursor_that_is_not_ours_starts_again_from_the_beginning(ward: Ward, cursor: str) -> None:
    assert ward.discussion in ids(await pull(ward.nurse, cursor))


async def test_after_a_restore_the_other_epoch_starts_a_device_again(ward: Ward, database: Database) -> None:
    cursor = (await pull(ward.nurse))["cursor"]
    await restore(database)
    assert ward.discussion in ids(await pull(ward.nurse, cursor))


async def restore(database: Database) -> None:
    """What whoever restores a backup does last."""
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        await owner.execute("UPDATE setting SET value = gen_random_uuid()::text WHERE name = 'epoch'")
    finally:
        await owner.close()


async def test_a_revoked_device_hands_in_what_it_has_and_gets_nothing(ward: Ward) -> None:
    lost = "lost-telephone"
    one = note(ward.nurse, ward.discussion, "Written on it", device=lost)
    await store.pull(ward.nurse, Pull(ward.nurse.id, lost, "", ""), NOW)
    async with store.as_person(ward.nurse.id, NOW):
        await store.revoke_device(lost, NOW)
    answer = await store.push(ward.nurse, Push(ward.nurse.id, lost, "", (1, 1), [msgspec.Raw(raw(one))]), NOW)
    assert [receipt["status"] for receipt in answer["receipts"]] == ["applied"]
    with pytest.raises(store.DeviceRefusedError):
        await store.pull(ward.nurse, Pull(ward.nurse.id, lost, "", ""), NOW)


async def test_a_pull_is_one_moment_and_what_is_committed_during_it_comes_with_the_next(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[], Awaitable[list[Reach]]] = pulling.own_reach

    async def interrupted() -> list[Reach]:
        found = await real()
        # In a context of its own, as another request would be.
        sending = send(ward.chair, note(ward.chair, ward.discussion, "Meanwhile"))
        await asyncio.get_running_loop().create_task(sending, context=contextvars.Context())
        return found

    with monkeypatch.context() as during:
        during.setattr(pulling, "own_reach", interrupted)
        answer = await pull(ward.nurse)
    after = await pull(ward.nurse, answer["cursor"])
    assert words(of(answer, ward.discussion)) == []
    assert words(of(after, ward.discussion)) == ["Meanwhile"]
