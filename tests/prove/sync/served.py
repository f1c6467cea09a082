"""The server under proof: PostgreSQL by our launcher, the invented people, and a web process that is killed at will."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx

from server import store
from server.demo import PEOPLE
from server.demo.cases import FIRST
from server.demo.filling import fill
from server.domain.procedure import load_builtin
from server.postgres import Postgres
from server.settings import Settings
from server.store.migrate import migrate
from tests.conftest import stopped_with_us
from tests.folders import temporary_home
from tests.ports import free_port
from tests.prove.sync.holding import COMMITS
from tests.prove.sync.mutants import ON_THE_SERVER, WITHOUT_KEY

ROOT = Path(__file__).resolve().parents[3]
OURS = ("DATABASE_URL", "SEENBY_APP_DATABASE_URL", "SEENBY_NOW", "SEENBY_STARTED")
READY_SECONDS = 120.0


@dataclass
class Served:
    """`people` is key -> account id, `cookies` key -> the header that signs them in."""

    settings: Settings
    owner_dsn: str
    people: dict[str, str]
    cookies: dict[str, str]
    spring: subprocess.Popen[str]
    mutant: str = ""
    process: int = 0
    kills: int = 0

    def __post_init__(self) -> None:
        self._one_at_a_time = threading.Lock()

    @property
    def log(self) -> Path:
        return self.settings.home / "web.log"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.settings.port}"

    def plant(self, mutant: str = "") -> None:
        """A new web process, with this bug in it from now on where it is one of the server's; "" for none."""
        if mutant == "no_dedupe":
            asyncio.run(self._owner_says(WITHOUT_KEY))
        with self._one_at_a_time:
            self._end()
            self.mutant = mutant if mutant in ON_THE_SERVER else ""
            self._begin()

    def kill_and_start(self) -> None:
        with self._one_at_a_time:
            self._end()
            self.kills += 1
            self._begin()

    async def _owner_says(self, sql: str) -> None:
        owner = await asyncpg.connect(self.owner_dsn)
        try:
            await owner.execute(sql)
        finally:
            await owner.close()

    def _end(self) -> None:
        with suppress(ProcessLookupError):
            while self.process:
                # Once is enough; what is waited for is that it is gone, and its port with it.
                os.kill(self.process, signal.SIGKILL)
                time.sleep(0.002)

    def _begin(self) -> None:
        assert self.spring.stdin is not None
        assert self.spring.stdout is not None
        self.spring.stdin.write(f"start {self.mutant}\n")
        self.spring.stdin.flush()
        self.process = int(self.spring.stdout.readline())
        deadline = time.monotonic() + READY_SECONDS
        while not _healthy(self.address):
            assert time.monotonic() < deadline, f"The web process did not start.\n{self.log.read_text()}"
            time.sleep(0.01)


@contextmanager
def served() -> Iterator[Served]:
    """Not for use inside a running event loop."""
    with temporary_home() as home:
        settings = Settings(home=home, port=free_port())
        with Postgres(settings) as postgres, stopped_with_us(postgres):
            migrate(postgres.owner_dsn)
            people = asyncio.run(_people(settings, postgres.owner_dsn))
            with _spring(settings) as spring:
                made = Served(settings, postgres.owner_dsn, people, {}, spring)
                made.plant()
                made.cookies = {one.key: _signed_in(made.address, one.login, one.password) for one in PEOPLE}
                yield made


async def open_discussions(served: Served, reach: list[dict[str, str]]) -> list[str]:
    """One for each, of person -> capacity; the chair opens them all."""
    now = datetime.now(UTC) - timedelta(minutes=1)
    made = []
    async with store.opened(served.settings, most=2), store.as_person(served.people["chair"], now):
        procedure = await store.keep_procedure(load_builtin()["herefordshire"])
        for people in reach:
            discussion = await store.create_discussion(procedure)
            for key, capacity in people.items():
                if key != "chair":
                    await store.grant(discussion, served.people[key], capacity, starts=now)
            made.append(discussion)
    return made


@asynccontextmanager
async def out_of_reach(served: Served, discussion: str, person: str) -> AsyncIterator[None]:
    """This person's part ends, and is given again at the end."""
    chair = served.people["chair"]
    owner = await asyncpg.connect(served.owner_dsn)
    part = await owner.fetchrow(
        "SELECT id::text AS id, capacity FROM grant_ WHERE discussion = $1 AND account::text = $2 AND ends IS NULL",
        *(discussion, person),
    )
    await owner.close()
    async with store.opened(served.settings, most=2):
        async with store.as_person(chair, datetime.now(UTC)):
            assert await store.revoke(part["id"])
        try:
            yield
        finally:
            async with store.as_person(chair, datetime.now(UTC)):
                await store.grant(discussion, person, part["capacity"], starts=datetime.now(UTC))


async def close_discussions(served: Served, discussions: list[str]) -> None:
    """Ends everybody's part, so that the next run's first pulls are its own."""
    async with store.opened(served.settings, most=2), store.as_person(served.people["chair"], datetime.now(UTC)):
        for discussion in discussions:
            await store.revoke_all(discussion)


async def _people(settings: Settings, owner_dsn: str) -> dict[str, str]:
    async with store.opened(settings, most=2):
        await fill(datetime.now(UTC), FIRST)
    owner = await asyncpg.connect(owner_dsn)
    try:
        await owner.execute(COMMITS)
        found = await owner.fetch("SELECT login, id FROM account")
    finally:
        await owner.close()
    ids = {one["login"]: str(one["id"]) for one in found}
    return {one.key: ids[one.login] for one in PEOPLE}


@contextmanager
def _spring(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    kept = {key: value for key, value in os.environ.items() if key not in OURS}
    environment = kept | {"SEENBY_HOME": str(settings.home), "PORT": str(settings.port)}
    with (settings.home / "web.log").open("w") as log:
        spring = subprocess.Popen(
            [sys.executable, "-m", "tests.prove.sync.serve"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        with spring:
            yield spring


def _signed_in(address: str, login: str, password: str) -> str:
    form = {"login": login, "password": password, "next": "/"}
    answer = httpx.post(f"{address}/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"}, timeout=60)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["set-cookie"]).partition(";")[0]


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
