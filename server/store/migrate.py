"""Brings a database up to this version's tables, as its owner, one process at a time."""

import asyncio
import contextlib
import io
import os

import asyncpg
from piccolo.apps.migrations.commands.forwards import run_forwards

from server.store.engine import DB, StoreError

# Any number will do, so long as every Seenby process takes the same.
LOCK = 5_339_217


def migrate(owner_dsn: str) -> None:
    """Applies what is missing. Not for use inside a running event loop. Raises StoreError."""
    asyncio.run(migrate_within(owner_dsn))


async def migrate_within(owner_dsn: str) -> None:
    """As `migrate`, inside a running event loop. The store must be closed."""
    if DB.pool is not None:
        raise StoreError("The store is open. Migrate before it is opened.")
    guard = await asyncpg.connect(owner_dsn)
    try:
        # Piccolo takes no lock of its own (STACK.md section 2); released when this connection ends, however it ends.
        await guard.execute("SELECT pg_advisory_lock($1)", LOCK)
        await _forwards(owner_dsn)
    finally:
        await guard.close()


async def _forwards(owner_dsn: str) -> None:
    os.environ["PICCOLO_CONF"] = "server.store.piccolo_conf"
    DB.config = {"dsn": owner_dsn}
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            result = await run_forwards("store")
    finally:
        DB.config = {}
    if not result.success:
        raise StoreError(f"The database could not be brought up to date: {result.message or said.getvalue().strip()}")
