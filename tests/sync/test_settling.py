"""Who may settle two different answers: `sync/vectors/settling.json`; the twin's test is web/test/settling.test.ts."""

from typing import Any

import pytest

from sync.registry import registry
from sync.settling import settles, settling
from tests.sync.vectors import load

VECTORS = load("settling")


@pytest.mark.parametrize("given", VECTORS["cases"], ids=lambda given: f"{given['role']} {given['path']} {given['at']}")
def test_who_settles_hangs_on_the_kind_of_question(given: dict[str, Any]) -> None:
    rule = settling(registry(), given["path"])
    assert settles(rule, given["capacity"], given["role"], given["at"], VECTORS["holidays"]) is given["settles"]


def test_every_kind_that_a_field_names_is_there() -> None:
    for field in registry().fields:
        kinds = [field.raw.get("settled", "usual"), *field.raw.get("settled_names", {})]
        assert set(kinds) <= registry().settling.keys(), field.path
        for names in field.raw.get("settled_names", {}).values():
            assert set(names) <= field.raw["names"].keys()
