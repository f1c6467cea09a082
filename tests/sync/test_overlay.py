"""The overlay's promise (DESIGN.md section 4): what the device shows is what the server then answers, or both answers,
or the change needs attention."""

import random
from collections import Counter
from typing import Any

import msgspec
import pytest

from server.domain.access import Actor
from sync.messages import Change
from tests.domain.story import CHAIR, DOCTOR, NURSE, Story
from tests.twin import ask

COLLECT, FACT, STATUS = "ward_plan.collecting", "children.c1.facts.actual_harm", "actions.a1.status"
VALUES: dict[str, list[Any]] = {
    COLLECT: [{"who": "nobody"}, {"who": "parents"}, {"who": "named", "names": "Aunt"}, None],
    FACT: [{"answer": "yes"}, {"answer": "no"}, {"answer": "unknown"}],
    STATUS: ["in_progress", "done", "cancelled", "handed_over"],
}
CASES = 400


def test_what_the_device_shows_is_what_the_server_answers_or_both() -> None:
    rng = random.Random(20261120)
    told = [_case(rng) for _ in range(CASES)]
    shown = ask("overlay", [[before, [msgspec.to_builtins(change)], by] for before, change, by, _, _ in told])
    outcomes: Counter[str] = Counter()
    for (_, change, _, status, after), page in zip(told, shown, strict=True):
        outcomes[status] += 1
        if status != "quarantined":
            _check(change, page["leaves"].get(change.target), after["leaves"].get(change.target), page)
    assert all(outcomes[status] >= CASES * 0.02 for status in ("applied", "same", "conflict", "quarantined")), outcomes


def _check(change: Change, page: dict[str, Any], server: dict[str, Any], shown: dict[str, Any]) -> None:
    both = [side["value"] for side in page.get("sides", [])]
    if change.kind == "settle":
        chosen = next(d for d in shown["differences"] if d["path"] == change.target)
        assert page.get("pending") is None or chosen["pending"]
    elif "sides" in server:
        assert change.payload in both
        assert all(side["value"] in both for side in server["sides"])
    else:
        assert page["value"] == server["value"] or (change.payload in both and server["value"] in both)


def _case(rng: random.Random) -> tuple[dict[str, Any], Change, dict[str, str], str, dict[str, Any]]:
    """Others speak; somebody reads at a random moment, then answers over whatever stands by now."""
    story, path = Story(), rng.choice(list(VALUES))
    read: list[str] = []
    for _ in range(rng.randint(0, 4)):
        if rng.random() < 0.6:
            read = _seen(story, path)
        who = rng.choice([NURSE, DOCTOR, CHAIR])
        story.says(who, path, rng.choice(VALUES[path]), read, "step" if path == STATUS else "set")
        _settles(story, path, rng)
    if rng.random() < 0.5:
        read = _seen(story, path)
    who = rng.choice([NURSE, CHAIR])
    before = story.shown_to(who)
    change = _answer(story, who, path, read, rng)
    status = story.hears(who, change).status
    return before, change, who.by, status, story.shown_to(who)


def _answer(story: Story, who: Actor, path: str, read: list[str], rng: random.Random) -> Change:
    sides = story.shown_to(who)["leaves"].get(path, {}).get("sides")
    if sides and rng.random() < 0.4:
        return story.change(who, path, {"choose": rng.choice(sides)["id"], "why": "Rang"}, read, "settle")
    return story.change(who, path, rng.choice(VALUES[path]), read, "step" if path == STATUS else "set")


def _settles(story: Story, path: str, rng: random.Random) -> None:
    sides = story.shown_to(CHAIR)["leaves"].get(path, {}).get("sides")
    if sides and rng.random() < 0.3:
        story.says(CHAIR, path, {"choose": sides[0]["id"], "why": "Rang"}, [side["id"] for side in sides], "settle")


def _seen(story: Story, path: str) -> list[str]:
    leaf = story.shown_to(CHAIR)["leaves"].get(path)
    return list(leaf["seen"]) if leaf else []


@pytest.mark.parametrize("answered", [False, True])
def test_a_pending_answer_keeps_what_the_server_last_said_beneath_it(answered: bool) -> None:
    story = Story()
    if answered:
        story.says(DOCTOR, FACT, {"answer": "no"})
    before = story.shown_to(NURSE)
    first = story.change(NURSE, FACT, {"answer": "unknown"}, _seen(story, FACT))
    second = story.change(NURSE, FACT, {"answer": "yes"}, [first.op_id])
    [shown] = ask("overlay", [[before, [msgspec.to_builtins(c) for c in (first, second)], NURSE.by]])
    leaf = shown["leaves"][FACT]
    assert (leaf["value"], leaf["pending"], leaf["seen"]) == ({"answer": "yes"}, True, [second.op_id])
    assert leaf["settled"] == (before["leaves"][FACT] if answered else None)
