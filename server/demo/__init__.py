"""Invented people and cases, for a database that Seenby started itself: never for one that somebody gave us."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from server import settings as environment
from server.demo import cases
from server.demo.filling import add, fill, renew
from server.demo.people import PEOPLE
from server.postgres import Postgres
from server.postgres_programs import DatabaseError
from server.settings import Settings, SettingsError
from server.store.engine import StoreError

__all__ = ["PEOPLE", "DemoRefusedError", "begin", "finish", "load", "run"]


class DemoRefusedError(Exception):
    """A sentence that says why no invented case goes into this database."""


async def load(settings: Settings, now: datetime, *, fresh: bool = False) -> None:
    """Fills an empty database; `fresh` puts new cases with near dates in the place of the old ones.

    Does nothing where the invented people are there already. Raises DemoRefusedError, StoreError.
    """
    async with _store(settings):
        await (renew(now) if fresh else fill(now))


async def begin(settings: Settings, now: datetime) -> bool:
    """Fills an empty database with the first cases alone; whether it did. Raises as `load`."""
    async with _store(settings):
        return await fill(now, cases.FIRST)


async def finish(settings: Settings, now: datetime) -> None:
    """The cases that `begin` left. Raises as `load`."""
    async with _store(settings):
        await add(now, [name for name in cases.names() if name not in cases.FIRST])


def run(argv: list[str]) -> int:
    """`demo` fills an empty database, `demo --fresh` renews the dates; both print whom to sign in as."""
    if argv not in ([], ["--fresh"]):
        print("Use `demo`, or `demo --fresh` to bring the dates near again.", file=sys.stderr)
        return 2
    try:
        settings = environment.read(os.environ)
        if settings.database_url is None:
            _load(settings, fresh=bool(argv))
        else:
            asyncio.run(load(settings, settings.clock()))
    except (SettingsError, DatabaseError, StoreError, DemoRefusedError) as problem:
        print(problem, file=sys.stderr)
        return 2
    for one in PEOPLE:
        print(f"{one.login:28} {one.password:24} {one.name}, {one.role_words}")
    return 0


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[None]:
    from server import store

    if settings.database_url is not None:
        raise DemoRefusedError(
            "DATABASE_URL is set, and invented children do not belong in a database that may hold real ones. "
            "Unset it to try Seenby on a database of its own."
        )
    async with store.opened(settings, most=4):
        yield


def _load(settings: Settings, *, fresh: bool) -> None:
    from server.store.migrate import migrate

    with Postgres(settings) as postgres:
        migrate(postgres.owner_dsn)
        asyncio.run(load(settings, settings.clock(), fresh=fresh))
