"""What the pages say of actions and of a night: `sync/vectors/pages/actions.json`."""

import pytest

from sync.pages.local import closed, opens
from tests.sync.vectors import load

VECTORS = load("pages/actions")


@pytest.mark.parametrize("given", VECTORS["offices"], ids=[given["now"] for given in VECTORS["offices"]])
def test_the_night_lasts_from_when_the_office_closed_to_when_it_opens(given: dict[str, str]) -> None:
    calendar = VECTORS["inputs"]["calendar"]
    assert (closed(given["now"], calendar), opens(given["now"], calendar)) == (given["closed"], given["opens"])
