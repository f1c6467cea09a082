"""No invented rule is only decoration: take one out and a hand-written case of its file goes red."""

from typing import Any

import pytest

from server.procedure_files import find
from tests.sync.vectors import ROOT, files, mismatch, worked_out

INVENTED = [file for file in files("deadlines") if file["procedure"].endswith(".toml")]
RULES = [
    pytest.param(file, rule, id=f"{rule['id']} {rule.get('kind', '')} {rule['part']}")
    for file in INVENTED
    for rule in find(str(ROOT / file["procedure"]))["rules"]
    if "unit" in rule
]


@pytest.mark.parametrize(("file", "rule"), RULES)
def test_without_this_shape_a_named_case_is_red(file: dict[str, Any], rule: dict[str, Any]) -> None:
    compiled = find(str(ROOT / file["procedure"]))
    without = {**compiled, "rules": [one for one in compiled["rules"] if one != rule]}
    asked = [case for case in file["cases"] if rule["id"] in case.get("only", [rule["id"]])]
    assert any(mismatch(worked_out(without, case, file), case) for case in asked)
