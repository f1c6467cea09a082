"""Opens the store: the pool as the non-owner role, and the key file that belongs to this database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from server.postgres import connection
from server.settings import Settings
from server.store import keys as key_files
from server.store.devices import forget_devices
from server.store.engine import StoreError, outside, pool
from server.store.keys import Keys

_held: list[Keys] = []


@asynccontextmanager
async def opened(settings: Settings, *, most: int = 16) -> AsyncIterator[None]:
    """The store, ready for use by this process, with at most `most` connections. Raises StoreError."""
    async with pool(connection(settings).app_dsn, most=most):
        _held.append(await _keys(settings.keys))
        try:
            yield
        finally:
            _held.clear()
            forget_devices()


def keys() -> Keys:
    """Raises StoreError where the store is not open."""
    if not _held:
        raise StoreError("The store is not open. Use `async with store.opened(...)`.")
    return _held[0]


async def healthy() -> bool:
    """Whether the database answers now."""
    try:
        await outside("SELECT 1")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, StoreError):
        return False
    return True


async def epoch() -> str:
    """Another one after a restore: devices then start again (SYNC.md finding 7)."""
    found = await outside("SELECT value FROM setting WHERE name = 'epoch'")
    return str(found[0]["value"])


async def _keys(folder: Path) -> Keys:
    """A database that was sealed before is never given a new key file: its discussions would be lost without a word."""
    known = await outside("SELECT value FROM setting WHERE name = 'key_check'")
    if not known:
        return await _first_use(folder)
    if not (folder / key_files.FILE).exists():
        raise StoreError(f"{folder / key_files.FILE} is gone, and this database was sealed with it. Put it back.")
    return _checked(key_files.read(folder / key_files.FILE), folder, str(known[0]["value"]))


async def _first_use(folder: Path) -> Keys:
    found = key_files.read_or_make(folder)
    await outside("INSERT INTO setting VALUES ('key_check', $1) ON CONFLICT DO NOTHING", found.check)
    # Two processes may open a new database at once: the first one's key file is the one that counts.
    known = await outside("SELECT value FROM setting WHERE name = 'key_check'")
    return _checked(found, folder, str(known[0]["value"]))


def _checked(found: Keys, folder: Path, check: str) -> Keys:
    if found.check != check:
        raise StoreError(
            f"{folder / key_files.FILE} is not the key file this database was sealed with. Put the right one there."
        )
    return found
