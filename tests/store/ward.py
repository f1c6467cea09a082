"""What the store's tests say of people and changes; nothing here looks inside the store."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from server import store
from server.domain.access import Person
from sync.messages import Change, canonical, op_id
from sync.registry import registry

NOW = datetime.fromisoformat("2026-11-20T19:40:00+00:00")  # Friday
PASSWORD = "seven purple kettles"
# What is typed in these tests, and must be found nowhere but inside sealed bytes.
CANARY = "Zephyrine-7f3a9"

_nonces = itertools.count(1)


@dataclass(frozen=True)
class Ward:
    """Three people and the discussion they share; the stranger has no part in it."""

    nurse: Person
    chair: Person
    stranger: Person
    discussion: str
    procedure: str


def device_of(person: Person) -> str:
    return f"device-{person.id[:8]}"


def change(
    by: Person,
    discussion: str,
    target: str,
    payload: Any,
    *,
    kind: str = "set",
    seen: Iterable[str] = (),
    nonce: str | None = None,
    **other: Any,
) -> Change:
    """What this person's device would send."""
    nonce = nonce or f"{next(_nonces):032x}"
    seen = list(seen)
    found = registry().field(target)
    made = Change(
        op_id=op_id(nonce, target, seen, payload), nonce=nonce, device=device_of(by), dseq=1, actor=by.id,
        acting_role="participant", discussion=discussion, kind=kind, target=target, seen=seen, payload=payload,
        section=found.section if found else "", claimed_at="2026-11-20T19:39:00Z", mono_ms=0, tz="Europe/London",
        skew_est_ms=0, schema_v=1, app_v="test", profile_v="", prev_dhash="",
    )  # fmt: skip
    return msgspec.structs.replace(made, **other)


def raw(one: Change) -> bytes:
    return canonical(msgspec.to_builtins(one))


def note(by: Person, discussion: str, words: str, **other: Any) -> Change:
    return change(by, discussion, "information", {"kind": "observation", "words": words}, kind="add", **other)


async def send(by: Person, *changes: Change, now: datetime = NOW) -> list[Any]:
    return await store.apply(by, device_of(by), [raw(one) for one in changes], now)


async def seen_by(person: Person, discussion: str, now: datetime = NOW) -> dict[str, Any] | None:
    async with store.as_person(person.id, now):
        return await store.discussion(person, discussion)


def words(found: dict[str, Any] | None) -> list[str]:
    assert found is not None
    return [entry["value"]["words"] for entry in found["entries"].get("information", [])]
