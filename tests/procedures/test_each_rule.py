"""No rule is only decoration: take one out of the file and a named case goes red."""

import copy
from typing import Any

import pytest

from server.domain.calendar import england
from server.domain.procedure import load_builtin
from sync.deadlines import deadlines
from tests.sync.vectors import load, mismatch

VECTORS = load("deadlines-herefordshire")
RULES = [(rule["id"], rule["kind"]) for rule in load_builtin()["herefordshire"]["rules"]]


@pytest.mark.parametrize(("rule", "kind"), RULES)
def test_without_this_rule_a_named_case_is_red(rule: str, kind: str) -> None:
    procedure = copy.deepcopy(load_builtin()["herefordshire"])
    procedure["rules"] = [one for one in procedure["rules"] if (one["id"], one["kind"]) != (rule, kind)]
    red = [vector["name"] for vector in VECTORS["cases"] if is_red(procedure, vector)]
    print(f"{rule} {kind}: {len(red)} red, first: {red[:1]}")
    assert red


def is_red(procedure: dict[str, Any], vector: dict[str, Any]) -> bool:
    result = deadlines(procedure, vector["case"], england(), vector.get("now", VECTORS["now"]))
    return mismatch(result, vector) != ""


def test_every_rule_of_the_clock_is_in_the_file_with_its_line() -> None:
    cited = {(rule["id"], rule["cite"]["line"]) for rule in load_builtin()["herefordshire"]["rules"]}
    assert cited == {
        *{("H-1.1", 17), ("H-1.2", 18), ("H-1.3", 19), ("H-1.4", 20), ("H-1.5", 21)},
        *{("H-4.1", 25), ("H-4.2", 25), ("H-5.3", 28), ("H-5.4", 30)},
    }
