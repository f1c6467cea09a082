"""Who may have received what was entered about the wrong child (PRACTICE.md P-21)."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.store.engine import DB

ID = "2026-11-23T15:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "Who holds a discussion, for who is in it"
HERE = Path(__file__).parent


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="store", description=DESCRIPTION)
    manager.add_raw(_walls)
    return manager


async def _walls() -> None:
    await DB.within().execute((HERE / "recall.sql").read_text("utf-8"))
