"""Which procedures a discussion follows, against the hand-written cases; its twin is web/test/following.test.ts."""

from typing import Any

import pytest

from sync.following import begun_under, followed, standing
from tests.sync.vectors import load

FILE = load("following")


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_a_discussion_says_which_procedures_it_follows(given: dict[str, Any]) -> None:
    doc = given["doc"]
    found = {"followed": followed(doc), "standing": standing(doc), "begun_under": begun_under(doc)}
    assert found == {key: given[key] for key in found}
