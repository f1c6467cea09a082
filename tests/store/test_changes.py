"""The write path over a real PostgreSQL (SYNC.md I1, I2, I3, I6)."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from server import store
from server.store import changes
from server.store.discussions import locked
from server.store.engine import DB
from server.store.log import logged
from server.store.person import Row, rows
from sync.messages import Json, Malformed, decode_change, dhash, op_id
from tests.store.ward import CANARY, NOW, Ward, change, device_of, note, raw, seen_by, send, words

COLLECTING = "ward_plan.collecting"
THE_END = "the end"
PATIENCE_SECONDS = 60


async def log_of(ward: Ward) -> list[Row]:
    async with store.as_person(ward.chair.id, NOW):
        return await rows("SELECT * FROM change WHERE discussion = $1 ORDER BY seq", ward.discussion)


async def test_what_a_nurse_writes_is_read_by_the_chair(ward: Ward) -> None:
    [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "Bruise on the left arm"))
    assert (receipt.status, receipt.seq, receipt.sentence) == ("applied", 2, None)
    assert words(await seen_by(ward.chair, ward.discussion)) == ["Bruise on the left arm"]


async def test_sixteen_pushes_at_once_make_a_log_with_no_gap(ward: Ward) -> None:
    pushes = [send(ward.nurse, note(ward.nurse, ward.discussion, f"Note {number}")) for number in range(16)]
    receipts = [one for answers in await asyncio.gather(*pushes) for one in answers]
    assert sorted(one.seq for one in receipts) == list(range(2, 18))
    assert [one["seq"] for one in await log_of(ward)] == list(range(1, 18))
    assert len(words(await seen_by(ward.chair, ward.discussion))) == 16


async def test_answers_given_at_once_without_sight_of_each_other_are_all_kept(ward: Ward) -> None:
    pushes = [
        send(by, change(by, ward.discussion, COLLECTING, {"who": "named", "names": f"{by.name} {number}"}))
        for by in (ward.nurse, ward.chair)
        for number in range(8)
    ]
    statuses = [one.status for answers in await asyncio.gather(*pushes) for one in answers]
    found = await seen_by(ward.chair, ward.discussion)
    assert found is not None
    assert sorted(statuses) == ["applied"] + ["conflict"] * 15
    assert len({side["value"]["names"] for side in found["leaves"][COLLECTING]["sides"]}) == 16


async def test_the_same_change_sent_on_two_connections_at_once_is_one_row_and_one_receipt(ward: Ward) -> None:
    one = note(ward.nurse, ward.discussion, "Fed at six")
    first, second = await asyncio.gather(send(ward.nurse, one), send(ward.nurse, one))
    assert first == second
    assert len(words(await seen_by(ward.chair, ward.discussion))) == 1


async def test_a_change_sent_again_later_gets_the_receipt_it_had(ward: Ward) -> None:
    one = change(ward.nurse, ward.discussion, "children.c9.names", {"known_as": "Nobody"})
    later = NOW.replace(hour=23)
    assert await send(ward.nurse, one) == await send(ward.nurse, one, now=later)
    assert (await send(ward.nurse, one))[0].sentence is not None


async def test_another_value_under_a_used_id_is_kept_and_changes_nothing(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = note(ward.nurse, ward.discussion, "First")
    await send(ward.nurse, one)
    # Decoding refuses a false id by itself; this is what stands behind it.
    monkeypatch.setattr(changes, "decode_change", msgspec.json.Decoder(type(one)).decode)
    [receipt] = await send(ward.nurse, msgspec.structs.replace(one, payload={"kind": "view", "words": "Second"}))
    assert (receipt.status, receipt.seq) == ("quarantined", None)
    assert words(await seen_by(ward.chair, ward.discussion)) == ["First"]


async def test_somebody_elses_change_sent_as_ones_own_is_kept_apart(ward: Ward) -> None:
    one = note(ward.nurse, ward.discussion, "Mine")
    await send(ward.nurse, one)
    copied = msgspec.structs.replace(one, actor=ward.chair.id, device=device_of(ward.chair))
    assert [answer.sentence for answer in await send(ward.chair, copied)] == [changes.TAMPERED]
    assert len(words(await seen_by(ward.chair, ward.discussion))) == 1


async def test_a_change_that_cannot_be_read_blocks_no_other_and_is_kept_whole(ward: Ward) -> None:
    good = note(ward.nurse, ward.discussion, "After the bad one")
    bad = msgspec.json.encode({"op_id": "f" * 32, "discussion": ward.discussion, "payload": CANARY})
    answers = await store.apply(ward.nurse, device_of(ward.nurse), [bad, b"no JSON at all", raw(good)], NOW)
    assert [one.status for one in answers] == ["quarantined", "quarantined", "applied"]
    assert answers[0].op_id == "f" * 32
    async with store.as_person(ward.chair.id, NOW):
        [held] = await store.held_changes(ward.discussion)
    assert held["content"] == bad


@pytest.mark.parametrize("depth", [300, 900, 20_000])
async def test_a_change_nested_too_deeply_blocks_no_other(ward: Ward, depth: int) -> None:
    deep = raw(note(ward.nurse, ward.discussion, "deep")).replace(b'"deep"', b"[" * depth + b"]" * depth)
    good = raw(note(ward.nurse, ward.discussion, "After"))
    answers = await store.apply(ward.nurse, device_of(ward.nurse), [deep, good], NOW)
    assert [one.status for one in answers] == ["quarantined", "applied"]
    assert answers[0].op_id == msgspec.json.decode(deep.replace(b"[" * depth + b"]" * depth, b"0"))["op_id"]


@pytest.mark.parametrize(
    "payload", [2**70, [[[[]]]], {"words": "\x00"}, {"": None}, "NaN", -1, True, "\u202e", [2**63]]
)
@pytest.mark.parametrize("target", ["information", "ward_plan.told", "children.c1.siblings", "status", ""])
async def test_any_json_under_any_path_is_answered_and_kept(ward: Ward, target: str, payload: Json) -> None:
    for kind in ("set", "add", "tag", "step", "settle", "burn"):
        [receipt] = await send(ward.chair, change(ward.chair, ward.discussion, target, payload, kind=kind))
        assert receipt.status in ("applied", "quarantined"), receipt
        assert receipt.seq is not None


async def test_a_number_that_no_column_holds_is_kept_as_unreadable(ward: Ward) -> None:
    [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "Far", dseq=2**70))
    assert receipt.status == "quarantined"


@pytest.mark.parametrize("discussion", ["d" + "0" * 24, "with\x00nul", "", "d" * 5000, "Ünbekannt"])
async def test_a_change_for_a_discussion_out_of_reach_is_kept_for_the_chair(ward: Ward, discussion: str) -> None:
    answers = await send(ward.nurse, note(ward.nurse, discussion, "Where to?"))
    assert [one.sentence for one in answers] == [changes.OUT_OF_REACH]


async def test_what_was_written_before_access_ended_reaches_the_chair_and_nobody_else(ward: Ward) -> None:
    one = note(ward.stranger, ward.discussion, "Written by somebody with no part in it")
    first, again = (await send(ward.stranger, one))[0], (await send(ward.stranger, one))[0]
    assert first == again
    async with store.as_person(ward.chair.id, NOW):
        held = await store.held_changes(ward.discussion)
    async with store.as_person(ward.nurse.id, NOW):
        assert await store.held_changes(ward.discussion) == []
    assert [(item["person"], decode_change(item["content"]).payload["words"]) for item in held] == [
        (ward.stranger.id, "Written by somebody with no part in it")
    ]


async def test_a_change_that_names_another_device_is_quarantined(ward: Ward) -> None:
    [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "Forged", device=device_of(ward.chair)))
    assert (receipt.status, receipt.sentence) == ("quarantined", changes.OTHER_DEVICE)


async def test_a_device_of_somebody_else_sends_nothing(ward: Ward) -> None:
    await send(ward.nurse, note(ward.nurse, ward.discussion, "Mine"))
    with pytest.raises(store.DeviceRefusedError):
        await store.apply(ward.chair, device_of(ward.nurse), [], NOW)


async def test_a_newer_change_stays_on_its_device_and_leaves_nothing_here(ward: Ward) -> None:
    [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "From the future", schema_v=99))
    assert (receipt.status, receipt.seq) == ("needs_upgrade", None)
    assert len(await log_of(ward)) == 1


async def test_a_quarantined_change_has_its_place_in_the_log_and_changes_no_word(ward: Ward) -> None:
    before = await seen_by(ward.chair, ward.discussion)
    [receipt] = await send(
        ward.nurse, change(ward.nurse, ward.discussion, "decisions.c1.section_47", {"decision": "not"})
    )
    after = await seen_by(ward.chair, ward.discussion)
    assert (receipt.status, receipt.seq) == ("quarantined", 2)
    assert before is not None
    assert after == before | {"seq": 2}


async def test_a_quarantined_edit_of_nobodys_entry_leaves_the_document_as_it_was(ward: Ward) -> None:
    before = await seen_by(ward.chair, ward.discussion)
    edit = {"kind": "view", "words": "Instead", "supersedes": "a" * 32}
    [receipt] = await send(ward.nurse, change(ward.nurse, ward.discussion, "information", edit, kind="add"))
    assert (receipt.status, before and before | {"seq": 2}) == (
        "quarantined",
        await seen_by(ward.chair, ward.discussion),
    )


async def test_an_error_in_the_rules_never_stops_the_rest_of_an_outbox(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError(CANARY)

    with monkeypatch.context() as broken:
        broken.setattr(changes, "decide", fails)
        [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "During"))
    assert (receipt.status, receipt.sentence) == ("quarantined", changes.NOT_DECIDED)
    assert (await send(ward.nurse, note(ward.nurse, ward.discussion, "After")))[0].status == "applied"


async def test_the_changes_of_a_plain_form_are_chained_here(ward: Ward) -> None:
    secret = await store.sign_in("nurse@test.invalid", "seven purple kettles", NOW)
    assert secret is not None
    session = await store.session(secret, NOW)
    assert session is not None
    for number in range(3):
        made = msgspec.to_builtins(note(ward.nurse, ward.discussion, f"Form {number}", device=session.device))
        del made["dseq"], made["prev_dhash"]
        assert [one.status for one in await store.apply_form(ward.nurse, session.device, [made], NOW)] == ["applied"]
    chain = [decode_change(one) for one in await opened_log(ward) if b"web:" in one]
    assert [one.dseq for one in chain] == [1, 2, 3]
    assert [one.prev_dhash for one in chain] == ["", dhash(chain[0]), dhash(chain[1])]


async def opened_log(ward: Ward) -> list[bytes]:
    async with store.as_person(ward.chair.id, NOW):
        standing = await locked(ward.discussion)
        assert standing is not None
    return [msgspec.json.encode(logged(standing.key, one)) for one in await log_of(ward)]


async def test_the_last_change_of_a_form_is_found_by_nonce_and_path(ward: Ward) -> None:
    first = change(ward.nurse, ward.discussion, COLLECTING, {"who": "nobody"}, nonce="a" * 32)
    second = change(ward.nurse, ward.discussion, COLLECTING, {"who": "parents"}, nonce="a" * 32, seen=[first.op_id])
    await send(ward.nurse, first, second)
    async with store.as_person(ward.nurse.id, NOW):
        found = await store.last_changes(ward.discussion, "a" * 32, [COLLECTING, "ward_plan.told"])
    async with store.as_person(ward.chair.id, NOW):
        assert await store.last_changes(ward.discussion, "a" * 32, [COLLECTING]) == {}
    assert {path: (last.op_id, last.payload) for path, last in found.items()} == {
        COLLECTING: (second.op_id, {"who": "parents"})
    }


def test_a_false_id_is_malformed() -> None:
    with pytest.raises(Malformed):
        decode_change(b'{"op_id": "' + op_id("n", "t", [], 1).encode() + b'"}')


async def test_nobody_is_told_of_a_change_before_it_is_committed_and_then_only_its_discussion(ward: Ward) -> None:
    heard: list[str] = []
    listener = await DB.get_new_connection()
    try:
        await listener.add_listener(changes.CHANNEL, lambda *told: heard.append(told[-1]))
        await send(ward.nurse, note(ward.nurse, ward.discussion, "One"), note(ward.nurse, ward.discussion, "Two"))
        # Told in the order of the commits: who hears this has heard what was before it.
        await listener.execute("SELECT pg_notify($1, $2)", changes.CHANNEL, THE_END)
        async with asyncio.timeout(PATIENCE_SECONDS):
            # The database tells us, and nothing that could set an event.
            while THE_END not in heard:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    finally:
        await listener.close()
    assert heard == [ward.discussion, THE_END]


async def test_a_retry_after_ones_part_ended_gets_the_first_receipt_and_keeps_nothing_twice(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW - timedelta(minutes=5)):
        part = await store.grant(ward.discussion, ward.stranger.id, "participant", starts=NOW - timedelta(minutes=5))
    one, other = (note(ward.stranger, ward.discussion, words) for words in ("Before it ended", "After"))
    [first] = await send(ward.stranger, one)
    async with store.as_person(ward.chair.id, NOW):
        await store.revoke(part)
    assert await send(ward.stranger, one) == [first]
    [late] = await send(ward.stranger, other)
    assert (late.status, late.seq) == ("quarantined", None)
    async with store.as_person(ward.chair.id, NOW):
        assert len(await store.held_changes(ward.discussion)) == 1
