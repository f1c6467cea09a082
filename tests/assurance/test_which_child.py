"""Z-38: whoever writes about a child sees which one: name, date of birth and one number."""

import re
from typing import cast

import pytest

from server.pages import render
from sync.pages import page
from sync.pages.inputs import Inputs
from sync.registry import sitemap
from tests.templates.documents import OTHER, called, inputs, kept_out, plain
from tests.templates.parity import TEMPLATE

# Every page of a discussion that has a form in it, and the children whose strip it must show.
WRITING = {
    "note": ["c1", "c2"],
    "evidence": ["c1", "c2"],
    "ward_plan": ["c1", "c2"],
    "ward_handover": ["c1", "c2"],
    "visit": ["c2"],
    "visit_again": ["c2"],
    "not_seen": ["c2"],
    "what_next": ["c2"],
    "taken": ["c2"],
    "own_words": ["c2"],
    "opinion": ["c2"],
    "note_readers": ["c1", "c2"],
    "family_edit": ["c2"],
    "urgent": ["c1", "c2"],
    "decision": ["c2"],
    "ended": ["c1", "c2"],
    "child_edit": ["c2"],
    "right_child": ["c2"],
    "adult_child": ["c2"],
    "child_new": ["c1", "c2"],
    "born": ["c2"],
    "recorded_of": ["c2"],
    "short": ["c2"],
    "died": ["c2"],
    "under": ["c1", "c2"],
    "action_new": ["c1", "c2"],
    "action": ["c1"],
    "action_edit": ["c1", "c2"],
    "action_step": ["c1"],
    # A call or meeting is of the whole discussion.
    **{
        key: ["c1", "c2"]
        for key in (
            *("call_new", "call", "call_off", "call_held", "held_new", "held_again"),
            *("happened", "happened_again", "mistake"),
        )
    },
    # Somebody is kept out of the whole discussion.
    **{key: ["c1", "c2"] for key in ("excluded_asked", "excluded_new", "excluded_account", "excluded_ended")},
}
STRIP = r'<p class="app-child">.*?</p>'
# The evidence questions are many: each child's stand in a section headed by the same three.
SECTION = r'<section class="app-section" id="child-c\d".*?<p class="app-card__small">.*?</p>'
WHO = {
    "c1": ("Rosalind Tennant (known as Rosie)", "Date of birth: 21 June 2026", "NHS number 999 014 2211"),
    "c2": ("Sam Tennant", "Date of birth not recorded", "No number recorded"),
}


# Where a name is folded away, a parent beside the bed does not read it (PRACTICE.md P-19).
FOLD = r'<details class="nhsuk-details app-who">.*?</details>'
FOLDED = ("note", "urgent", "visit", "visit_again", "not_seen", "what_next", "taken", "own_words", "opinion")


@pytest.mark.parametrize("child", ["c1", "c2"])
@pytest.mark.parametrize("name", FOLDED)
def test_where_a_name_is_folded_away_it_stands_nowhere_else(name: str, child: str) -> None:
    html = _html(name, {"child": child, "visit": "v1"})
    folded = re.sub(FOLD, "", html, flags=re.DOTALL)
    assert folded != html
    assert not [said for said in ("Rosalind", "Rosie", "Sam Tennant") if said in folded]


@pytest.mark.parametrize("name", WRITING)
def test_every_page_that_writes_about_a_child_says_which_one(name: str) -> None:
    html = _html(name, {})
    said = re.findall(SECTION if name == "evidence" else STRIP, html, re.DOTALL)
    assert len(said) == len(WRITING[name])
    for strip, child in zip(said, WRITING[name], strict=True):
        assert all(words in strip for words in WHO[child]), strip


def _html(name: str, more: dict[str, str]) -> str:
    of_call = name.startswith(("call", "held", "happened_", "mistake"))
    keeping_out = name.startswith("excluded")
    doc = (called() if of_call else kept_out(plain()) if keeping_out else plain()) | {
        "adults": ["g1"],
        "capacity": "chair",
        "writable": [*plain()["writable"], "decisions.{child}.section_47"],
    }
    params = {
        "discussion": "d1",
        "child": "c2",
        "visit": "v1",
        "recorded": "rec1",
        "entry": "i9",
        "what": "v4",
        "answer": "c2-interview",
        "adult": "g1",
        "about": "contact",
        "part": "names",
        "procedure": OTHER["version"],
        **({"excluded": "o1"} if keeping_out else {}),
        **({"call": "k1", "held": "e2", "event": "h1"} if of_call and not name.endswith("_new") else {}),
    }
    recorded = [{"note": "rec1", "what": "seen", "at": "2026-11-21T01:00:00Z", "words": "", "by": ""}]
    given = inputs(
        doc,
        params=params | more | ({"action": "a1", "step": "done"} if name.startswith("action") else {}),
        recorded=recorded,
    )
    return render(str(TEMPLATE[name]), page(name, cast("Inputs", given)))


def test_no_page_that_writes_in_a_discussion_is_left_out() -> None:
    ours = {route.name for route in sitemap() if route.path.startswith("/discussions/") and route.method == "GET"}
    # A difference says in its heading which child it is about; what it writes is a choice between the sides. Whom an
    # urgent note was told to is written beneath that note, which names the child.
    others = {"discussion", "difference", "told", "rules", "safety_plan", "child", "family", "wrong_child", "calls"}
    # Who is here for what says each child by name, and whoever is here for part of it reads one page of that part.
    others |= {"attendance", "attendance_edit", "in_part"}
    # Who is kept out, and from where it is written, with nothing to write on the page itself.
    others |= {"excluded"}
    # An adult's own pages are about no child, and show every child or none.
    assert ours == {*WRITING, *others, "adults", "adult", "adult_new", "adult_edit"}
    # An urgent note stands with its child's name, and only who has it in hand is written beneath it.
    doc = plain() | {"capacity": "chair", "entries": {}}
    for name in ("rules", "safety_plan", "child", "wrong_child"):
        assert "data-draft" not in render(
            str(TEMPLATE[name]), page(name, cast("Inputs", inputs(doc, params={"discussion": "d1", "child": "c2"})))
        )
