"""Who is kept out of a discussion, whatever part they hold (PRACTICE.md P-8)."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.store.engine import DB

ID = "2026-11-23T21:30:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "Who is kept out of a discussion"
HERE = Path(__file__).parent


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="store", description=DESCRIPTION)
    manager.add_raw(_table)
    return manager


async def _table() -> None:
    await DB.within().execute((HERE / "excluded.sql").read_text("utf-8"))
