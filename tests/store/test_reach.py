"""Who reaches what: the second wall, row-level security, holds with no help from the code above it (SYNC.md I9)."""

import asyncio
import contextvars
from datetime import timedelta

import asyncpg
import pytest

from server import store
from server.domain.access import Person
from server.store.engine import DB, outside
from server.store.person import rows
from tests.conftest import Database
from tests.store.ward import NOW, PASSWORD, Ward, note, seen_by, send

WALLED = ("discussion", "change", "held_change", "grant_", "draft")
HOUR = timedelta(hours=1)


async def counts(person: str | None) -> dict[str, int]:
    async with store.as_person(person, NOW):
        return {table: (await rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in WALLED}


async def test_a_person_with_no_part_and_nobody_at_all_read_no_row(ward: Ward) -> None:
    async with store.as_person(ward.nurse.id, NOW):
        await store.keep_draft("/discussions/x/note", "n", [("set:a", "b")], [])
    nothing = dict.fromkeys(WALLED, 0)
    assert await counts(None) == nothing
    assert (await counts(ward.stranger.id)) | {"held_change": 0} == nothing
    assert [list(await outside(f"SELECT count(*) FROM {table}")) for table in WALLED] == [[(0,)]] * len(WALLED)
    assert (await counts(ward.nurse.id))["discussion"] > 0


async def test_the_owner_of_the_tables_reads_no_sealed_row_either(ward: Ward, database: Database) -> None:
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        await owner.execute("CREATE ROLE plain_owner NOLOGIN; GRANT plain_owner TO seenby_owner")
        await owner.execute("ALTER TABLE discussion OWNER TO plain_owner; ALTER TABLE draft OWNER TO plain_owner")
        await owner.execute("GRANT SELECT ON grant_ TO plain_owner; SET ROLE plain_owner")
        assert await owner.fetchval("SELECT count(*) FROM discussion") == 0
        assert await owner.fetchval("SELECT count(*) FROM draft") == 0
    finally:
        await owner.execute("RESET ROLE; ALTER TABLE discussion OWNER TO seenby_owner")
        await owner.execute("ALTER TABLE draft OWNER TO seenby_owner; REVOKE ALL ON grant_ FROM plain_owner")
        await owner.execute("DROP ROLE plain_owner")
        await owner.close()


async def test_the_store_is_not_used_outside_as_person_nor_by_two_tasks_in_it(ward: Ward) -> None:
    with pytest.raises(store.StoreError, match="only used inside"):
        await store.discussions(ward.nurse)
    async with store.as_person(ward.nurse.id, NOW):
        with pytest.raises(store.StoreError, match="do not gather"):
            await asyncio.gather(store.discussions(ward.nurse), store.discussions(ward.nurse))
        with pytest.raises(store.StoreError, match="open already"):
            async with store.as_person(ward.chair.id, NOW):
                pass


async def test_a_grant_holds_from_its_start_to_just_before_its_end(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, ward.stranger.id, "participant", starts=NOW + HOUR, ends=NOW + 2 * HOUR)
    reached = [
        await seen_by(ward.stranger, ward.discussion, NOW + minutes * HOUR / 60) for minutes in (59, 60, 119, 120)
    ]
    assert [found is not None for found in reached] == [False, True, True, False]


async def test_of_two_grants_the_stronger_capacity_counts(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, ward.nurse.id, "minute_taker", starts=NOW, ends=NOW + HOUR)
    capacities = [await seen_by(ward.nurse, ward.discussion, at) for at in (NOW, NOW + HOUR)]
    assert [found and found["capacity"] for found in capacities] == ["minute_taker", "participant"]


async def test_a_revoked_person_reads_and_writes_nothing_more(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        grant = await store.grant(ward.discussion, ward.stranger.id, "participant", starts=NOW - HOUR)
        assert await store.revoke(grant)
        assert not await store.revoke(grant)
    assert await seen_by(ward.stranger, ward.discussion) is None
    [receipt] = await send(ward.stranger, note(ward.stranger, ward.discussion, "Too late"))
    assert (receipt.status, receipt.seq) == ("quarantined", None)


async def test_a_change_that_waited_while_its_author_was_revoked_is_held(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        grant = await store.grant(ward.discussion, ward.stranger.id, "participant", starts=NOW - HOUR)
    late = note(ward.stranger, ward.discussion, "While the lock was held")
    async with store.as_person(ward.chair.id, NOW):
        await store.revoke(grant)
        # In a context of its own, as another request would be.
        waiting = asyncio.get_running_loop().create_task(send(ward.stranger, late), context=contextvars.Context())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    [receipt] = await waiting
    assert (receipt.status, receipt.seq) == ("quarantined", None)


async def test_only_the_chair_gives_a_part_and_ends_one(ward: Ward) -> None:
    for by in (ward.nurse, ward.stranger):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with store.as_person(by.id, NOW):
                await store.grant(ward.discussion, by.id, "chair", starts=NOW)
        async with store.as_person(by.id, NOW):
            await store.revoke_all(ward.discussion)
    assert await seen_by(ward.nurse, ward.discussion) is not None


async def test_a_chair_ends_everybodys_part_their_own_too(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.revoke_all(ward.discussion)
    assert [await seen_by(one, ward.discussion) for one in (ward.chair, ward.nurse)] == [None, None]


async def test_nobody_writes_a_change_in_another_persons_name(ward: Ward) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with store.as_person(ward.nurse.id, NOW):
            await rows(
                "INSERT INTO change VALUES ('a', $1, 99, $2, 'd', 1, '', 'applied', NULL, '', $3, 1)",
                *(ward.discussion, ward.chair.id, NOW),
            )


@pytest.mark.parametrize("table", ["change", "held_change", "audit"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET device = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
async def test_the_log_and_the_audit_are_only_added_to_even_by_their_owner(
    ward: Ward, database: Database, table: str, verb: str
) -> None:
    await send(ward.stranger, note(ward.stranger, ward.discussion, "Held"))
    statement = verb.format(table)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await outside(statement)
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        with pytest.raises(asyncpg.RestrictViolationError):
            await owner.execute(statement)
    finally:
        await owner.close()


async def test_the_app_cannot_read_its_audit_nor_undo_a_grant_or_a_discussion(ward: Ward) -> None:
    for statement in ("SELECT * FROM audit", "DELETE FROM grant_", "DELETE FROM discussion", "DELETE FROM account"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await outside(statement)


async def test_a_connection_that_was_used_as_one_person_is_nobodys_again(ward: Ward) -> None:
    assert DB.pool is not None
    for _ in range(30):
        async with store.as_person(ward.nurse.id, NOW):
            pass
        found = await outside("SELECT current_user AS role, current_setting('seenby.person', true) AS person")
        assert (found[0]["role"], found[0]["person"] or "") == ("seenby_app", "")


async def test_every_change_sign_in_and_refusal_leaves_one_line_in_the_audit(ward: Ward, database: Database) -> None:
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        before = await owner.fetchval("SELECT coalesce(max(id), 0) FROM audit")
        await send(ward.nurse, note(ward.nurse, ward.discussion, "One"))
        await send(ward.stranger, note(ward.stranger, ward.discussion, "Two"))
        await store.sign_in("nurse@test.invalid", PASSWORD, NOW)
        await store.sign_in("nurse@test.invalid", "wrong", NOW)
        found = await owner.fetch("SELECT verb, decision, person FROM audit WHERE id > $1 ORDER BY id", before)
    finally:
        await owner.close()
    assert [(one["verb"], one["decision"], one["person"] and str(one["person"])) for one in found] == [
        ("change", "applied", ward.nurse.id),
        ("change", "quarantined", ward.stranger.id),
        ("sign in", "allowed", ward.nurse.id),
        ("sign in", "refused", None),
    ]


async def test_whoever_has_a_part_is_told_who_else_had_one_and_from_when(ward: Ward) -> None:
    """P-21: so that they can be told of what was entered about the wrong child."""
    found = await seen_by(ward.nurse, ward.discussion)
    assert found is not None
    assert {one["id"] for one in found["holders"]} == {ward.nurse.id, ward.chair.id}
    assert await _listed(ward.nurse, ward.discussion) == 2
    assert await _listed(ward.stranger, ward.discussion) == 0


async def test_a_ward_on_duty_is_told_nobody_and_is_nobody_to_be_told(ward: Ward) -> None:
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, ward.stranger.id, "ward_on_duty", starts=NOW)
    assert await _listed(ward.stranger, ward.discussion) == 0
    assert await _listed(ward.nurse, ward.discussion) == 2


async def _listed(person: Person, discussion: str) -> int:
    async with store.as_person(person.id, NOW):
        return len(await rows("SELECT * FROM holders($1)", [discussion]))
