"""A discussion and what people say in it, in order: for tests that tell the write path as stories."""

from datetime import UTC, datetime
from typing import Any

from server.domain import document
from server.domain.access import Actor, Person
from server.domain.changes import Outcome, decide
from sync.messages import SCHEMA, Change, Json, op_id
from sync.registry import registry

NOW = datetime(2026, 11, 20, 19, 40, tzinfo=UTC)


def actor(name: str, capacity: str = "participant") -> Actor:
    return Actor(Person(name, name.title(), name[:2].upper(), "role", "Role", "Hospital"), capacity, f"device-{name}")


NURSE, DOCTOR, CHAIR = actor("nurse"), actor("doctor"), actor("chair", "chair")


class Story:
    def __init__(self) -> None:
        self.document = document.new("D1", "digest", "K7P2")
        self.document["children"] = ["c1"]
        self.count = 0

    def change(
        self, who: Actor, path: str, payload: Json, seen: list[str] | None = None, kind: str = "set", **more: Json
    ) -> Change:
        """What this person would send; `more` overrides parts of the envelope."""
        self.count += 1
        nonce, seen = f"n{self.count}", seen or []
        said = {
            "op_id": op_id(nonce, path, seen, payload), "nonce": nonce, "device": who.device, "dseq": self.count,
            "actor": who.person.id, "acting_role": who.capacity, "discussion": "D1", "kind": kind, "target": path,
            "seen": seen, "payload": payload, "section": "", "claimed_at": "2026-11-20T19:39:00Z", "mono_ms": 0,
            "tz": "Europe/London", "skew_est_ms": 0, "schema_v": SCHEMA, "app_v": "1", "profile_v": "digest",
            "prev_dhash": "",
        }  # fmt: skip
        self.last = Change(**(said | more))
        return self.last

    def hears(self, who: Actor, change: Change) -> Outcome:
        outcome = decide(self.document, change, who, NOW, registry())
        self.document = outcome.document
        return outcome

    def says(
        self, who: Actor, path: str, payload: Json, seen: list[str] | None = None, kind: str = "set", **more: Json
    ) -> Outcome:
        return self.hears(who, self.change(who, path, payload, seen, kind, **more))

    def shown_to(self, who: Actor) -> dict[str, Any]:
        return document.annotate(self.document, 1, who, registry())

    def leaf(self, path: str, who: Actor = CHAIR) -> dict[str, Any]:
        found: dict[str, Any] = self.shown_to(who)["leaves"][path]
        return found

    def seen(self, path: str) -> list[str]:
        return list(self.leaf(path)["seen"])
