"""What a locked device recorded, held until somebody confirms it (PRACTICE.md P-18)."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.store.engine import DB

ID = "2026-11-23T15:10:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "What was recorded without unlocking"
HERE = Path(__file__).parent


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="store", description=DESCRIPTION)
    manager.add_raw(_table)
    return manager


async def _table() -> None:
    await DB.within().execute((HERE / "recorded.sql").read_text("utf-8"))
