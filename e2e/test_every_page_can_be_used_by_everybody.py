"""axe finds nothing to put right, and at 400 % nothing is cut: page and person and state, from worker and server, on a
phone and a wide screen."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e import behind
from e2e.length import LONG
from e2e.likeness import read
from e2e.people import MAYA, ROLES, ROSIE, Someone, meet, says_who_is_here
from e2e.places import places
from e2e.reflow import misfits
from e2e.server import Server
from sync.registry import Route

AXE = Path(__file__).parents[1] / "web/node_modules/axe-core/axe.min.js"
WIDTHS = (320, 1280)
RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)"""
# Forms that say what is missing when they are sent as they are.
SAVES = {
    "note": "Save the note",
    "visit": "Save",
    "urgent": "Save the urgent note",
    "told": "Save who was told",
    "difference": "Settle it",
}
TEXT = "async (path) => (await fetch(path, { cache: 'no-store' })).text()"
RULES = {"procedure", "rules", "under"}
OF_HER_PART = {"tonight", "discussion", "safety_plan"}
# Who meets every kind of page between them, and the two who differ.
SEE_MOST = ("ward_nurse", "paediatrician", "team_manager", "edt_worker")
DIFFERING = OF_HER_PART | {"difference", "ward_plan", "every_child"}


# What a rule of accessibility can turn on; who is named, and where a link leads, it cannot.
TELLING = ("class", "type", "role", "lang", "dir", "autocomplete", "checked", "hidden", "open", "tabindex", "aria-live")


@dataclass
class Looked:
    """What axe said so far. `make test` looks at each kind of page once from worker and server, at what each person's
    part shows as each of them, and again at what differs; `python -m tests.prove stories` at every shape
    of every page, as everybody."""

    pages: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    findings: list[str] = field(default_factory=list)
    shapes: set[tuple[Any, ...]] = field(default_factory=set)
    kinds: set[tuple[str, ...]] = field(default_factory=set)
    dark: set[str] = field(default_factory=set)

    def at(self, person: Someone, path: str, kind: str, state: str, where: str) -> None:
        """Where shapes count it asks for the page first: to open one takes ten times as long."""
        self.pages[f"{state}, {where}"] += 1
        new = self.is_first(person, kind, state, where)
        if new or (LONG and self.is_new(person.page.evaluate(TEXT, path))):
            person.opens(path)
            self.looks_at(person.page, state, where)

    def is_first(self, person: Someone, kind: str, state: str, where: str) -> bool:
        """`kind` is the name of the page's route."""
        its_own = (person.login if kind in OF_HER_PART else "", state if kind in DIFFERING else "")
        first = (kind, where, *its_own) not in self.kinds
        self.kinds.add((kind, where, *its_own))
        return first

    def is_new(self, html: str) -> bool:
        shape = _shape(html)
        new = shape not in self.shapes
        self.shapes.add(shape)
        return new

    def looks_at(self, page: Page, state: str, where: str) -> None:
        for width in WIDTHS if LONG or where == "worker" else WIDTHS[:1]:
            page.set_viewport_size({"width": width, "height": 800})
            self._look(page, f"{state}, {where}, {page.url}, {width} px")
        if where == "worker" and page.url not in self.dark:
            self.dark.add(page.url)
            page.emulate_media(color_scheme="dark")
            self._look(page, f"{state}, {where}, {page.url}, in the dark")
            page.emulate_media(color_scheme="light")
        if where == "worker":
            self.findings += [f"{state}, {page.url}, at 400 %: {one}" for one in misfits(page)]

    def _look(self, page: Page, place: str) -> None:
        self.looks += 1
        self.findings += [f"{place}: {one}" for one in page.evaluate(RUN)]


def _shape(html: str) -> tuple[Any, ...]:
    """Tags in order with what tells them apart, and where there is text."""
    return tuple(
        (tag, *(pair for pair in said if pair[0] in TELLING)) if tag != "text" else tag for tag, *said in read(html)
    )


@dataclass
class Both:
    """One person: on an unlocked device, and at a computer with no worker."""

    device: Someone
    plain: Someone

    def ways(self) -> Iterator[tuple[str, Someone]]:
        yield "worker", self.device
        yield "server", self.plain


@pytest.fixture(scope="module")
def people(browser: Browser, seenby: Server) -> dict[str, Both]:
    def someone(role: str, **more: Any) -> Someone:
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **more)
        context.add_init_script(path=AXE)
        return meet(context, seenby, role, None)

    roles = ROLES if LONG else SEE_MOST
    met = {role: Both(someone(role), someone(role, service_workers="block")) for role in roles}
    for one in met.values():
        one.device.enrols()
        one.plain.signs_in()
    return met


@pytest.fixture(scope="module")
def looked() -> Looked:
    return Looked()


def test_of_the_demo_cases(people: dict[str, Both], looked: Looked) -> None:
    _everywhere(people, looked, "demo")


def test_with_two_different_answers(people: dict[str, Both], looked: Looked) -> None:
    nurse, doctor = people["ward_nurse"].plain, people["paediatrician"].plain
    _differ(nurse, "Family as usual")
    _differ(doctor, "Nobody")
    for one, told in ((nurse, "The server has it."), (doctor, "Someone answered differently.")):
        one.saves("Save the ward plan")
        one.sees(told)
    for both in people.values():
        _comes_back(both.device)
        both.device.waits_for("Two different answers: a decision is waiting")
    _everywhere(people, looked, "differing")


