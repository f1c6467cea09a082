"""What the page of things recorded without unlocking says where there is nothing to confirm yet."""

from typing import cast

from server.pages import render
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.templates.documents import inputs, plain

NOTHING = "Nothing is waiting to be confirmed."


def _page(sealed: int) -> str:
    made = inputs(plain(), recorded=[], sealed=sealed)
    return render("recorded/index.jinja", page("recorded", cast("Inputs", made)))


def test_what_waits_sealed_for_signal_is_not_called_nothing() -> None:
    assert "3 things recorded without unlocking wait here, sealed" in _page(3)
    assert NOTHING not in _page(3)
    assert NOTHING in _page(0)
