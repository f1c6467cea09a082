"""`python -m server run`: starts PostgreSQL, brings the tables up to date, serves the app, and stops it all again."""

import asyncio
import fcntl
import importlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from server import port, postgres_place
from server.postgres import Postgres
from server.settings import STARTED, Settings

APP = "server.asgi:app"
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
READY_SECONDS = 30.0
# A browser that holds /live open must not hold up a stop.
STOP_SECONDS = 5


class AlreadyRunning(Exception):
    """A sentence naming the other process and its address."""


def run(settings: Settings, target: str = APP) -> int:
    """Serves until SIGTERM, SIGINT or SIGHUP. Raises AlreadyRunning, PortTaken, DatabaseError."""
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    postgres_place.prepare_home(settings)
    with _only_one(settings):
        port.require_free(settings.port)
        # The store takes about as long to load as PostgreSQL to start.
        threading.Thread(target=importlib.import_module, args=("server.store.migrate",), daemon=True).start()
        postgres = Postgres(settings)
        try:
            with _signals_held():
                postgres.start()
            importlib.import_module("server.store.migrate").migrate(postgres.owner_dsn)
            people, begun = _demo(settings, postgres)
            _serve(settings, target, people, more=begun and not settings.few)
        finally:
            with _signals_held():
                postgres.stop()
    return 0


@contextmanager
def _signals_held() -> Iterator[None]:
    """A signal waits: a PostgreSQL that we leave halfway through its start has no number yet to be stopped by."""
    held: list[int] = []
    before = {number: signal.signal(number, lambda got, _: held.append(got)) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if held:
        _leave(held[0], None)


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """One server a home. The lock goes with the process, however it ends."""
    with (settings.home / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(
                f"Seenby already runs from {settings.home} ({lock.read().strip()}). "
                "Stop it, or give another SEENBY_HOME."
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, {address(settings)}")
        lock.flush()
        yield


def address(settings: Settings) -> str:
    return f"http://localhost:{settings.port}"


def _demo(settings: Settings, postgres: Postgres) -> tuple[str, bool]:
    """Begins to fill a database that we made and nobody has used; the lines that name the demo people, and whether."""
    if not postgres.private:
        return "", False
    demo = importlib.import_module("server.demo")
    begun = asyncio.run(demo.begin(settings, settings.clock()))
    return "\n".join(f"  {one.login:28} {one.password:24} {one.role_words}" for one in demo.PEOPLE), begun


def _serve(settings: Settings, target: str, people: str, *, more: bool) -> None:
    # Forked, the worker would inherit our locks and keep them after kill -9.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ[STARTED] = repr(settings.started)
    server = Server(
        target,
        address=port.HOST,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=1,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        websockets=False,
    )
    # Granian reloads on SIGHUP; for us it means that the terminal was closed.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    with _beside(_announce(settings, people, more=more)):
        server.serve()


@contextmanager
def _beside(work: Coroutine[Any, Any, None]) -> Iterator[None]:
    """Done in a thread of its own, and ended with the block: what it asks of the database must not outlive that."""
    loop = asyncio.new_event_loop()
    task = loop.create_task(work)

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(STOP_SECONDS)


async def _announce(settings: Settings, people: str, *, more: bool) -> None:
    late = time.monotonic() + READY_SECONDS
    while not _healthy(settings.port):
        if time.monotonic() > late:
            print(f"Seenby has not answered at {address(settings)} for {READY_SECONDS:.0f} seconds.", file=sys.stderr)
            late = math.inf
        await asyncio.sleep(0.05)
    print(f"Seenby is at {address(settings)}  (Ctrl-C stops it)", flush=True)
    if people:
        print(f"Invented people to sign in as:\n{people}", flush=True)
    if more:
        demo = importlib.import_module("server.demo")
        try:
            await demo.finish(settings, settings.clock())
        except (Exception, asyncio.CancelledError) as problem:  # noqa: BLE001 -- the server goes on, or ends as it would
            why = problem if str(problem) else "stopped too early"
            print(f"Some invented cases are missing ({why}). `demo --fresh` brings them all.", file=sys.stderr)


def _healthy(number: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{port.HOST}:{number}/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
