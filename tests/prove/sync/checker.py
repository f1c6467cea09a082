"""Reads one run's wire history, the last pulls of new devices, and the database's ids: was anything lost or doubled?

SYNC.md I1, I2, I3 and I6. It shares no code with the server or with `sync`: it is told again from the protocol's text.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.prove.sync.rows import Rows
from tests.prove.sync.shown import compare
from tests.prove.sync.standing import Standing

# Begins with the invariant's name.
Problem = str
Event = dict[str, Any]


@dataclass
class Wire:
    """The history, sorted by what each rule asks of it."""

    reach: dict[str, dict[str, str]] = field(default_factory=dict)
    saved: dict[str, Event] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, dict[str, Event]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # How far each discussion is known to be committed; and what was known so when a request was made.
    committed: Counter[str] = field(default_factory=Counter)
    known_at: dict[int, Counter[str]] = field(default_factory=dict)


def check(events: Iterable[Event], rows: Rows) -> tuple[list[Problem], Counter[str]]:
    """Every problem found, the first of each kind first, and how many changes ended in each status."""
    wire = Wire()
    for event in events:
        _READS.get(event["type"], _ignore)(wire, event)
    problems = [*wire.problems, *_nothing_lost(wire, rows), *_at_most_once(wire, rows), *_gapless(rows)]
    for discussion in wire.reach:
        problems += _stands(wire, rows, discussion)
    return problems, _statuses(wire)


def _run(wire: Wire, event: Event) -> None:
    wire.reach = event["reach"]
    wire.people = event["devices"]


def _saved(wire: Wire, event: Event) -> None:
    wire.saved[event["op_id"]] = event


def _invoke(wire: Wire, event: Event) -> None:
    wire.known_at[event["t"]] = wire.committed.copy()


def _heard(wire: Wire, device: str, receipts: list[Event]) -> None:
    for receipt in receipts:
        wire.answers[receipt["op_id"]].append(receipt | {"device": device})
        if receipt["seq"] is not None and receipt["op_id"] in wire.saved:
            discussion = _said(wire.saved[receipt["op_id"]])["discussion"]
            wire.committed[discussion] = max(wire.committed[discussion], receipt["seq"])


def _reply(wire: Wire, event: Event) -> None:
    _heard(wire, event["device"], event["receipts"])


def _ok(wire: Wire, event: Event) -> None:
    if event["what"] != "pull":
        return
    answer, device = event["answer"], event["device"]
    _heard(wire, device, answer["receipts"])
    held = wire.documents[device]
    for document in answer["discussions"]:
        if document["seq"] >= held.get(document["id"], document)["seq"]:
            held[document["id"]] = document
        wire.committed[document["id"]] = max(wire.committed[document["id"]], document["seq"])
    # Whoever asks after somebody had a receipt is shown at least that much (SYNC.md I6).
    person = wire.people.get(device) or wire.people[device.partition("-anew-")[0]]
    for discussion, seq in wire.known_at[event["of"]].items():
        if person in wire.reach.get(discussion, {}) and held.get(discussion, {"seq": 0})["seq"] < seq:
            wire.problems.append(
                f"I6 {device} pulled and is not shown {discussion[:8]}/{seq}, which was committed before"
            )


def _compared(wire: Wire, event: Event) -> None:
    """A device that pulled bit by bit holds what one pull from nothing gives: pull(0..a) + pull(a..b) = pull(0..b)."""
    old, new = wire.documents[event["device"]], wire.documents[event["anew"]]
    wire.last[event["device"]] = event["anew"]
    for discussion in wire.reach:
        if old.get(discussion) != new.get(discussion):
            seqs = [held.get(discussion, {}).get("seq") for held in (old, new)]
            wire.problems.append(f"I6 {event['device']} holds another {discussion[:8]} than a new device: seq {seqs}")


def _left(wire: Wire, event: Event) -> None:
    wire.left[event["device"]] = event["ids"]


def _broken(wire: Wire, event: Event) -> None:
    wire.problems.append(f"I1 the server answered {event['status']} to {event['path']} of {event['device']}")


def _ignore(wire: Wire, event: Event) -> None:
    del wire, event


_READS = {
    "run": _run, "saved": _saved, "invoke": _invoke, "reply": _reply, "ok": _ok, "compared": _compared, "left": _left,
    "broken": _broken,
}  # fmt: skip


def _nothing_lost(wire: Wire, rows: Rows) -> Iterator[Problem]:
    """I1. Everything saved is in the log, kept for a person to check, or still waiting for a newer server."""
    logged = {row["op_id"]: row for row in rows["change"]}
    held = {(row["op_id"], row["device"]) for row in rows["held"]}
    for op_id, saved in wire.saved.items():
        answers = wire.answers.get(op_id)
        status = answers[-1]["status"] if answers else "never answered"
        waits = op_id in wire.left.get(saved["device"], [])
        if waits != (status == "needs_upgrade"):
            yield f"I1 {op_id[:8]} of {saved['device']} is {'still' if waits else 'not'} in the outbox: {status}"
        if not waits and op_id not in logged and (op_id, saved["device"]) not in held:
            yield f"I1 {op_id[:8]} of {saved['device']} is lost: {status}"
    for op_id, receipts in wire.answers.items():
        for receipt in receipts[:1]:
            row = logged.get(op_id)
            stored = (row["status"], row["seq"]) if row else (None, None)
            if receipt["seq"] is not None and (receipt["status"], receipt["seq"]) != stored:
                yield f"I1 {op_id[:8]} was answered {receipt['status']} at {receipt['seq']}, and the log says {stored}"


def _at_most_once(wire: Wire, rows: Rows) -> Iterator[Problem]:
    """I2. However often it was sent, it is there once, and every answer was the same."""
    for op_id, count in Counter(row["op_id"] for row in [*rows["change"], *rows["held"]]).items():
        if count > 1:
            yield f"I2 {op_id[:8]} is stored {count} times"
        if op_id not in wire.saved:
            yield f"I2 {op_id[:8]} is stored and nobody made it"
    for op_id, receipts in wire.answers.items():
        # `needs_upgrade` is no answer for good: nothing was kept.
        different = {(one["status"], one["seq"]) for one in receipts if one["status"] != "needs_upgrade"}
        if len(different) > 1:
            yield f"I2 {op_id[:8]} was answered in different ways: {sorted(different, key=str)}"


def _gapless(rows: Rows) -> Iterator[Problem]:
    """I6. Each discussion's numbers rise by one, from one, to what the discussion itself says."""
    for head in rows["head"]:
        numbers = [row["seq"] for row in rows["change"] if row["discussion"] == head["id"]]
        if numbers != list(range(1, head["seq"] + 1)):
            yield f"I6 {head['id'][:8]} has the numbers {numbers} and says it has {head['seq']}"


def _stands(wire: Wire, rows: Rows, discussion: str) -> list[Problem]:
    """I3, and I1 and I2 of what people are shown: the log told again, against what new devices were last shown."""
    standing = Standing()
    for row in rows["change"]:
        if row["discussion"] == discussion and row["op_id"] in wire.saved:
            standing.hears(_said(wire.saved[row["op_id"]]), row["status"])
    problems = list(standing.problems)
    for device, anew in wire.last.items():
        document = wire.documents[anew].get(discussion)
        if document is not None:
            problems += compare(document, standing)
        elif wire.people[device] in wire.reach[discussion]:
            problems.append(f"I1 {device} is not shown {discussion[:8]} at all")
    return problems


def _said(saved: Event) -> Event:
    said: Event = json.loads(saved["text"])
    return said


def _statuses(wire: Wire) -> Counter[str]:
    return Counter(receipts[-1]["status"] for receipts in wire.answers.values())
