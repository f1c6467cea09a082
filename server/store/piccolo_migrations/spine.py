"""The first tables, and the walls round them."""

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from server.store.engine import DB

ID = "2026-11-23T06:00:00:000001"
VERSION = "1.38.0"
DESCRIPTION = "The spine: people, discussions, the log of changes, reach, audit"
HERE = Path(__file__).parent


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="store", description=DESCRIPTION)
    manager.add_raw(_tables)
    manager.add_raw(_walls)
    return manager


async def _tables() -> None:
    await DB.within().execute((HERE / "spine_tables.sql").read_text("utf-8"))


async def _walls() -> None:
    await DB.within().execute((HERE / "spine_walls.sql").read_text("utf-8"))
