"""Who should be there and who was, against the hand-written cases; its twin is web/test/roster.test.ts."""

from typing import Any

import pytest

from server.domain.vocabulary import ROLES
from sync.roster import ALSO, people_of, quorum, roster
from tests.sync.vectors import load, shown

FILE = load("roster")


@pytest.mark.parametrize("given", FILE["people"], ids=[given["name"] for given in FILE["people"]])
def test_people_are_read_in_the_discussion(given: dict[str, Any]) -> None:
    assert people_of({"leaves": given["leaves"]}, FILE["roles"]) == given["expect"]


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_each_rule_says_who_was_there(given: dict[str, Any]) -> None:
    rows = roster(given["duties"], given["people"])
    assert [shown(row, want) for row, want in zip(rows, given["expect"], strict=True)] == given["expect"]
    assert quorum(rows) == given["quorum"]


def test_every_role_that_speaks_for_others_is_one_that_a_file_may_name() -> None:

    assert {role for role, others in ALSO.items() for role in (role, *others)} <= ROLES.keys()
