"""What a device is missing: one snapshot of all its person reaches, and where to go on from (DESIGN.md section 4)."""

import base64
import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from server.domain.access import Person
from server.store import devices, receipts, recorded
from server.store.changes import apply
from server.store.discussions import CAPACITIES, COLUMNS, annotated, opened
from server.store.excluded import with_meant
from server.store.grants import Reach, own_reach
from server.store.handing import colleagues
from server.store.holders import with_holders
from server.store.opening import epoch, keys
from server.store.people import own_phones
from server.store.person import as_person, row, rows, within
from server.store.procedures import procedures, reached
from server.store.receipts import server_time
from sync.following import followed
from sync.messages import Pull, Push

# The last seq in a verified backup. No backup is made yet, so a device keeps what it sent.
DURABLE_SEQ = 0
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """Everything written by transactions before `xmin` was seen, and every grant as it stood at `at`."""

    xmin: int
    epoch: str
    at: datetime

    def text(self) -> str:
        content = {"xmin": self.xmin, "epoch": self.epoch, "at": self.at.isoformat()}
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


async def push(person: Person, asked: Push, now: datetime) -> dict[str, Any]:
    """The answer to a push of this person (sync/README.md). Raises DeviceRefusedError."""
    answers = await apply(person, asked.device, asked.changes, now)
    return {**_heading(await epoch(), now), "receipts": [msgspec.to_builtins(one) for one in answers]}


async def pull(person: Person, asked: Pull, now: datetime) -> dict[str, Any]:
    """The answer to a pull of this person, save the calendar (sync/README.md). Raises DeviceRefusedError.

    One snapshot gives rows and cursor, and rows are taken from the cursor's xmin on, that one included: a transaction
    that was still open then is never skipped, and what is sent twice the device knows by its seq.
    """
    await devices.know_device(person.id, asked.device, now, may_be_revoked=False)
    async with as_person(person.id, now, snapshot=True):
        here = await _here()
        since = _read(asked.cursor, here)
        reaches = await own_reach()
        found = await _changed(person, since, _changed_by_clock(reaches, since.at, now))
        wanted = await reached() | {digest for one in found for digest in followed(one)}
        missing = wanted - set(asked.have.procedures)
        return {
            **_heading(here.epoch, now),
            "cursor": here.text(),
            "person": dataclasses.asdict(person),
            "phones": await own_phones(),
            "colleagues": await colleagues(),
            "recorded": await recorded.recorded(),
            "seal_to": keys().seal_to,
            "receipts": [msgspec.to_builtins(one) for one in await receipts.since(asked.device, since.xmin)],
            "gone": await _gone(reaches, since, now),
            "discussions": found,
            "procedures": await procedures(missing),
        }


def _heading(named: str, now: datetime) -> dict[str, Any]:
    return {"epoch": named, "durable_seq": DURABLE_SEQ, "server_time": server_time(now)}


async def _here() -> Cursor:
    found = await row(
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin,"
        " (SELECT value FROM setting WHERE name = 'epoch') AS epoch"
    )
    assert found is not None, "a SELECT without FROM gives one row"
    return Cursor(found["xmin"], found["epoch"], within().now)


def _read(text: str, here: Cursor) -> Cursor:
    """A cursor of another epoch, or one that cannot be read, starts again: the device then gets everything."""
    beginning = Cursor(0, here.epoch, BEGINNING)
    try:
        said = json.loads(base64.urlsafe_b64decode(text))
        cursor = Cursor(int(said["xmin"]), str(said["epoch"]), datetime.fromisoformat(said["at"]))
    except (ValueError, KeyError, TypeError):
        return beginning
    usable = cursor.epoch == here.epoch and 0 <= cursor.xmin <= here.xmin and cursor.at.tzinfo is not None
    return cursor if usable else beginning


def _changed_by_clock(reaches: Sequence[Reach], at: datetime, now: datetime) -> list[str]:
    """Discussions in which a grant began or ended since, with nothing written."""
    return [one.discussion for one in reaches if _between(one.starts, at, now) or _between(one.ends, at, now)]


async def _gone(reaches: Sequence[Reach], since: Cursor, now: datetime) -> list[str]:
    """The walls say what is still held: of two parts one may go on, and whoever is kept out has none."""
    ended = {one.discussion for one in reaches if one.xid >= since.xmin or _between(one.ends, since.at, now)}
    held = await rows("SELECT id FROM discussion WHERE id = ANY($1)", sorted(ended)) if ended else []
    return sorted(ended - {one["id"] for one in held})


def _between(instant: datetime | None, at: datetime, now: datetime) -> bool:
    return instant is not None and at < instant <= now


async def _changed(person: Person, since: Cursor, by_clock: list[str]) -> list[dict[str, Any]]:
    found = await rows(
        f"SELECT {COLUMNS}, {CAPACITIES} FROM discussion d"  # noqa: S608 -- our own columns
        " WHERE d.xid >= $3 OR d.id = ANY($4) ORDER BY d.changed DESC, d.id",
        *(within().person, within().now, since.xmin, by_clock),
    )
    return await with_meant(await with_holders([annotated(opened(one), person) for one in found]))
