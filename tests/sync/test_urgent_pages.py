"""What became of a note that somebody needed to know of: `sync/vectors/pages/urgent.json`."""

from typing import Any, cast

import pytest

from sync.pages import urgent
from sync.pages.inputs import Inputs
from tests.sync.vectors import load

VECTORS = load("pages/urgent")


@pytest.mark.parametrize(
    ("document", "since"),
    [
        ("read by herself alone", "2026-11-20T19:31:00Z"),
        ("sent", "2026-11-20T19:31:00Z"),
        ("unsent", "2026-11-20T19:31:00Z"),
        ("told", ""),
        ("read", ""),
        ("read offline", ""),
    ],
)
def test_the_lock_page_knows_since_when_nobody_has_read_or_was_told_what_its_person_wrote(
    document: str, since: str
) -> None:
    assert urgent.first_unread(_inputs(document)) == since


def _inputs(document: str, **more: Any) -> Inputs:
    doc = VECTORS["documents"][document]
    return cast("Inputs", VECTORS["inputs"] | {"discussion": doc, "discussions": [doc]} | more)
