"""What Piccolo's migration commands look for."""

from piccolo.conf.apps import AppRegistry

from server.store.engine import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(apps=["server.store.piccolo_app"])
