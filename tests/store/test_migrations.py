"""Migrations: once, however often and by however many they are run, and the same tables as the code names."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from server import store
from server.store.migrate import migrate_within
from server.store.tables import ALL
from tests.conftest import Database, settings_for

# Nobody's reach decides these: people, their sign-in, and procedures hold no discussion's words.
MIGRATIONS = list((Path(store.__file__).parent / "piccolo_migrations").glob("[a-z]*.py"))
OPEN = {"setting", "organisation", "account", "sign_in_try", "device", "session", "procedure", "audit", "migration"}


@pytest.fixture
async def owner(fresh_database: Database) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(fresh_database.owner_dsn)
    yield connection
    await connection.close()


async def test_migrating_twice_and_by_two_at_once_changes_nothing(
    fresh_database: Database, owner: asyncpg.Connection
) -> None:
    epoch = await owner.fetchval("SELECT value FROM setting WHERE name = 'epoch'")
    await migrate_within(fresh_database.owner_dsn)
    await asyncio.gather(*(asyncio.to_thread(_alone, fresh_database.owner_dsn) for _ in range(2)))
    assert await owner.fetchval("SELECT value FROM setting WHERE name = 'epoch'") == epoch
    assert await owner.fetchval("SELECT count(*) FROM migration") == len(MIGRATIONS)


def _alone(dsn: str) -> None:

    code = f"from server.store.migrate import migrate; migrate({dsn!r})"
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_two_processes_that_find_an_empty_database_make_it_once(
    fresh_database: Database, owner: asyncpg.Connection
) -> None:
    await owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC")
    await asyncio.gather(*(asyncio.to_thread(_alone, fresh_database.owner_dsn) for _ in range(2)))
    assert await owner.fetchval("SELECT count(*) FROM migration") == len(MIGRATIONS)


async def test_the_code_and_the_database_name_the_same_columns(owner: asyncpg.Connection) -> None:
    found = await owner.fetch(
        "SELECT table_name, column_name, udt_name, is_nullable = 'YES' AS empty FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'migration'"
    )
    in_database = {(one["table_name"], one["column_name"], _type(one["udt_name"]), one["empty"]) for one in found}
    in_code = {
        (table._meta.tablename, column._meta.name, _type(column.column_type.lower()), column._meta.null)
        for table in ALL
        for column in table._meta.columns
    }
    assert in_code == in_database


def _type(name: str) -> str:
    return {"bigint": "int8", "bigserial": "int8", "integer": "int4", "boolean": "bool"}.get(name, name)


async def test_every_table_is_behind_row_level_security_or_named_here(owner: asyncpg.Connection) -> None:
    found = await owner.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert {one["relname"] for one in found} == OPEN


async def test_no_column_reads_a_clock_by_itself(owner: asyncpg.Connection) -> None:
    found = await owner.fetch(
        "SELECT table_name, column_default FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_default IS NOT NULL AND table_name <> 'migration'"
    )
    assert found == []


async def test_an_open_store_is_not_migrated_under(fresh_database: Database, tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    settings = settings_for(fresh_database, tmp_path)
    async with store.opened(settings, most=2):
        with pytest.raises(store.StoreError, match="before it is opened"):
            await migrate_within(fresh_database.owner_dsn)