def test_with_something_to_put_right(people: dict[str, Both], looked: Looked) -> None:
    for one in people.values():
        for where, person in one.ways():
            for name, path in {route.name: path for path, route in places(person).items()}.items():
                if name in SAVES and (looked.is_first(person, f"{name} with an error", "error", where) or LONG):
                    looked.pages[f"error, {where}"] += 1
                    _sends_it_empty(person, path, SAVES[name])
                    looked.looks_at(person.page, "error", where)
    _everywhere(people, looked, "error", ["/sign-in?failed=known", "/no-such-page"])
    assert looked.pages["error, worker"] > len(SAVES)


def test_of_whoever_is_here_for_part_of_it(people: dict[str, Both], looked: Looked) -> None:
    chair, doctor = people["team_manager"].plain, people["paediatrician"]
    chair.opens("/")
    chair.follows(MAYA)
    expect(chair.page).to_have_url(re.compile("/discussions/"))
    here = f"/discussions/{chair.place.split('/')[2]}"
    items = ("What the doctors found", "What was seen", "The adults", "The concern", "What was decided")
    says_who_is_here(chair, doctor.plain.name, MAYA, *items)
    _comes_back(doctor.device)
    for where, person in doctor.ways():
        person.opens(here)
        person.sees("You are here for part of this discussion")
        looked.at(person, here, "in part", "part", where)


def test_of_whoever_keeps_somebody_out(people: dict[str, Both], looked: Looked) -> None:
    """With no account chosen, so that nobody is kept out of what the other stories look at."""
    chair = people["team_manager"].plain
    chair.opens("/")
    chair.follows(MAYA)
    expect(chair.page).to_have_url(re.compile("/discussions/"))
    here = f"/discussions/{chair.place.split('/')[2]}/kept-out"
    chair.opens(f"{here}/new")
    chair.page.get_by_label("Their name").fill("Ruth Vane")
    chair.page.get_by_label("The organisation they work for").fill("St Aldate’s Primary")
    chair.saves("Save")
    chair.follows("Choose the account")
    account = chair.place
    for kind, path in (("named", here), ("excluded_account", account), ("excluded_ended", f"{account}/let-in")):
        looked.at(chair, path, kind, "kept out", "server")


def test_with_no_discussion(people: dict[str, Both], looked: Looked, seenby: Server) -> None:
    behind.ends_every_part(seenby)
    for one in people.values():
        _comes_back(one.device)
        one.device.waits_for("You hold no discussions here.")
    _everywhere(people, looked, "empty", ["/"])


def test_nothing_is_found_anywhere(looked: Looked) -> None:
    print(f"axe: {dict(looked.pages)}, {looked.looks} looks at {len(looked.kinds)} kinds, {len(looked.shapes)} shapes")
    assert {state.split(",")[0] for state in looked.pages} == {
        "demo",
        "differing",
        "error",
        "part",
        "kept out",
        "empty",
    }
    assert not looked.findings, "\n".join(sorted(set(looked.findings)))


def test_a_page_with_a_fault_is_found(people: dict[str, Both]) -> None:
    page = people["ward_nurse"].plain.page
    for fault in ("<img src='/static/icon-192.png'>", "<p style='color:#ddd'>Pale words</p>", "<input name='x'>"):
        page.evaluate("(html) => { document.querySelector('main').insertAdjacentHTML('beforeend', html) }", fault)
        assert page.evaluate(RUN), fault


def test_what_does_not_fit_at_400_percent_is_found(people: dict[str, Both]) -> None:
    plain = people["ward_nurse"].plain
    for fault, words in (
        ({"width": "340px"}, "sideways"),
        ({"width": "50px", "overflow": "hidden", "whiteSpace": "nowrap"}, "cut"),
        ({"overflowWrap": "normal"}, "a long name, the page is"),
        ({"position": "sticky"}, "over the page"),
    ):
        plain.opens("/")
        assert misfits(plain.page) == []
        plain.page.evaluate(
            """(style) => {
                const one = document.querySelector('#main').appendChild(document.createElement('p'))
                one.innerHTML = 'Many words in one line and <bdi>a name</bdi>'
                Object.assign(one.style, style)
            }""",
            fault,
        )
        assert any(one.startswith(words) for one in misfits(plain.page)), fault


def _everywhere(people: dict[str, Both], looked: Looked, state: str, paths: list[str] | None = None) -> None:
    for one in people.values():
        for where, person in one.ways():
            if LONG and where == "worker":
                _comes_back(person)
            # A device that is set up is sent on from /set-up at once.
            of_nobody = ["/unlock", "/sign-in", "/paper-form", *(["/set-up"] if where == "server" else [])]
            kinds = {path: path for path in paths or of_nobody} | ({} if paths else _one_of_each_long(places(person)))
            for path, kind in kinds.items():
                looked.at(person, path, kind, state, where)


def _one_of_each_long(found: dict[str, Route]) -> dict[str, str]:
    """A page of rules is thirty screens, and each is made of the same few parts: one of a kind is looked at."""
    first = {route.name: path for path, route in reversed(found.items()) if route.name in RULES}
    return {path: route.name for path, route in found.items() if path == first.get(route.name, path)}


def _comes_back(person: Someone) -> None:
    """While the others' pages were looked at, this device may have been idle for five minutes, and locked."""
    person.opens("/")
    if person.place == "/unlock":
        person.unlocks()
    person.opens_every_child()


def _differ(one: Someone, answer: str) -> None:
    one.opens("/")
    one.follows(ROSIE)
    one.follows("Change the ward plan")
    visiting = one.page.get_by_role("region", name="Who may visit")
    visiting.get_by_label(answer, exact=True).check()
    visiting.get_by_label("Why").fill("said apart")


def _sends_it_empty(person: Someone, path: str, button: str) -> None:
    person.opens(path)
    if person.page.get_by_role("button", name=button, exact=True).count():
        person.page.get_by_role("button", name=button, exact=True).click()
        person.waits_for("There is something to put right")
