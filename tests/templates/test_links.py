"""Whoever hears a page's links one after another knows where each leads: the same words, the same place."""

from collections import defaultdict
from html.parser import HTMLParser
from typing import cast

import pytest

from server.pages import render
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.templates.parity import CASES, Case
from tests.templates.test_parity import template_of

# As a ward has them: nobody's name is spoilt, and no case stands there fifty times.
ORDINARY = [
    case for case in CASES if case.name.endswith((", plain", ", lost, c1")) and "<script>" not in str(case.inputs)
]
# All that these documents hold was written in one minute; in life who wrote it when tells entries apart.
IN_ONE_MINUTE = "Friday 20 November, 5:26pm"


class Links(HTMLParser):
    """Words of each link in `main`, hidden ones too -> the pages it leads to."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, set[str]] = defaultdict(set)
        self._main = False
        self._to: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._main = self._main or tag == "main"
        if tag == "a" and self._main:
            self._to, self._words = (dict(attrs).get("href") or "").split("#")[0], ""

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._to is not None:
            self.found[" ".join(self._words.split())].add(self._to)
            self._to = None
        self._main = self._main and tag != "main"


def alike(html: str) -> list[str]:
    links = Links()
    links.feed(html)
    return [words for words, places in links.found.items() if len(places) > 1 and IN_ONE_MINUTE not in words]


@pytest.mark.parametrize("case", ORDINARY, ids=lambda case: case.name)
def test_links_of_the_same_words_lead_to_the_same_place(case: Case) -> None:
    context = page(case.page, cast("Inputs", case.inputs))
    assert alike(render(template_of(context, case.page), context)) == []


def test_two_places_under_the_same_words_are_seen() -> None:
    assert alike('<main><a href="/one">Change</a><a href="/two#there">Change</a></main>') == ["Change"]
    assert alike('<main><a href="/one">Change</a><a href="/one#there">Change</a></main>') == []
