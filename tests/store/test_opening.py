"""Opening the store: as the lesser role or not at all."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from server import store
from server.settings import Settings
from server.store import keys
from server.store.engine import DB, SureTransaction, outside
from server.store.person import rows
from tests.conftest import Database, settings_for
from tests.store.ward import NOW


@pytest.fixture
def given(fresh_database: Database, tmp_path: Path) -> Settings:
    (tmp_path / "keys").mkdir()
    return settings_for(fresh_database, tmp_path)


async def test_one_address_for_both_is_used_as_the_lesser_role(given: Settings) -> None:
    async with store.opened(dataclasses.replace(given, app_database_url=given.database_url), most=2):
        assert [one["role"] for one in await outside("SELECT current_user AS role")] == ["seenby_app"]


async def test_a_store_that_is_closed_says_so(given: Settings) -> None:
    async with store.opened(given, most=2):
        with pytest.raises(store.StoreError, match="open already"):
            async with store.opened(given):
                pass
    assert not await store.healthy()
    with pytest.raises(store.StoreError, match="not open"):
        async with store.as_person(None, NOW):
            pass


async def test_a_failed_commit_gives_its_connection_back(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async with store.opened(given, most=2):
        for _ in range(5):
            with pytest.raises(ConnectionError), monkeypatch.context() as cut:
                async with store.as_person(None, NOW):
                    cut.setattr(type(_transaction()), "commit", _cut)
        async with store.as_person(None, NOW):
            assert await rows("SELECT 1 AS one")


def _transaction() -> object:
    found = DB.current_transaction.get()
    assert isinstance(found, SureTransaction)
    return found.transaction


async def _cut(_: object) -> None:
    raise ConnectionError("cut while committing")


async def test_nothing_written_stays_when_a_transaction_ends_badly(given: Settings) -> None:
    async with store.opened(given, most=2):
        with pytest.raises(ZeroDivisionError):
            await _fails_half_way()
        async with store.as_person(None, NOW):
            assert await rows("SELECT * FROM organisation") == []


async def _fails_half_way() -> None:
    async with store.as_person(None, NOW):
        await store.add_organisation("Gone", "none", [])
        raise ZeroDivisionError


async def opens(settings: Settings) -> None:
    async with store.opened(settings, most=2):
        assert await store.healthy()


async def test_a_sealed_database_is_not_opened_with_a_lost_or_a_foreign_key_file(
    fresh_database: Database, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("own", "lost", "foreign")]
    for folder in folders:
        (folder / "keys").mkdir(parents=True)
    own, lost, foreign = (settings_for(fresh_database, folder) for folder in folders)
    await opens(own)
    await opens(own)
    with pytest.raises(store.StoreError, match=r"is gone"):
        await opens(lost)
    assert not (lost.keys / keys.FILE).exists()
    shutil.copy(own.keys / keys.FILE, lost.keys)
    await opens(lost)
    keys.read_or_make(foreign.keys)
    with pytest.raises(store.StoreError, match="not the key file"):
        await opens(foreign)
