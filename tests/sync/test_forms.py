"""Form fields become changes, by the cases both languages read."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.forms import Author, Last, changes_from
from sync.messages import op_id
from sync.registry import registry

VECTORS = json.loads((Path(__file__).parents[2] / "sync/vectors/forms.json").read_text("utf-8"))
NURSE = Author("d1", "p1", "participant", "D1", "2026-11-20T19:40:00Z", 5, "Europe/London", 0, "1", "digest")


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_a_form_becomes_the_changes_and_errors_of_its_case(case: dict[str, Any]) -> None:
    last = {path: Last(**said) for path, said in case.get("last", {}).items()}
    fields = [(name, value) for name, value in case["fields"]]
    made, problems = changes_from(fields, registry(), NURSE, last, VECTORS["zone"])
    assert [{key: change[key] for key in expected} for change, expected in zip(made, case["changes"], strict=True)] == (
        case["changes"]
    )
    assert problems == case["errors"]


def test_a_change_is_named_by_what_it_says() -> None:
    fields = [("nonce", "n1"), ("set:facts.press_interest/answer", "yes")]
    [change], _ = changes_from(fields, registry(), NURSE, {}, VECTORS["zone"])
    assert change["op_id"] == op_id("n1", "facts.press_interest", [], {"answer": "yes"})
