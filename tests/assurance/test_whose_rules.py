"""Z-45: each date says whose rule it is and where that stands; nobody relies on an invented or unnamed one."""

from typing import Any, cast

import pytest

from server.domain.calendar import england
from server.domain.procedure import digest, load_builtin
from sync.deadlines import deadlines
from sync.headline import headline, of_case
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.sync.vectors import load
from tests.templates import documents

HEREFORDSHIRE = load_builtin()["herefordshire"]
FILE = load("deadlines-herefordshire")
PARTS = ("deadlines", "conditional", "projected")


def result(vector: dict[str, Any]) -> dict[str, Any]:
    return deadlines(HEREFORDSHIRE, vector["case"], england(), vector.get("now", FILE["now"]))


@pytest.mark.parametrize("vector", FILE["cases"], ids=lambda vector: vector["name"])
def test_each_date_names_its_procedure_its_line_and_its_version(vector: dict[str, Any]) -> None:
    found, now = result(vector), vector.get("now", FILE["now"])
    assert found["version"] == digest(HEREFORDSHIRE)
    for row in (row for part in PARTS for row in found[part]):
        assert row["cite_words"] == f"Herefordshire note, line {row['cite']['line']} ({row['rule']})"
    said = [headline(found, child["id"], now) for child in vector["case"].get("children", [])] + [of_case(found, now)]
    for one in said:
        assert one["cite_words"] or one["due_before"] is None, one["words"]


def test_the_working_out_on_the_page_says_whose_rules_which_version_and_that_nobody_reviewed_them() -> None:
    made = page("discussion", cast("Inputs", documents.inputs(documents.plain(), params={"discussion": "d1"})))
    said = [child["clock"]["rules"] for child in made["children"]] + [made["holding"]["rules"]]
    whose = "Herefordshire: strategy discussions and meetings, Friday 22 July 2022."
    standing = f"Not reviewed against current guidance. Rules version {digest(HEREFORDSHIRE)[:8]}."
    assert set(said) == {f"{whose} {standing}"}


def test_another_version_of_the_rules_is_another_version_on_the_page() -> None:
    changed = {**HEREFORDSHIRE, "title": "Herefordshire, as changed"}
    changed["version"] = digest(changed)
    inputs = documents.inputs(documents.plain(), params={"discussion": "d1"})
    doc = inputs["discussion"] | {"procedure": changed["version"]}
    made = page("discussion", cast("Inputs", inputs | {"discussion": doc, "procedures": {changed["version"]: changed}}))
    assert made["children"][0]["clock"]["rules"].endswith(f"Rules version {changed['version'][:8]}.")
    assert changed["version"] != digest(HEREFORDSHIRE)
