"""Sealed bytes open in their own place, under their own key file, and nowhere else."""

import secrets
from pathlib import Path

import asyncpg
import pytest
from hypothesis import given
from hypothesis import strategies as some

from server import store
from server.store import keys, seal
from tests.conftest import Database
from tests.store.ward import NOW, Ward, change, note, seen_by, send

KEY = secrets.token_bytes(32)


@given(some.binary(), some.text(alphabet="abc|:0", max_size=12))
def test_what_is_sealed_opens_in_its_place(content: bytes, place: str) -> None:
    assert seal.unseal(KEY, place, seal.seal(KEY, place, content)) == content


@given(some.binary(min_size=1), some.integers(min_value=0), some.integers(1, 255))
def test_one_changed_byte_anywhere_is_noticed(content: bytes, where: int, how: int) -> None:
    sealed = bytearray(seal.seal(KEY, "draft|a|1", content))
    sealed[where % len(sealed)] ^= how
    with pytest.raises(seal.Broken):
        seal.unseal(KEY, "draft|a|1", bytes(sealed))


@pytest.mark.parametrize(
    "sealed",
    [b"", b"short", seal.seal(KEY, "change|a|1", b"x"), seal.seal(KEY, "draft|a|2", b"x")],
    ids=["nothing", "too short", "another table's", "another version's"],
)
def test_bytes_from_another_place_or_none_do_not_open(sealed: bytes) -> None:
    with pytest.raises(seal.Broken):
        seal.unseal(KEY, "draft|a|1", sealed)


async def owner_runs(database: Database, *statements: str) -> None:
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        for statement in statements:
            await owner.execute(statement)
    finally:
        await owner.close()


async def test_a_document_put_into_another_discussions_row_does_not_open(ward: Ward, database: Database) -> None:
    async with store.as_person(ward.chair.id, NOW):
        other = await store.create_discussion(ward.procedure)
    await owner_runs(
        database,
        f"UPDATE discussion SET body = o.body, key_wrapped = o.key_wrapped, version = o.version FROM discussion o"
        f" WHERE discussion.id = '{other}' AND o.id = '{ward.discussion}'",
    )
    with pytest.raises(store.Broken):
        await seen_by(ward.chair, other)


async def test_an_older_document_put_back_does_not_open(ward: Ward, database: Database) -> None:
    await owner_runs(database, f"CREATE TABLE old AS SELECT id, body FROM discussion WHERE id = '{ward.discussion}'")
    await send(ward.nurse, note(ward.nurse, ward.discussion, "Newer"))
    await owner_runs(
        database, "UPDATE discussion SET body = old.body FROM old WHERE old.id = discussion.id", "DROP TABLE old"
    )
    with pytest.raises(store.Broken):
        await seen_by(ward.chair, ward.discussion)


async def test_two_changes_of_one_discussion_swapped_in_the_log_do_not_open(ward: Ward, database: Database) -> None:
    path, nonce = "ward_plan.collecting", "b" * 32
    first = change(ward.nurse, ward.discussion, path, {"who": "nobody"}, nonce=nonce)
    await send(
        ward.nurse,
        first,
        change(ward.nurse, ward.discussion, path, {"who": "parents"}, nonce=nonce, seen=[first.op_id]),
    )
    await owner_runs(
        database,
        "ALTER TABLE change DISABLE TRIGGER kept",
        f"UPDATE change SET body = o.body FROM change o WHERE change.discussion = '{ward.discussion}'"
        f" AND o.discussion = change.discussion AND change.seq = 2 AND o.seq = 3",
        "ALTER TABLE change ENABLE TRIGGER kept",
    )
    with pytest.raises(store.Broken):
        async with store.as_person(ward.nurse.id, NOW):
            await store.last_changes(ward.discussion, nonce, [path])


def test_the_key_file_is_its_accounts_alone_and_made_once(tmp_path: Path) -> None:
    first, again = keys.read_or_make(tmp_path), keys.read_or_make(tmp_path)
    assert (tmp_path / keys.FILE).stat().st_mode & 0o777 == 0o600
    assert first.check == again.check
    (tmp_path / keys.FILE).chmod(0o640)
    with pytest.raises(store.StoreError, match="other accounts"):
        keys.read_or_make(tmp_path)


def test_a_key_wrapped_by_another_key_file_is_refused_in_a_sentence() -> None:
    with pytest.raises(store.StoreError, match="another key file"):
        keys.Keys(b"a" * 32).unwrap(keys.Keys(b"b" * 32).new_wrapped())


def test_every_use_has_a_key_of_its_own() -> None:
    made = keys.Keys(KEY)
    assert len({made.held, made.receipts, made.drafts, made.digests, made._wrapping, KEY}) == 6
