"""Which home authorities are in Wales: `sync/vectors/wales.json`; the twin's test is web/test/wales.test.ts."""

import pytest

from sync.wales import AUTHORITIES, in_wales, words
from tests.sync.vectors import load

VECTORS = load("wales")


@pytest.mark.parametrize("authority", VECTORS["in_wales"])
def test_a_welsh_authority_is_known_however_it_is_written(authority: str) -> None:
    assert in_wales(authority)


@pytest.mark.parametrize("authority", VECTORS["elsewhere"])
def test_a_place_that_only_sounds_like_one_is_not_taken_for_it(authority: str) -> None:
    assert not in_wales(authority)
    assert words(authority) == ""


@pytest.mark.parametrize("given", VECTORS["said"])
def test_it_is_said(given: dict[str, str]) -> None:
    assert words(given["home"]) == given["words"]


def test_all_twenty_two_are_there() -> None:
    assert len(VECTORS["in_wales"][:22]) == 22
    assert len({name.lower() for name in VECTORS["in_wales"][:22]}) == 22
    assert len(AUTHORITIES) > 22
