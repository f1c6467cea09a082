"""What happens at the server with nobody at the screen, and what the server holds in the end, by its own store."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from e2e.server import Server
from server import store
from server.demo import PEOPLE, filling
from server.demo.cases import FIRST
from server.domain.access import Person
from server.settings import Settings
from server.store.person import rows

Answer = TypeVar("Answer")
# Only a fault makes a push, or the opening of the store, last so long.
PATIENCE_SECONDS = 120
STAND_IN_THE_WAY = "SELECT seq FROM discussion WHERE id = $1 FOR UPDATE"
# Who waits for a row waits for a transaction to end, and who waits behind them for the row itself.
QUEUE = "SELECT count(*) AS length FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')"
# The processor is the browser's and the server's, which are waited for.
PAUSE_SECONDS = 0.01


def renews_the_cases(server: Server) -> None:
    """Everybody's part in the cases so far is ended, and the first cases are opened anew: stories walk them all."""
    _run(server, lambda now: filling.renew(now, FIRST))


def ends_the_sessions(server: Server, role: str) -> None:
    async def end(now: datetime) -> None:
        person = await _person(role, now)
        async with store.as_person(person.id, now):
            await store.end_all_sessions(person.id)

    _run(server, end)


def ends_the_part(server: Server, role: str, discussion: str) -> None:
    """The chair ends this person's part in the discussion."""

    async def end(now: datetime) -> None:
        person, chair = await _person(role, now), await _person("team_manager", now)
        async with store.as_person(chair.id, now):
            found = await rows(
                "SELECT id FROM grant_ WHERE account = $1 AND discussion = $2 AND ends IS NULL", person.id, discussion
            )
            for one in found:
                assert await store.revoke(str(one["id"]))
            assert found

    _run(server, end)


def ends_every_part(server: Server) -> None:
    """Nobody reaches any discussion any more."""

    async def end(now: datetime) -> None:
        chair = await _person("team_manager", now)
        async with store.as_person(chair.id, now):
            for found in await store.discussions(chair):
                await store.revoke_all(found["id"])

    _run(server, end)


def held_for_the_chair(server: Server, discussion: str) -> int:
    """How many changes wait for the chair because their author had no part in the discussion any more."""

    async def count(now: datetime) -> int:
        chair = await _person("team_manager", now)
        async with store.as_person(chair.id, now):
            return len(await store.held_changes(discussion))

    return _run(server, count)


def notes(server: Server, discussion: str) -> list[str]:
    """The words of every note the server holds, in its own order."""
    return [entry["value"].get("words", "") for entry in document(server, discussion)["entries"].get("information", [])]


@contextmanager
def killed_in_mid_push(server: Server, discussion: str) -> Iterator[None]:
    """The server is killed when something more of this discussion is in, and not all; the block must bring that about.

    However fast it is: it stands in a queue at the discussion's row, and behind it who kills it.
    """

    async def kill(now: datetime) -> None:
        chair = await _person("team_manager", now)
        queued = asyncio.Event()

        async def killer() -> None:
            await queued.wait()
            async with store.as_person(chair.id, now):
                await rows(STAND_IN_THE_WAY, discussion)
                server.kill()

        async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as tasks:
            tasks.create_task(killer())
            async with store.as_person(chair.id, now):
                await rows(STAND_IN_THE_WAY, discussion)
                watching.set()
                await _queue_of(1)
                queued.set()
                await _queue_of(2)

    watching = threading.Event()
    with ThreadPoolExecutor(1) as thread:
        done = thread.submit(_run, server, kill)
        while not watching.wait(1) and not done.done():
            pass
        assert watching.is_set(), done.exception(0)
        yield
        done.result()


def document(server: Server, discussion: str, role: str = "team_manager") -> dict[str, Any]:
    async def look(now: datetime) -> dict[str, Any]:
        person = await _person(role, now)
        async with store.as_person(person.id, now):
            found = await store.discussion(person, discussion)
        assert found is not None, "no part in it, or no such discussion"
        return found

    return _run(server, look)


async def _queue_of(length: int) -> None:
    # Another process tells us, by its lock alone.
    while (await rows(QUEUE))[0]["length"] < length:  # noqa: ASYNC110
        await asyncio.sleep(PAUSE_SECONDS)


async def _person(role: str, now: datetime) -> Person:
    login = next(one.login for one in PEOPLE if one.role == role)
    async with store.as_person(None, now):
        found = await store.account(login)
    assert found is not None
    return found


def _run(server: Server, act: Callable[[datetime], Awaitable[Answer]]) -> Answer:
    async def inside() -> Answer:
        async with store.opened(Settings(home=server.home), most=2):
            return await act(server.now())

    # Playwright's own event loop runs in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, inside()).result()
