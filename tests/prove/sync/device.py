"""One telephone or ward computer: what it shows, what waits to be sent, and what it has heard.

Written from the protocol's text (sync/README.md) and sharing nothing with the server or the browser's worker.
"""

import json
from dataclasses import dataclass, field
from typing import Protocol

from tests.prove.sync.envelope import Json, chained
from tests.prove.sync.history import History

MOST = 100


class Silence(Exception):
    """No answer that counts came back: the request may have been carried out or not."""


class Wire(Protocol):
    async def send(self, device: str, path: str, body: str) -> Json: ...


@dataclass
class Kept:
    """A change in the outbox, as the very text that will be sent; `read` is None where that is no change."""

    op_id: str
    text: str
    read: dict[str, Json] | None
    stays: bool = False


@dataclass
class Device:
    """`mutant` names a bug, planted (mutants.py)."""

    name: str
    person: str
    wire: Wire
    history: History
    mutant: str = ""
    shown: dict[str, dict[str, Json]] = field(default_factory=dict)
    outbox: list[Kept] = field(default_factory=list)
    sent: dict[str, Kept] = field(default_factory=dict)
    cursor: str = ""
    epoch: str = ""
    dseq: int = 0
    prev_dhash: str = ""

    def save(self, change: dict[str, Json], text: str | None = None) -> None:
        """Into the outbox; `text` where what is sent is not what was meant."""
        self.dseq = int(change["dseq"])
        self.prev_dhash = chained(change)
        kept = Kept(change["op_id"], text or json.dumps(change), None if text else change)
        self.outbox.append(kept)
        self.history.add("saved", device=self.name, person=self.person, op_id=kept.op_id, text=kept.text)

    def pending(self, discussion: str, target: str) -> list[dict[str, Json]]:
        """Its own changes of this path that what is shown does not hold yet, oldest first."""
        waiting = [*self.sent.values(), *self.outbox]
        return [one.read for one in waiting if one.read and _of(one.read, discussion, target)]

    async def push(self, *, again: bool = False) -> bool:
        """The oldest 100; `again` offers also what needed a newer server. False where nothing came back."""
        going = [one for one in self.outbox if again or not one.stays][:MOST]
        if not going:
            return True
        number = self.history.add("invoke", what="push", device=self.name, ids=[one.op_id for one in going])
        head = {"person": self.person, "device": self.name, "epoch": self.epoch, "schema_range": [1, 1]}
        body = f'{json.dumps(head)[:-1]}, "changes": [{", ".join(one.text for one in going)}]}}'
        if self.mutant == "clears_on_send":
            self.outbox = [one for one in self.outbox if one not in going]
        answer = await self._asked("push", number, body, "receipts")
        if answer is None:
            return False
        self.history.add("ok", what="push", device=self.name, of=number, receipts=answer["receipts"])
        self._heard(answer["receipts"])
        return True

    async def pull(self) -> bool:
        number = self.history.add("invoke", what="pull", device=self.name)
        asked = {"person": self.person, "device": self.name, "epoch": self.epoch, "cursor": self.cursor}
        answer = await self._asked("pull", number, json.dumps(asked), "discussions")
        if answer is None:
            return False
        # What the rules compare, and not what every first pull carries besides (procedures, calendar, phones).
        told = {key: answer[key] for key in ("epoch", "cursor", "receipts", "gone", "discussions")}
        self.history.add("ok", what="pull", device=self.name, of=number, cursor=self.cursor, answer=told)
        self._heard(answer["receipts"])
        self._show(answer)
        return True

    async def _asked(self, what: str, number: int, body: str, holds: str) -> dict[str, Json] | None:
        try:
            answer = await self.wire.send(self.name, f"/sync/{what}", body)
        except Silence as silence:
            self.history.add("info", what=what, device=self.name, of=number, why=str(silence))
            if self.mutant == "believes_anything" and what == "push" and str(silence) == "portal":
                self.outbox.clear()
            return None
        if not isinstance(answer, dict) or holds not in answer:
            self.history.add("info", what=what, device=self.name, of=number, why=str(answer)[:200])
            return None
        return answer

    def _heard(self, receipts: list[dict[str, Json]]) -> None:
        """Only what a receipt names goes; what needs a newer server stays, sealed, for the day there is one."""
        for receipt in receipts:
            kept = next((one for one in self.outbox if one.op_id == receipt["op_id"]), None)
            if kept is None:
                continue
            if receipt["status"] == "needs_upgrade":
                kept.stays = True
                continue
            self.outbox.remove(kept)
            if receipt["seq"] is not None:
                self.sent[kept.op_id] = kept

    def _show(self, answer: dict[str, Json]) -> None:
        for gone in answer["gone"]:
            self.shown.pop(gone, None)
        for one in answer["discussions"]:
            if one["seq"] >= self.shown.get(one["id"], one)["seq"]:
                self.shown[one["id"]] = one
        self.cursor, self.epoch = answer["cursor"], answer["epoch"]
        # A pull that was asked after the receipt came holds the change itself.
        self.sent.clear()


def _of(change: dict[str, Json], discussion: str, target: str) -> bool:
    return bool(change["discussion"] == discussion and change["target"] == target)
