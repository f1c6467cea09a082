"""A form that is opened and saved writes nothing: what stands is neither struck through nor said again."""

from html.parser import HTMLParser
from typing import cast

import pytest

from server.pages import render
from sync.forms import Author, changes_from
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import registry
from tests.templates import documents
from tests.templates.documents import Json, inputs
from tests.templates.parity import TEMPLATE

NURSE = Author("d1", "p1", "participant", "d1", "2026-11-20T19:40:00Z", 5, "Europe/London", 0, "1", "digest")
EVERYTHING = [one.path for one in registry().fields]
EDITS: dict[str, tuple[Json, dict[str, str]]] = {
    "visit_again": (documents.plain(), {"visit": "v2"}),
    "note_readers": (documents.plain(), {"entry": "i9"}),
    "held_again": (documents.called(), {"held": "h2"}),
    "happened_again": (documents.called(), {"event": "x1"}),
    "born": (documents.lost(), {"child": "c3"}),
    "attendance_edit": (documents.here_for_part(documents.plain()), {"person": "p8"}),
    "action_edit": (documents.plain(), {"action": "a1"}),
    "child_edit": (documents.plain(), {"child": "c1", "part": "numbers"}),
    "adult_edit": (documents.grown(chair=True), {"adult": "g1", "about": "names"}),
    "call": (documents.called(), {"call": "k1"}),
    "ward_plan": (documents.plain(), {}),
    "evidence": (documents.plain(), {}),
    "decision": (documents.plain(), {"child": "c1"}),
}


class Form(HTMLParser):
    """What a browser sends of the form that saves changes, with nothing touched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self._in = False
        self._typed = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        if tag == "form":
            self._in = (had.get("action") or "").endswith("/changes")
        name, kind = had.get("name") or "", had.get("type")
        if self._in and tag == "input" and (kind not in ("radio", "checkbox") or "checked" in had):
            self.fields.append((name, had.get("value") or ""))
        if self._in and tag == "textarea":
            self._typed = name
            self.fields.append((name, ""))

    def handle_data(self, data: str) -> None:
        if self._typed:
            # The first line feed of a text area is the markup's.
            self.fields[-1] = (self._typed, self.fields[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag != "form"
        self._typed = "" if tag == "textarea" else self._typed


@pytest.mark.parametrize("name", EDITS)
def test_a_form_saved_as_it_was_opened_changes_nothing(name: str) -> None:
    fields = sent(name)
    assert [field for field, _ in fields if field.startswith("was:")]
    made, problems = changes_from(fields, registry(), NURSE, {}, "Europe/London")
    assert ([change["target"] for change in made], problems) == ([], [])


def test_what_is_put_right_is_written() -> None:
    fields = [*sent("note_readers"), ("add:note_readers/cleared", "Ring the ward first")]
    made, _ = changes_from(fields, registry(), NURSE, {}, "Europe/London")
    assert [change["payload"]["cleared"] for change in made] == ["Ring the ward first"]


def sent(name: str) -> list[tuple[str, str]]:
    doc, params = EDITS[name]
    asked = inputs(doc | {"capacity": "chair", "writable": EVERYTHING}, params=params)
    form = Form()
    form.feed(render(str(TEMPLATE[name]), page(name, cast("Inputs", asked))))
    return form.fields
