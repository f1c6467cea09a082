"""Our templates stay within what Jinja2 and nunjucks read alike, and the lint sees what it is there to see."""

import re
from pathlib import Path
from typing import Any, cast

import pytest

from server.pages import TEMPLATES
from sync.pages import page
from sync.pages.inputs import Inputs
from tests.templates.lint import problems
from tests.templates.parity import CASES

OURS = sorted(TEMPLATES.rglob("*.jinja"))

BAD = {
    "a filter nunjucks lacks": "{{ rows | map(attribute='a') }}",
    "markup declared safe": "{{ words | safe }}",
    "markup joined": "{{ '<p>' ~ words }}",
    "a method of a dict": "{% for key in row.items() %}{% endfor %}",
    "a part named as a method": "{{ row.items }}",
    "a loop with a condition": "{% for row in rows if row.open %}{% endfor %}",
    "a loop over pairs": "{% for key, value in rows %}{% endfor %}",
    "a slice": "{{ rows[1:] }}",
    "an index": "{{ rows[0] }}",
    "arithmetic": "{{ count + 1 }}",
    "set in a loop": "{% for row in rows %}{% set found = row %}{% endfor %}",
    "namespace": "{% set ns = namespace(a=1) %}",
    "a Python literal": "{% if row == None %}{% endif %}",
    "the truth of a list": "{% if rows %}{% endif %}",
    "the truth of a list within": "{% if page.demo and not page.rows %}{% endif %}",
    "a size compared": "{% if rows | length > 1 %}{% endif %}",
    "a test": "{% if row is mapping %}{% endif %}",
    "an expression that ends early": '{{ button({"a": {"b": 1}}) }}',
    "a trailing comma": '{{ m({"a": 1,}) }}{% macro m(a) %}{% endmacro %}',
    "inline style": '<p style="color: red">x</p>',
    "an inline handler": '<p onclick="x()">x</p>',
    "an inline script": "<script>x()</script>",
    "a file from elsewhere": '<img src="https://assets.example/x.png">',
    "a form that the browser remembers": '<form method="post" action="/x"></form>',
    "htmx that leans on its parent": '<form autocomplete="off" hx-post="/x"></form>',
    "a passphrase that is sent": '<form method="post" autocomplete="off"><input name="passphrase"></form>',
    "an import nobody uses": '{% from "parts/a.jinja" import a %}',
    "nothing Jinja2 reads": "{% if %}",
}


def _lists(value: Any, key: str = "") -> set[str]:
    if isinstance(value, dict):
        return {found for name, part in value.items() for found in _lists(part, name)}
    if isinstance(value, list):
        return {key} | {found for part in value for found in _lists(part)}
    return set()


@pytest.fixture(scope="module")
def lists() -> frozenset[str]:
    """Keys that hold a list in any context the pages make."""
    contexts = (page(case.page, cast("Inputs", case.inputs)) for case in CASES)
    return frozenset(key for context in contexts for key in _lists(context))


@pytest.mark.parametrize("path", OURS, ids=[path.relative_to(TEMPLATES).as_posix() for path in OURS])
def test_template_is_read_alike_by_both_engines(path: Path, lists: frozenset[str]) -> None:
    assert problems(path.read_text("utf-8"), lists) == []


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_the_lint_sees(bad: str) -> None:
    assert problems(bad, frozenset({"rows"})) != []


def test_every_template_it_names_is_there() -> None:
    names = {path.relative_to(TEMPLATES).as_posix() for path in OURS}
    used = {name for path in OURS for name in re.findall(r'"([\w/]+\.jinja)"', path.read_text("utf-8"))}

    assert used - names == set()
    assert {name for name in names if name.startswith("parts/")} - used == set()
