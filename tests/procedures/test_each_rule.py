"""No rule is only decoration: take one out of its file and a named case goes red."""

from typing import Any

import pytest

from server.domain.procedure import load_builtin
from sync.duties import duties
from tests.sync.vectors import mismatch, mismatch_of_duties, of_procedure, worked_out

RULES = [(name, rule) for name, procedure in load_builtin().items() for rule in procedure["rules"]]
CLOCKS = [(name, rule) for name, rule in RULES if "unit" in rule]
DUTIES = [(name, rule) for name, rule in RULES if "unit" not in rule]


def named(value: Any) -> str:
    return value if isinstance(value, str) else " ".join(filter(None, (value["id"], value.get("kind"), value["part"])))


@pytest.mark.parametrize(("name", "rule"), CLOCKS, ids=named)
def test_without_this_clock_a_named_case_is_red(name: str, rule: dict[str, Any]) -> None:
    procedure = without(rule, load_builtin()[name])
    red = [
        vector["name"]
        for file in of_procedure("deadlines", name)
        for vector in file["cases"]
        if mismatch(worked_out(procedure, vector, file), vector)
    ]
    print(f"{rule['id']} {rule['kind']}: {len(red)} red, first: {red[:1]}")
    assert red


@pytest.mark.parametrize(("name", "rule"), DUTIES, ids=named)
def test_without_this_duty_a_named_case_is_red(name: str, rule: dict[str, Any]) -> None:
    procedure = without(rule, load_builtin()[name])
    red = [
        vector["name"]
        for file in of_procedure("duties", name)
        for vector in file["cases"]
        if mismatch_of_duties(duties(procedure, vector["case"]), vector)
    ]
    print(f"{rule['id']} {rule['part']}: {len(red)} red, first: {red[:1]}")
    assert red


def without(rule: dict[str, Any], procedure: dict[str, Any]) -> dict[str, Any]:
    return {**procedure, "rules": [other for other in procedure["rules"] if other is not rule]}
