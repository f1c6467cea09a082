"""The write path and the first pull, against a PostgreSQL that really waits for the disk."""

import asyncio
import secrets
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from server import store
from server.domain.access import Person
from server.postgres import Postgres
from server.settings import Settings
from server.store.migrate import migrate
from sync.messages import Change, Pull, canonical, op_id
from tests.bench.figures import Figure, percentile
from tests.folders import temporary_home

NOW = datetime(2026, 11, 20, 19, 40, tzinfo=UTC)  # Friday
BUSY = 40
HELD = 200
SENDERS = 16
PUSHES = 1_600
# 27 notes of this length make an annotated document of about 20 KB.
NOTES = 27
WORDS = "Settled after pain relief, fed well at six, mother stayed by the cot. " * 6


def figures() -> Iterator[Figure]:
    with temporary_home() as home:
        settings = Settings(home=home)
        with Postgres(settings) as postgres:
            migrate(postgres.owner_dsn)
            yield from asyncio.run(_measured(settings))


async def _measured(settings: Settings) -> list[Figure]:
    async with store.opened(settings, most=SENDERS + 4):
        nurse, held = await _people_and_discussions()
        return [*await _pushes(nurse, held[:BUSY]), await _queue(nurse, held[0]), await _first_pull(nurse)]


async def _people_and_discussions() -> tuple[Person, list[str]]:
    async with store.as_person(None, NOW):
        hospital = await store.add_organisation("County Hospital", "hospital", [])
        nurse = await store.add_person("nurse", "seven purple kettles", Person("", "N", "N", "n", "N", ""), hospital)
    async with store.as_person(nurse.id, NOW - timedelta(days=1)):
        procedure = await store.keep_procedure({"id": "bench", "version": "1", "rules": []})
        held = [await store.create_discussion(procedure) for _ in range(HELD)]
    for discussion in held:
        await store.apply(nurse, "bench", [note(nurse, discussion) for _ in range(NOTES)], NOW)
    return nurse, held


async def _pushes(nurse: Person, busy: list[str]) -> list[Figure]:
    """One change a push, as many senders at once, each going round the busy discussions."""
    waiting = iter([canonical(msgspec.to_builtins(note(nurse, busy[n % len(busy)]))) for n in range(PUSHES)])
    times: list[float] = []

    async def sender() -> None:
        for raw in waiting:
            began = time.perf_counter()
            [receipt] = await store.apply(nurse, "bench", [raw], NOW)
            times.append(time.perf_counter() - began)
            assert receipt.status == "applied", receipt

    started = time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(SENDERS)))
    rate = PUSHES / (time.perf_counter() - started)
    return [
        Figure(
            "one-change pushes through the store", round(rate, 1), "per second", PUSHES, budget=250, more_is_better=True
        ),
        Figure("one push, 16 senders at once, p95", round(percentile(times, 0.95) * 1000, 1), "ms", PUSHES, budget=200),
    ]


async def _queue(nurse: Person, discussion: str) -> Figure:
    """What a nurse away for a night sends in one push: the server's part of the 2.2 s of DESIGN.md section 6."""
    times = []
    for _ in range(5):
        queued = [canonical(msgspec.to_builtins(note(nurse, discussion))) for _ in range(50)]
        began = time.perf_counter()
        await store.apply(nurse, "bench", queued, NOW)
        times.append(time.perf_counter() - began)
    return Figure(
        "50 queued changes in one push, median", round(statistics.median(times), 3), "s", len(times), budget=1.0
    )


async def _first_pull(nurse: Person) -> Figure:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        answer = await store.pull(nurse, Pull(nurse.id, "bench", "", ""), NOW)
        content = msgspec.json.encode(answer)
        times.append(time.perf_counter() - began)
        assert len(answer["discussions"]) == HELD
        assert len(content) > HELD * 18_000
    return Figure(
        f"first pull of {HELD} discussions of 20 KB, median",
        round(statistics.median(times), 3),
        "s",
        len(times),
        budget=0.66,
    )


def note(by: Person, discussion: str) -> Change:
    nonce = secrets.token_hex(16)
    said = {"kind": "observation", "words": WORDS}
    return Change(
        op_id=op_id(nonce, "information", [], said), nonce=nonce, device="bench", dseq=1, actor=by.id,
        acting_role="chair", discussion=discussion, kind="add", target="information", seen=[], payload=said,
        section="information", claimed_at="2026-11-20T19:39:00Z", mono_ms=0, tz="Europe/London", skew_est_ms=0,
        schema_v=1, app_v="bench", profile_v="", prev_dhash="",
    )  # fmt: skip
