"""Both languages make the same context of the same inputs, and both engines the same page of it (BROWSER.md 2.5)."""

import json
import subprocess
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, cast

import pytest

from server.pages import TEMPLATES, render
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.templates.documents import Json
from tests.templates.parity import CASES, TEMPLATE, Case

WEB = TEMPLATES.parent


class Tokens(HTMLParser):
    """A page as its browser reads it: tags with sorted attributes, and text with its spaces collapsed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Any, ...]] = []
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))
        self._raw = tag == "textarea"

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("/" + tag,))
        self._raw = False

    def handle_data(self, data: str) -> None:
        text = data if self._raw else " ".join(data.split())
        if not text:
            return
        if self.found and self.found[-1][0] == "text":
            text = f"{self.found.pop()[1]} {text}"
        self.found.append(("text", text))


def tokens(html: str) -> list[tuple[Any, ...]]:
    parser = Tokens()
    parser.feed(html)
    parser.close()
    return parser.found


def template_of(context: Json, asked: str) -> str:
    return "problems/show.jinja" if context["page"]["name"] == "problem" else str(TEMPLATE[asked])


def ask(questions: Iterable[Json]) -> list[Json]:
    """Answers of the device's side, one node for all."""
    lines = "".join(f"{json.dumps(question)}\n" for question in questions)
    run = subprocess.run(
        ["node", "render.mjs"], cwd=WEB, input=lines, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="module")
def on_device() -> dict[str, Json]:
    """name -> {context, html}, as the worker makes them."""
    contexts = ask({"page": case.page, "inputs": case.inputs} for case in CASES)
    wanted = [
        {"template": template_of(made["context"], case.page), "context": made["context"]}
        for case, made in zip(CASES, contexts, strict=True)
    ]
    return {case.name: made | page for case, made, page in zip(CASES, contexts, ask(wanted), strict=True)}


def on_server(case: Case) -> tuple[Json, str]:
    context = page(case.page, cast("Inputs", case.inputs))
    return context, render(template_of(context, case.page), context)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_server_and_device_print_the_same_page(case: Case, on_device: dict[str, Json]) -> None:
    context, html = on_server(case)
    device = on_device[case.name]

    assert json.loads(json.dumps(context)) == device["context"]
    assert tokens(html) == tokens(str(device.get("html") or device.get("error")))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_nothing_anybody_wrote_becomes_markup(case: Case, on_device: dict[str, Json]) -> None:
    for html in (on_server(case)[1], on_device[case.name]["html"]):
        found = tokens(html)
        scripts = [token for token in found if token[0] == "script"]
        assert scripts == [("script", (("defer", ""), ("src", "/static/page.js?v=0a1b2c")))]
        assert not [token for token in found if token[0] == "text" and "&lt;" in token[1]], "escaped twice"
        assert "{{ 7" not in html or "{{ 7 * 7 }}" in html


def test_every_template_is_printed_by_some_case() -> None:
    printed = {template_of(page(case.page, cast("Inputs", case.inputs)), case.page) for case in CASES}
    pages = {
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*/*.jinja") if path.parent.name != "parts"
    }

    assert printed == pages


def test_no_title_says_a_name() -> None:
    for case in CASES:
        title = page(case.page, cast("Inputs", case.inputs))["page"]["title"]
        assert "Rosalind" not in title
        assert "Rosie" not in title


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_ids_are_unique_and_headings_step_down(case: Case) -> None:
    found = [token for token in tokens(on_server(case)[1]) if len(token) > 1 and isinstance(token[1], tuple)]
    ids = [dict(token[1])["id"] for token in found if "id" in dict(token[1])]
    levels = [int(token[0][1]) for token in found if token[0] in ("h1", "h2", "h3", "h4")]

    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    # What stands beside a box to be read before it is filled is heard with it too.
    heard = {one for token in found for one in dict(token[1]).get("aria-describedby", "").split()}
    assert {one for one in ids if one.endswith(("-hint", "-error"))} <= heard <= set(ids)
    assert levels.count(1) == 1
    # NHS.UK puts the error summary, with its h2, before the h1.
    after_title = levels[levels.index(1) :]
    assert all(after <= before + 1 for before, after in pairwise(after_title))
