"""Whoever is kept out reaches nothing, by any part, whoever gave it (PRACTICE.md P-8, Z-35)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from server import store
from server.domain import excluded as excluding
from server.domain.access import Person
from server.store import excluded, grants, handing
from server.store.person import rows
from sync.excluded import NO_ACCOUNT
from sync.messages import Have, Pull
from tests.conftest import Database
from tests.store.test_recorded import sealed, takes, waits_for
from tests.store.ward import CANARY, NOW, PASSWORD, Ward, change, device_of, note, seen_by, send

SHIFT = timedelta(hours=12)
NOTHING = dict.fromkeys(("discussion", "change", "exclusion", "held_change", "recorded_note"), 0)


@dataclass(frozen=True)
class Named:
    """The nurse in charge who is kept out, and the minute taker; `grace` has the ward plan with no part in it yet."""

    bola: Person
    grace: Person
    minutes: Person


@pytest.fixture(scope="module")
async def named(opened: None) -> Named:
    async with store.as_person(None, NOW):
        hospital = await store.add_organisation("Night Hospital", "hospital", [])
        made = [
            await store.add_person(
                f"{name.split()[0].lower()}@excluded.invalid",
                PASSWORD,
                Person("", name, name[:2].upper(), role, "Nurse in charge", "", demo=True),
                hospital,
            )
            for name, role in (
                ("Bola Adeyinka", "nurse_in_charge"),
                ("Grace Adeyemi", "nurse_in_charge"),
                ("Moira Pell", "business_support"),
            )
        ]
    return Named(*made)


@pytest.fixture
async def owner(database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.owner_dsn)
    yield connection
    await connection.close()


async def names(by: Person, ward: Ward, name: str = "Bola Adeyinka") -> Any:
    [receipt] = await send(by, change(by, ward.discussion, "excluded", {"name": name}, kind="add"))
    return receipt


async def matches(by: Person, who: Person | str, ward: Ward, name: Any = None) -> Any:
    """Of somebody named before; by default named by the chair now."""
    id_ = (name or await names(ward.chair, ward)).op_id
    account = who if isinstance(who, str) else f"{who.id} {who.name}, {who.role_words}, Night Hospital"
    said = {"excluded": id_, "account": account}
    [receipt] = await send(by, change(by, ward.discussion, "excluded_accounts", said, kind="add"))
    return receipt


async def joins(who: Person, ward: Ward, capacity: str = "participant", **more: Any) -> str:
    async with store.as_person(ward.chair.id, NOW):
        return await store.grant(ward.discussion, who.id, capacity, starts=NOW - timedelta(minutes=5), **more)


async def pulls(person: Person, cursor: str = "", now: Any = NOW) -> dict[str, Any]:
    return await store.pull(person, Pull(person.id, device_of(person), "", cursor, Have([])), now)


async def capacity(person: Person, ward: Ward) -> str | None:
    found = await seen_by(person, ward.discussion)
    return found["capacity"] if found else None


async def reached(person: Person, discussion: str) -> dict[str, int]:
    """Rows of the discussion, table by table, with no help from the code above the walls."""
    async with store.as_person(person.id, NOW):
        found = {}
        for table in NOTHING:
            column = "id" if table == "discussion" else "discussion"
            [one] = await rows(f"SELECT count(*) AS n FROM {table} WHERE {column} = $1", discussion)
            found[table] = one["n"]
        assert await rows("SELECT * FROM holders($1)", [discussion]) == []
    return found


async def test_her_part_ends_and_her_next_pull_takes_the_copy_away(ward: Ward, named: Named) -> None:
    await joins(named.bola, ward)
    await send(named.bola, note(named.bola, ward.discussion, "Slept"))
    first = await pulls(named.bola)
    assert CANARY in repr(first)
    assert (await matches(ward.chair, named.bola, ward)).status == "applied"
    assert await seen_by(named.bola, ward.discussion) is None
    after = await pulls(named.bola, first["cursor"])
    assert (after["gone"], after["discussions"], after["receipts"]) == ([ward.discussion], [], [])


async def test_a_device_that_begins_anew_is_sent_no_word_no_number_and_no_receipt_of_it(
    ward: Ward, named: Named
) -> None:
    """What it is told to take away is an id it had before; of one she never had, not even that."""
    await matches(ward.chair, named.bola, ward)
    assert ward.discussion not in repr(await pulls(named.bola))
    await matches(ward.chair, named.grace, ward)


@pytest.mark.parametrize("part", ["chair", "minute_taker", "participant", "edt", "ward_on_duty", "ward_offered"])
async def test_the_wall_beats_every_part_even_one_that_got_past_all_the_others(
    ward: Ward, named: Named, owner: asyncpg.Connection, part: str
) -> None:
    await send(ward.chair, note(ward.chair, ward.discussion, CANARY))
    await matches(ward.chair, named.bola, ward)
    # By the database's owner, as no code of ours gives it.
    await owner.execute(
        "INSERT INTO grant_ VALUES ($1, $2, $3, $4, $5, $6, $7, 'slipped in', 1)",
        *(uuid4(), named.bola.id, ward.discussion, part, NOW - SHIFT, NOW + SHIFT, ward.chair.id),
    )
    assert await reached(named.bola, ward.discussion) == NOTHING
    assert await seen_by(named.bola, ward.discussion) is None
    async with store.as_person(named.bola.id, NOW):
        assert ward.discussion not in [one["id"] for one in await store.discussions(named.bola)]
        assert await store.held_changes(ward.discussion) == []
    pulled = await pulls(named.bola)
    assert (CANARY in repr(pulled), pulled["discussions"]) == (False, [])
    assert ward.discussion in pulled["gone"]


async def test_what_she_sends_is_held_as_of_a_discussion_that_is_not_there(ward: Ward, named: Named) -> None:
    await joins(named.bola, ward)
    await matches(ward.chair, named.bola, ward)
    elsewhere = f"d{'0' * 24}"
    [here] = await send(named.bola, note(named.bola, ward.discussion, "Too late"))
    [nowhere] = await send(named.bola, note(named.bola, elsewhere, "Too late"))
    assert msgspec.structs.replace(here, op_id=nowhere.op_id) == nowhere
    assert (here.status, here.seq) == ("quarantined", None)


async def test_what_she_sent_before_is_answered_so_too_and_the_chair_holds_it(ward: Ward, named: Named) -> None:
    await joins(named.bola, ward)
    before = note(named.bola, ward.discussion, "Before")
    [first] = await send(named.bola, before)
    await matches(ward.chair, named.bola, ward)
    [again] = await send(named.bola, before)
    assert (first.status, first.seq is not None) == ("applied", True)
    assert (again.status, again.seq) == ("quarantined", None)
    assert "Before" in repr(await seen_by(ward.chair, ward.discussion))


async def test_nobody_gives_her_a_part_not_even_the_chair(ward: Ward, named: Named) -> None:
    await matches(ward.chair, named.bola, ward)
    for part in ("participant", "chair", "edt", "ward_on_duty"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await joins(named.bola, ward, part, ends=NOW + SHIFT)


async def test_a_part_that_was_ended_is_not_made_longer(ward: Ward, named: Named) -> None:
    part = await joins(named.bola, ward)
    await matches(ward.chair, named.bola, ward)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with store.as_person(ward.chair.id, NOW):
            await rows("UPDATE grant_ SET ends = NULL WHERE id = $1", part)


@pytest.mark.parametrize(("giver", "sentence"), [("nurse", handing.CANNOT), ("chair", handing.KEPT_OUT)])
async def test_the_ward_is_not_handed_to_her_and_why_is_told_to_the_chair_alone(
    ward: Ward, named: Named, giver: str, sentence: str
) -> None:
    await matches(ward.chair, named.bola, ward)
    by = getattr(ward, giver)
    until = (NOW + SHIFT).isoformat()
    [listed] = [one for one in await _colleagues(by) if one["id"] == named.bola.id]
    said = {"kind": "ward_shift", "to": f"{listed['id']} {listed['words']}", "until": until}
    [receipt] = await send(by, change(by, ward.discussion, "handovers", said, kind="add"))
    assert (receipt.status, receipt.sentence) == ("quarantined", sentence)
    assert await capacity(named.bola, ward) is None


async def test_who_has_the_ward_and_a_note_in_hand_has_neither_from_then_on(ward: Ward, named: Named) -> None:
    """Z-31, Z-34: nobody believes that somebody who is not there any more is dealing with it."""
    [listed] = [one for one in await _colleagues(ward.nurse) if one["id"] == named.bola.id]
    said = {"kind": "ward_shift", "to": f"{listed['id']} {listed['words']}", "until": (NOW + SHIFT).isoformat()}
    [offer] = await send(ward.nurse, change(ward.nurse, ward.discussion, "handovers", said, kind="add"))
    accepts = change(named.bola, ward.discussion, "ward_accepts", {"offer": offer.op_id}, kind="add")
    [urgent] = await send(ward.nurse, change(ward.nurse, ward.discussion, "urgent", {"words": "Ring me"}, kind="add"))
    await joins(named.bola, ward)
    read = change(named.bola, ward.discussion, "urgent_read", {"urgent": urgent.op_id}, kind="add")
    assert [one.status for one in await send(named.bola, accepts, read)] == ["applied", "applied"]
    before = await seen_by(ward.nurse, ward.discussion)
    await matches(ward.chair, named.bola, ward)
    after = await seen_by(ward.nurse, ward.discussion)
    assert before
    assert after
    for path in ("handovers", "ward_accepts", "urgent_read"):
        assert (len(before["entries"][path]), path in after["entries"]) == (1, False)
    assert after["entries"]["urgent"]


async def test_only_chair_and_minute_taker_are_told_and_only_they_say_so(ward: Ward, named: Named) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, named.minutes.id, "minute_taker", starts=NOW)
    await joins(named.bola, ward)
    [mine] = await send(ward.nurse, change(ward.nurse, ward.discussion, "excluded", {"name": CANARY}, kind="add"))
    assert mine.status == "quarantined"
    who = await names(named.minutes, ward)
    assert (await matches(ward.nurse, named.bola, ward, who)).status == "quarantined"
    assert (await matches(named.minutes, named.bola, ward, who)).status == "applied"
    told = {one.name: await seen_by(one, ward.discussion) for one in (ward.nurse, ward.chair, named.minutes)}
    assert [name for name, found in told.items() if "excluded" in (found or {})["entries"]] == [
        ward.chair.name,
        named.minutes.name,
    ]
    for found in told.values():
        assert named.bola.id not in [one["id"] for one in (found or {})["holders"]]
    async with store.as_person(ward.nurse.id, NOW):
        assert await rows("SELECT * FROM exclusion") == []
        of_hers = "SELECT * FROM grant_ WHERE account = $1 AND discussion = $2"
        assert await rows(of_hers, named.bola.id, ward.discussion) == []


async def test_nobody_sets_the_wall_up_or_takes_it_down_who_does_not_run_the_discussion(
    ward: Ward, named: Named
) -> None:
    await joins(named.grace, ward)
    await matches(ward.chair, named.bola, ward)
    new, part = "INSERT INTO exclusion VALUES ($1, $2, $3, $4, $5, NULL, NULL)", await _grant_of(ward.nurse, ward)
    for by in (ward.nurse, ward.stranger, named.bola):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with store.as_person(by.id, NOW):
                await rows(new, str(uuid4()), ward.discussion, named.grace.id, NOW, by.id)
        async with store.as_person(by.id, NOW):
            ended = "UPDATE exclusion SET ended = $1, ended_by = $2 RETURNING id"
            assert await rows(ended, NOW, by.id) == []
            assert not await grants.revoke(part)


async def test_the_chair_lets_her_in_again_and_what_she_had_must_be_given_anew(ward: Ward, named: Named) -> None:
    await joins(named.bola, ward)
    who = await names(ward.chair, ward)
    await matches(ward.chair, named.bola, ward, who)
    said = {"excluded": who.op_id, "why": "Another of that name"}
    [receipt] = await send(ward.chair, change(ward.chair, ward.discussion, "excluded_ended", said, kind="add"))
    assert receipt.status == "applied"
    assert await capacity(named.bola, ward) is None
    await joins(named.bola, ward)
    assert await capacity(named.bola, ward) == "participant"
    late = await matches(ward.chair, named.bola, ward, who)
    assert (late.status, late.sentence) == ("quarantined", excluding.LET_IN)


async def test_named_twice_she_is_in_again_only_when_both_are_ended(ward: Ward, named: Named) -> None:
    first, second = await names(ward.chair, ward), await names(ward.chair, ward, "B. Adeyinka")
    for who in (first, second):
        assert (await matches(ward.chair, named.bola, ward, who)).status == "applied"
    for who, out in ((first, True), (second, False)):
        said = {"excluded": who.op_id, "why": "A mistake"}
        await send(ward.chair, change(ward.chair, ward.discussion, "excluded_ended", said, kind="add"))
        async with store.as_person(ward.chair.id, NOW):
            assert await excluded.is_out(ward.discussion, named.bola.id) is out


@pytest.mark.parametrize("answer", [None, "unknown", "yes"])
async def test_before_anybody_is_kept_out_the_night_team_has_the_child_all_the_same(
    ward: Ward, named: Named, answer: str | None
) -> None:
    """Z-31, Z-41: a question that nobody has answered hides no child from whoever must act tonight."""
    if answer:
        [said] = await send(ward.chair, change(ward.chair, ward.discussion, "works_here", {"answer": answer}))
        assert said.status == "applied"
    await names(ward.chair, ward)
    await joins(named.bola, ward, "edt")
    await joins(named.grace, ward, "ward_on_duty", ends=NOW + SHIFT)
    assert [await capacity(one, ward) for one in (named.bola, named.grace)] == ["edt", "ward_on_duty"]
    assert CANARY in repr(await pulls(named.bola))


async def test_of_two_accounts_that_two_people_chose_apart_both_are_kept_out(ward: Ward, named: Named) -> None:
    who = await names(ward.chair, ward)
    for one in (named.bola, named.grace):
        await joins(one, ward)
        await matches(ward.chair, one, ward, who)
    assert [await capacity(one, ward) for one in (named.bola, named.grace)] == [None, None]


async def test_nobody_keeps_out_themselves_or_the_only_chair(ward: Ward, named: Named) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, named.minutes.id, "minute_taker", starts=NOW)
    who = await names(named.minutes, ward, "Whoever runs it")
    for by, kept, sentence in (
        (ward.chair, ward.chair, excluding.OWN),
        (named.minutes, ward.chair, excluded.ONLY_CHAIR),
        (ward.chair, f"{uuid4()} Nobody", excluded.NO_ACCOUNT),
    ):
        receipt = await matches(by, kept, ward, who)
        assert (receipt.status, receipt.sentence) == ("quarantined", sentence)
    await joins(named.bola, ward, "chair")
    assert (await matches(named.minutes, ward.chair, ward, who)).status == "applied"
    assert [await capacity(one, ward) for one in (ward.chair, named.bola)] == [None, "chair"]


async def test_whoever_runs_it_is_given_the_accounts_that_may_be_meant_and_nobody_else_is(
    ward: Ward, named: Named
) -> None:
    who = await names(ward.chair, ward, "Sister Bola Adeyinka-Jones")
    found = await seen_by(ward.chair, ward.discussion)
    assert [one["id"] for one in (found or {})["meant"]] == [named.bola.id]
    assert "meant" not in ((await seen_by(ward.nurse, ward.discussion)) or {})
    await matches(ward.chair, f"{NO_ACCOUNT} none of these", ward, who)
    assert "meant" in ((await seen_by(ward.chair, ward.discussion)) or {})
    await matches(ward.chair, named.bola, ward, who)
    assert "meant" not in ((await seen_by(ward.chair, ward.discussion)) or {})


async def test_what_she_recorded_on_a_locked_device_is_the_chairs_and_of_hers_her_own_words_alone(
    ward: Ward, named: Named
) -> None:
    await joins(named.bola, ward)
    said = {"what": "not_safe", "words": "Ring me", "discussion": ward.discussion, "child": "c1"}
    note = f"rec{7:029x}"
    assert await takes(sealed(named.bola, note, said)) == [note]
    await matches(ward.chair, named.bola, ward)
    [hers], [chairs] = [
        [one for one in await waits_for(who) if one["note"] == note] for who in (named.bola, ward.chair)
    ]
    assert (hers["words"], hers["discussion"], hers["child"]) == ("Ring me", "", "")
    assert (chairs["words"], chairs["discussion"], chairs["child"]) == ("Ring me", ward.discussion, "c1")
    assert ward.discussion not in repr((await pulls(named.bola))["recorded"])


async def test_a_chair_who_is_kept_out_reads_nothing_that_was_recorded_or_held_for_the_chair(
    ward: Ward, named: Named
) -> None:
    await joins(named.bola, ward, "chair")
    note = f"rec{8:029x}"
    said = {"what": "seen", "discussion": ward.discussion, "child": "c1"}
    assert await takes(sealed(ward.nurse, note, said)) == [note]
    await send(ward.stranger, change(ward.stranger, ward.discussion, "events", {"type": "x"}, kind="add"))
    for out in (False, True):
        if out:
            await matches(ward.chair, named.bola, ward)
        waiting = [one["note"] for one in await waits_for(named.bola)]
        async with store.as_person(named.bola.id, NOW):
            held = await store.held_changes(ward.discussion)
        assert (note in waiting, bool(held)) == (not out, not out)


async def _colleagues(by: Person) -> list[dict[str, str]]:
    async with store.as_person(by.id, NOW):
        return await store.colleagues()


async def _grant_of(person: Person, ward: Ward) -> str:
    async with store.as_person(person.id, NOW):
        [found] = await rows("SELECT id FROM grant_ WHERE account = $1 AND discussion = $2", person.id, ward.discussion)
    return str(found["id"])
