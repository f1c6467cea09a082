"""Brings a database up to this version's tables. The migrations themselves are the store's."""

import asyncio
import importlib
import inspect
from collections.abc import Awaitable


def run(owner_dsn: str) -> None:
    """Applies what is missing, as the owner. Not for use inside a running event loop."""
    # Loaded here: Piccolo takes half a second, and the command line has commands that need no database.
    store = importlib.import_module("server.store.migrate")
    done = store.migrate(owner_dsn)
    if inspect.isawaitable(done):
        asyncio.run(_wait(done))


async def _wait(work: Awaitable[object]) -> None:
    await work
