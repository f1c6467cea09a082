"""What applies besides dates, against the hand-written cases; its twin is web/test/duties.test.ts."""

from typing import Any

import pytest

from server.procedure_files import find
from sync.deadlines import CaseError
from sync.duties import duties
from tests.sync.vectors import ROOT, files, load, mismatch_of_duties

FILE = load("duties")
CASES = [
    pytest.param(file["procedure"], vector, id=vector["name"])
    for file in (FILE, *files("duties"))
    for vector in file["cases"]
]


def procedure(name: str) -> dict[str, Any]:
    return find(str(ROOT / name) if name.endswith(".toml") else name)


@pytest.mark.parametrize(("name", "vector"), CASES)
def test_each_hand_written_case_has_its_duties(name: str, vector: dict[str, Any]) -> None:
    assert mismatch_of_duties(duties(procedure(name), vector["case"]), vector) == ""


@pytest.mark.parametrize("bad", FILE["bad"], ids=[bad["name"] for bad in FILE["bad"]])
def test_a_bad_case_is_refused_in_one_sentence(bad: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as refused:
        duties(procedure(FILE["procedure"]), bad["case"])
    assert str(refused.value) == bad["error"]
