"""The checker itself, on histories written by hand: it says nothing of a good one, and each fault has its sentence."""

import json
from typing import Any

import pytest

from tests.prove.sync.checker import check
from tests.prove.sync.rows import Rows

D, N, P = "d1", "device", "person"
PATH = "ward_plan.visiting"


def change(op_id: str, payload: Any, seen: tuple[str, ...] = (), **other: str) -> dict[str, Any]:
    """Its author is the first letter of its id."""
    said = {"op_id": op_id, "discussion": D, "kind": "set", "target": PATH, "actor": op_id[0]}
    return {**said, "seen": list(seen), "payload": payload, **other}


class Told:
    """A history of one device and one discussion, with the rows it should have left."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = [{"type": "run", "devices": {N: P}, "reach": {D: {P: "chair"}}}]
        self.rows: Rows = {"change": [], "held": [], "head": [{"id": D, "seq": 0}]}
        self.document: dict[str, Any] = {"id": D, "seq": 0, "leaves": {}, "entries": {}}

    def sends(self, made: dict[str, Any], status: str = "applied") -> "Told":
        seq = self.rows["head"][0]["seq"] = self.rows["head"][0]["seq"] + 1
        self.document["seq"] = seq
        self._add("saved", op_id=made["op_id"], text=json.dumps(made))
        self._add("reply", receipts=[{"op_id": made["op_id"], "status": status, "seq": seq}])
        self.rows["change"].append({"op_id": made["op_id"], "discussion": D, "seq": seq, "status": status})
        return self

    def shows(self, op_id: str, value: Any) -> "Told":
        self.document["leaves"][PATH] = {"value": value, "seen": [op_id]}
        return self

    def pulls(self, device: str = N, document: dict[str, Any] | None = None) -> None:
        number = self._add("invoke", what="pull", device=device)
        answer = {"receipts": [], "discussions": [json.loads(json.dumps(document or self.document))], "gone": []}
        self._add("ok", what="pull", device=device, of=number, answer=answer)

    def problems(self) -> set[str]:
        """The invariants that are broken."""
        self.pulls()
        self.pulls(f"{N}-anew-1")
        self._add("compared", anew=f"{N}-anew-1")
        self._add("left", ids=[])
        found, _ = check(self.events, self.rows)
        return {problem[:2] for problem in found}

    def _add(self, kind: str, **said: Any) -> int:
        self.events.append({"t": len(self.events), "type": kind, "device": N, **said})
        return len(self.events) - 1


def good() -> Told:
    told = Told().sends(change("a1", {"who": "nobody"})).sends(change("b1", {"who": "anyone"}, seen=("a1",)))
    return told.shows("b1", {"who": "anyone"})


def test_a_good_history_is_left_alone() -> None:
    assert good().problems() == set()


def test_a_change_that_was_answered_and_is_not_stored_is_lost() -> None:
    told = good()
    told._add("saved", op_id="c1", text=json.dumps(change("c1", {"who": "anyone"})))
    told._add("reply", receipts=[{"op_id": "c1", "status": "quarantined", "seq": None}])
    assert told.problems() == {"I1"}


def test_a_saved_change_that_was_never_sent_is_lost() -> None:
    told = good()
    told._add("saved", op_id="c1", text=json.dumps(change("c1", {"who": "anyone"})))
    assert told.problems() == {"I1"}


def test_an_entry_that_is_not_shown_is_lost_and_one_shown_twice_is_doubled() -> None:
    note = change("c1", {"words": "Note"}, kind="add", target="information")
    told = good().sends(note)
    assert told.problems() == {"I1"}
    told = good().sends(note)
    told.document["entries"]["information"] = [{"id": "c1", "value": note["payload"]}] * 2
    assert told.problems() == {"I2"}


def test_a_change_stored_twice_counts_twice() -> None:
    told = good()
    told.rows["change"].append(told.rows["change"][-1] | {"seq": 3})
    told.rows["head"][0]["seq"] = 3
    assert "I2" in told.problems()


def test_one_change_answered_in_two_ways_counts_twice() -> None:
    told = good()
    told._add("reply", receipts=[{"op_id": "a1", "status": "applied", "seq": 7}])
    assert "I2" in told.problems()


@pytest.mark.parametrize("seen", [(), ("a0",), ("a1", "a0")])
def test_an_answer_over_one_its_author_never_saw_is_an_overwrite(seen: tuple[str, ...]) -> None:
    told = Told().sends(change("a1", {"who": "nobody"})).sends(change("b1", {"who": "anyone"}, seen=seen))
    assert told.shows("b1", {"who": "anyone"}).problems() == {"I3"}


def test_two_answers_of_which_one_is_shown_is_an_overwrite() -> None:
    told = Told().sends(change("a1", {"who": "nobody"})).sends(change("b1", {"who": "anyone"}), "conflict")
    assert told.shows("b1", {"who": "anyone"}).problems() == {"I3"}
    told = Told().sends(change("a1", {"who": "nobody"})).sends(change("b1", {"who": "anyone"}), "conflict")
    told.document["leaves"][PATH] = {
        "value": None,
        "seen": ["a1", "b1"],
        "sides": [side("a1", "nobody"), side("b1", "anyone")],
    }
    assert told.problems() == set()


def side(op_id: str, who: str) -> dict[str, Any]:
    return {"id": op_id, "value": {"who": who}}


def test_a_settlement_that_saw_one_side_only_is_an_overwrite() -> None:
    told = Told().sends(change("a1", {"who": "nobody"})).sends(change("b1", {"who": "anyone"}), "conflict")
    told.sends(change("s1", {"choose": "a1", "why": "Rang"}, seen=("a1",), kind="settle"))
    assert told.shows("s1", {"who": "nobody"}).problems() == {"I3"}


def test_a_number_left_out_is_a_gap() -> None:
    told = good()
    told.rows["head"][0]["seq"] = 3
    assert told.problems() == {"I6"}


def test_a_pull_that_does_not_show_what_was_committed_before_it_is_a_gap() -> None:
    told = good()
    told.pulls(document=told.document | {"seq": 1})
    assert told.problems() == {"I6"}


def test_a_device_that_holds_something_else_than_a_new_one_is_a_gap() -> None:
    told = good()
    told.pulls(document=told.document | {"seq": 3})
    assert "I6" in told.problems()
