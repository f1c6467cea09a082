"""Changes that could not go into a discussion's log: unreadable, out of reach, or another change under a used id."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import msgspec

from server.store import seal
from server.store.discussions import ID
from server.store.opening import keys
from server.store.person import row, rows, within
from server.store.receipts import OP_ID, sealed_sentence, server_time
from sync.messages import Change, Json, Receipt

SAID = re.compile(rb'"(op_id|discussion)"\s*:\s*"([0-9a-z]{1,64})"')


@dataclass(frozen=True)
class Unread:
    """What a change says of itself where it says anything: nothing of it is believed."""

    op_id: str
    discussion: str | None
    content: bytes


def unread(raw: bytes) -> Unread:
    try:
        said = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        # Its id all the same, or no receipt could name it and the device would send it for ever.
        said = {key.decode(): value.decode() for key, value in SAID.findall(raw)}
    return Unread(_text(said, "op_id") or "", _text(said, "discussion"), raw)


def of(change: Change) -> Unread:
    return Unread(change.op_id, change.discussion, msgspec.json.encode(change))


async def keep(device: str, change: Unread, sentence: str) -> Receipt:
    """Keeps it, once however often it comes, for the person of `as_person`."""
    held_id, now = str(uuid4()), within().now
    digest = seal.keyed_digest(keys().digests, change.content)
    kept = await row(
        "INSERT INTO held_change (id, person, device, op_id, discussion, body_digest, body, sentence, received, xid)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, pg_current_xact_id()::text::bigint)"
        " ON CONFLICT (person, device, body_digest) DO NOTHING RETURNING id",
        *(held_id, within().person, device, change.op_id if OP_ID.fullmatch(change.op_id) else ""),
        *(_id(change.discussion), digest, seal.seal(keys().held, f"held_change|{held_id}|1", change.content)),
        *(sealed_sentence("held_change", held_id, sentence), now),
    )
    received = now if kept else await _first_received(device, digest)
    return Receipt(change.op_id[:64], "quarantined", None, server_time(received), sentence)


async def held_changes(discussion: str) -> list[dict[str, Any]]:
    """What is kept for this discussion's chair to check: who, when, why and the bytes as they came."""
    found = await rows("SELECT * FROM held_change WHERE discussion = $1 ORDER BY received, id", discussion)
    return [
        {
            "person": str(one["person"]),
            "received": server_time(one["received"]),
            "content": seal.unseal(keys().held, f"held_change|{one['id']}|1", one["body"]),
        }
        for one in found
    ]


async def _first_received(device: str, digest: str) -> datetime:
    sql = "SELECT received FROM held_change WHERE person = $1 AND device = $2 AND body_digest = $3"
    found = await row(sql, within().person, device, digest)
    received: datetime = found["received"] if found else within().now
    return received


def _text(said: Json, key: str) -> str | None:
    value = said.get(key) if isinstance(said, dict) else None
    return value if isinstance(value, str) else None


def _id(discussion: str | None) -> str | None:
    """Only what has the shape of an id is stored in clear."""
    return discussion if discussion is not None and ID.fullmatch(discussion) else None
