"""What applies besides dates, against the hand-written cases; its twin is web/test/duties.test.ts."""

from typing import Any

import pytest

from server.procedure_files import find
from sync.deadlines import CaseError
from sync.duties import duties
from tests.sync.vectors import ROOT, load, shown

FILE = load("duties")
PROCEDURE = find(str(ROOT / FILE["procedure"]))


@pytest.mark.parametrize("vector", FILE["cases"], ids=[vector["name"] for vector in FILE["cases"]])
def test_each_hand_written_case_has_its_duties(vector: dict[str, Any]) -> None:
    rows = [row for row in duties(PROCEDURE, vector["case"]) if row["rule"] in vector.get("only", [row["rule"]])]
    assert len(rows) == len(vector["expect"]), [(row["rule"], row["part"]) for row in rows]
    assert [shown(row, want) for row, want in zip(rows, vector["expect"], strict=True)] == vector["expect"]


@pytest.mark.parametrize("bad", FILE["bad"], ids=[bad["name"] for bad in FILE["bad"]])
def test_a_bad_case_is_refused_in_one_sentence(bad: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as refused:
        duties(PROCEDURE, bad["case"])
    assert str(refused.value) == bad["error"]
