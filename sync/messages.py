"""What goes over the wire: Change, Push, Pull, Receipt, and how a change gets its id."""

import hashlib
import json
from typing import Any, Literal, TypeAlias

import msgspec

SCHEMA = 1
Status = Literal["applied", "same", "conflict", "quarantined", "needs_upgrade"]
Kind = Literal["set", "tag", "add", "step", "settle"]
MOST_CHANGES = 100
# A value out of JSON; what it may be is said by the registry and checked by domain/payloads.
Json: TypeAlias = Any


class Malformed(ValueError):
    """What arrived is not a change; the sentence says why."""


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One operation on one path, immutable once made (sync/README.md)."""

    op_id: str
    nonce: str
    device: str
    dseq: int
    actor: str
    acting_role: str
    discussion: str
    kind: str
    target: str
    seen: list[str]
    payload: Json
    section: str
    claimed_at: str
    mono_ms: int
    tz: str
    skew_est_ms: int
    schema_v: int
    app_v: str
    profile_v: str
    prev_dhash: str


class Receipt(msgspec.Struct, frozen=True):
    op_id: str
    status: Status
    seq: int | None
    server_time: str
    sentence: str | None = None


class Push(msgspec.Struct, frozen=True):
    """Changes stay raw: each is decoded alone, so that one bad change blocks no other."""

    person: str
    device: str
    epoch: str
    schema_range: tuple[int, int]
    changes: list[msgspec.Raw]


class Have(msgspec.Struct, frozen=True):
    procedures: list[str] = []
    calendar: str = ""


class Pull(msgspec.Struct, frozen=True):
    person: str
    device: str
    epoch: str
    cursor: str
    have: Have = Have()


def canonical(value: Json) -> bytes:
    """Keys sorted, no spaces, UTF-8, integers only: the same bytes in both languages."""
    return canonical_text(value).encode("utf-8")


def canonical_text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def op_id(nonce: str, target: str, seen: list[str], payload: Json) -> str:
    return hashlib.sha256(canonical([nonce, target, seen, payload])).hexdigest()[:32]


def dhash(change: Change) -> str:
    """Chains the changes of one device: a gap, a swap and an edit on the device are visible."""
    return hashlib.sha256(canonical(msgspec.to_builtins(change))).hexdigest()


_decoder = msgspec.json.Decoder(Change)


def decode_change(raw: bytes | msgspec.Raw) -> Change:
    """Raises Malformed where shape, id or text is wrong (lone surrogates, another id than its content has)."""
    try:
        change = _decoder.decode(raw)
        expected = op_id(change.nonce, change.target, change.seen, change.payload)
    except (msgspec.DecodeError, UnicodeError, ValueError) as error:
        raise Malformed(f"This change could not be read: {error}.") from error
    if change.op_id != expected:
        raise Malformed("This change's id does not match what it says.")
    return change
