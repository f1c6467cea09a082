"""Both languages make the same context of the same inputs, and both engines the same page of it (BROWSER.md 2.5)."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, NamedTuple, cast

import pytest

from server.pages import TEMPLATES, render
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import sitemap
from tests.templates import documents
from tests.templates.documents import HOSTILE, Json, draft, inputs, spoilt

WEB = TEMPLATES.parent
OF_ONE = ("discussion", "note", "evidence", "ward_plan", "visit", "decision", "difference")
PARAMS = {"visit": {"child": "c1"}, "decision": {"child": "c1"}, "difference": {"difference": "f0"}}
TEMPLATE = {route.name: route.template for route in sitemap() if route.template} | {"problem": "problems/show.jinja"}
DOCUMENTS = {
    "plain": documents.plain(),
    "differing": documents.differing(),
    "pending": documents.pending(),
    "hostile": documents.hostile(),
    "bare": documents.bare(),
    "empty": documents.empty(),
}
WRONG = ("set:ward_plan.visiting/who", "add:visits/at", "add:information/words", "settle:ward_plan.visiting/why")
TYPED = draft(
    ("nonce", "cd" * 16), ("seen:ward_plan.visiting", "ch0"), ("was:ward_plan.visiting", "null"),
    ("set:ward_plan.visiting/names", HOSTILE), ("add:visits/what", "tried"), ("add:visits/at/fold", "after"),
    ("add:information/words", "\n" + HOSTILE), ("was:decisions.c1.seen_plan", "null"), ("set:decisions.c1.seen_plan/when", "2026-10-25T01:30"),
    ("was:children.c1.facts.actual_harm", '{"answer":"no"}'), ("set:children.c1.facts.actual_harm/answer", "yes"),
    ("settle:ward_plan.visiting/choose", "s01"), ("login", HOSTILE), wrong=WRONG,
)  # fmt: skip


class Case(NamedTuple):
    name: str
    page: str
    inputs: Json


def cases() -> Iterator[Case]:
    for kind, doc in DOCUMENTS.items():
        for name in TEMPLATE:
            params = {"discussion": "d1"} | PARAMS.get(name, {})
            yield Case(f"{name}, {kind}", name, inputs(doc, params=params))
            yield Case(f"{name}, {kind}, typed and wrong", name, inputs(doc, params=params, draft=TYPED))
            yield Case(f"{name}, {kind}, from the server", name, inputs(doc, params=params, where="server", outbox=[], vaults=[]))
    yield from odd()


def odd() -> Iterator[Case]:
    """What a device may be in: nobody, nothing yet, a clock in doubt, a copy never checked."""
    doc = documents.plain()
    nobody = {"person": None, "phones": [], "vaults": [], "discussions": [], "outbox": []}
    for name in ("unlock", "sign_in", "tonight", "on_this_device", "problem"):
        yield Case(f"{name}, nobody and nothing", name, inputs(None, **nobody))
    yield Case("all people spoilt", "tonight", spoilt(inputs(documents.hostile(), notice=HOSTILE, clock_doubt=True)))
    yield Case("no rules yet", "discussion", inputs(doc, procedures={}, synced_at=None))
    yield Case("no calendar yet", "tonight", inputs(doc, calendar=None))
    yield Case("a case the engine refuses", "discussion", inputs(documents.refused()))
    for id_ in ("f1", "f3", "f4", "gone"):
        for kind in ("differing", "pending", "plain"):
            yield Case(f"difference {id_}, {kind}", "difference", inputs(DOCUMENTS[kind], params={"difference": id_}))
    for name in OF_ONE:
        yield Case(f"{name}, not held", name, inputs(None))
    yield Case("a child of another discussion", "visit", inputs(doc, params={"child": "c9"}))
    yield Case("by day", "tonight", inputs(doc, now="2026-11-20T12:00:00Z"))
    yield Case("in summer", "visit", inputs(doc, now="2026-07-20T12:00:00Z", params={"child": "c2"}))


CASES = list(cases())


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
    run = subprocess.run(["node", "render.mjs"], cwd=WEB, input=lines, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture(scope="module")
def on_device() -> dict[str, Json]:
    """name -> {context, html}, as the worker makes them."""
    contexts = ask({"page": case.page, "inputs": case.inputs} for case in CASES)
    wanted = [{"template": template_of(made["context"], case.page), "context": made["context"]} for case, made in zip(CASES, contexts, strict=True)]
    return {case.name: made | page for case, made, page in zip(CASES, contexts, ask(wanted), strict=True)}


def on_server(case: Case) -> tuple[Json, str]:
    context = page(case.page, cast("Inputs", case.inputs))
    return context, render(template_of(context, case.page), context)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_server_and_device_print_the_same_page(case: Case, on_device: dict[str, Json]) -> None:
    context, html = on_server(case)
    device = on_device[case.name]

    assert json.loads(json.dumps(context)) == device["context"]
    assert tokens(html) == tokens(device.get("html", device.get("error", "")))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_nothing_anybody_wrote_becomes_markup(case: Case, on_device: dict[str, Json]) -> None:
    for html in (on_server(case)[1], on_device[case.name]["html"]):
        found = tokens(html)
        scripts = [token for token in found if token[0] == "script"]
        assert scripts == [("script", (("defer", ""), ("src", "/static/page.js")))]
        assert not [token for token in found if token[0] == "text" and "&lt;" in token[1]], "escaped twice"
        assert "{{ 7" not in html or "{{ 7 * 7 }}" in html


def test_every_template_is_printed_by_some_case() -> None:
    printed = {template_of(page(case.page, cast("Inputs", case.inputs)), case.page) for case in CASES}
    pages = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*/*.jinja") if path.parent.name != "parts"}

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
    assert levels.count(1) == 1
    # NHS.UK puts the error summary, with its h2, before the h1.
    after_title = levels[levels.index(1) :]
    assert all(after <= before + 1 for before, after in pairwise(after_title))
