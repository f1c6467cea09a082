"""A real PostgreSQL for the tests: one cluster a worker, migrated once, and a fresh copy for whoever asks."""

import asyncio
import itertools
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from server.postgres import Postgres
from server.settings import Settings
from tests.folders import temporary_home
from tests.planted import planted

# Friday, between the office closing and the night shift.
FRIDAY_EVENING = datetime(2026, 11, 20, 19, 40, tzinfo=UTC)

# A test's database need not survive a power cut.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "100"}

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Database:
    """One test database: the owner's address and the app's (the non-owner role under row-level security)."""

    name: str
    owner_dsn: str
    app_dsn: str


@contextmanager
def stopped_with_us(postgres: Postgres) -> Iterator[None]:
    """A killed test run leaves no PostgreSQL behind: a guard waits for the end of our pipe, and then stops it."""
    assert postgres.place is not None
    process = (postgres.place.data / "postmaster.pid").read_text().splitlines()[0]
    stop = 'cat >/dev/null; kill -INT "$1" && sleep 1; rm -rf "$2"'
    words = ["sh", "-c", stop, "sh", process, str(postgres.settings.home)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as guard:
        try:
            yield
        finally:
            guard.kill()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Postgres]:
    """A running PostgreSQL whose database `seenby` is migrated and otherwise empty. Copied, never written."""
    # Here, so that tests of the rules alone do not load the store.
    from server.store.migrate import migrate

    with temporary_home() as home, Postgres(Settings(home=home), HASTY) as postgres, stopped_with_us(postgres):
        migrate(postgres.owner_dsn)
        yield postgres


@pytest.fixture(scope="session")
def make_database(cluster: Postgres) -> Callable[[], Database]:
    """Makes another migrated, empty database. About 100 ms each."""

    def make() -> Database:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        asyncio.run(_copy(cluster, name))
        return Database(name, _renamed(cluster.owner_dsn, name), _renamed(cluster.app_dsn, name))

    return make


@pytest.fixture(scope="module")
def database(make_database: Callable[[], Database]) -> Database:
    """A migrated, empty database of this test module's own."""
    return make_database()


@pytest.fixture
def fresh_database(make_database: Callable[[], Database]) -> Database:
    """A migrated, empty database of this one test's own."""
    return make_database()


@pytest.fixture(scope="module")
def settings(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over this module's database, on that Friday or at a planted instant; with a key folder of its own."""
    home = tmp_path_factory.mktemp("home")
    (home / "keys").mkdir(mode=0o700)
    return settings_for(database, home)


def settings_for(database: Database, home: Path) -> Settings:
    return Settings(
        home=home, now=planted() or FRIDAY_EVENING, database_url=database.owner_dsn, app_database_url=database.app_dsn
    )


async def _copy(cluster: Postgres, name: str) -> None:
    owner = await asyncpg.connect(_renamed(cluster.owner_dsn, "postgres"))
    try:
        await owner.execute(f"CREATE DATABASE {name} TEMPLATE seenby")
    finally:
        await owner.close()


def _renamed(dsn: str, name: str) -> str:
    return urlunsplit(urlsplit(dsn)._replace(path=f"/{name}"))
