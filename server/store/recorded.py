"""What was recorded on a locked device, sealed to the server: held until somebody confirms it (PRACTICE.md P-18).

Anybody can seal, and no session came with it: it is no change of any discussion, and stops no clock, until its author
or the chair saves it as an ordinary one, whose nonce is then the note's own name (SECURITY.md 1a).
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID, uuid4

import msgspec
from cryptography.exceptions import InvalidTag

from server.store import audit, devices, seal
from server.store.discussions import ID
from server.store.opening import keys
from server.store.person import Row, as_person, row, rows, within
from server.store.receipts import server_time

# No form's own nonce begins so: only these ask the database whether a note is confirmed.
MARK = "rec"
NOTE = re.compile(rf"{MARK}[0-9a-f]{{29}}")
MOST_SEALED = 32_768
# Of one device, not yet looked at: it could be in anybody's hands.
MOST_OPEN = 200


class Sealed(msgspec.Struct, frozen=True):
    """`sealed`: HPKE, base64, bound to the other three."""

    note: str
    person: str
    device: str
    sealed: str


class Said(msgspec.Struct, frozen=True):
    """`at`: UTC by the device's own clock; `to`: the note these words belong to."""

    what: Literal["seen", "tried", "not_safe", "urgent", "words"]
    at: datetime
    words: str = ""
    to: str = ""
    discussion: str = ""
    child: str = ""


async def take(sent: Sequence[Sealed], now: datetime) -> list[str]:
    """The names of those that are kept here now; any other stays on its device. Opens its own transactions."""
    return [one.note for one in sent if await _taken(one, now)]


async def recorded() -> list[dict[str, Any]]:
    """What waits to be confirmed by the person of `as_person`: their own, and as chair what names their discussion."""
    opened = await _open()
    here = {one["note"] for one, said in opened if said.what != "words"}
    added: dict[str, list[str]] = {}
    for _, said in opened:
        if said.to in here:
            added.setdefault(said.to, []).append(said.words)
    return [_item(one, said, added.get(one["note"], [])) for one, said in opened if said.to not in here]


async def end(note: str, how: Literal["saved", "set_aside"]) -> None:
    """Somebody looked at it, and at the words added to it: it waits no more, and is kept. What is neither one's own
    nor one's discussion's, as chair, is not reached."""
    for one, said in await _open():
        if note in (one["note"], said.to):
            await rows(
                "UPDATE recorded_note SET ended = $2, ended_by = $3, how = $4 WHERE id = $1",
                *(one["id"], within().now, within().person, how),
            )
            await audit.note("recorded", str(one["id"]), how)


async def _open() -> list[tuple[Row, Said]]:
    found = await rows(
        "SELECT n.*, a.name, a.role_words, o.name AS agency, n.discussion = ANY(ARRAY(SELECT out_of())) AS kept_out"
        " FROM recorded_note n JOIN account a ON a.id = n.person JOIN organisation o ON o.id = a.organisation"
        " WHERE n.ended IS NULL ORDER BY n.received, n.note"
    )
    return [(one, _said(one)) for one in found]


async def _taken(one: Sealed, now: datetime) -> bool:
    content = _opened(one)
    if content is None or not await devices.is_of(one.device, one.person):
        return False
    said = _read(content, now)
    async with as_person(one.person, now):
        known = await row("SELECT id FROM recorded_note WHERE note = $1", one.note)
        if known:
            return True
        waiting = await row("SELECT count(*) AS n FROM recorded_note WHERE device = $1 AND ended IS NULL", one.device)
        if waiting and waiting["n"] >= MOST_OPEN:
            return False
        row_id = str(uuid4())
        await rows(
            "INSERT INTO recorded_note (id, note, person, device, discussion, body, received)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            *(row_id, one.note, one.person, one.device, said.discussion if ID.fullmatch(said.discussion) else None),
            *(seal.seal_json(keys().held, _place(row_id), said), now),
        )
        await audit.note("recorded", row_id, "held", device=one.device, reason="not unlocked")
    return True


def _opened(one: Sealed) -> bytes | None:
    if not NOTE.fullmatch(one.note) or len(one.sealed) > MOST_SEALED:
        return None
    try:
        UUID(one.person)
        return keys().opened_note(b64decode(one.sealed, validate=True), f"{one.person}|{one.device}|{one.note}")
    except (InvalidTag, ValueError, binascii.Error):
        return None


def _read(content: bytes, now: datetime) -> Said:
    """What cannot be read is still held, as words: nothing is refused and gone."""
    try:
        said = msgspec.json.decode(content, type=Said)
    except (msgspec.DecodeError, RecursionError):
        return Said("words", now, content.decode(errors="replace"))
    return said if said.at.tzinfo else msgspec.structs.replace(said, at=now)


def _said(found: Row) -> Said:
    return msgspec.convert(seal.unseal_json(keys().held, _place(str(found["id"])), found["body"]), Said)


def _item(found: Row, said: Said, added: list[str]) -> dict[str, Any]:
    own = str(found["person"]) == within().person
    # Their words stay their own; of what, whoever is kept out is not told (PRACTICE.md P-8).
    named = not found["kept_out"]
    return {
        "note": found["note"],
        "what": said.what,
        "at": server_time(said.at),
        "received": server_time(found["received"]),
        "words": "\n".join(part for part in (said.words, *added) if part),
        "discussion": (named and found["discussion"]) or "",
        "child": said.child if named else "",
        "by": "" if own else f"{found['name']}, {found['role_words']}, {found['agency']}",
    }


def _place(row_id: str) -> str:
    return f"recorded_note|{row_id}|1"
