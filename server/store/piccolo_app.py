"""The store's tables as Piccolo's migrations know them."""

from pathlib import Path

from piccolo.conf.apps import AppConfig

from server.store import tables

APP_CONFIG = AppConfig(
    app_name="store",
    migrations_folder_path=str(Path(__file__).parent / "piccolo_migrations"),
    table_classes=list(tables.ALL),
    migration_dependencies=[],
)
