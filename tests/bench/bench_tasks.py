"""Six things somebody does with no signal, on a phone 360 px wide: taps, and the seconds the product takes of them.

A tap is anything a finger does but type; what is typed is counted beside it. Nobody thinks or reads here.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from e2e.people import CHROMIUM, OPTIONS, PATIENCE, ROSIE, Someone, chromium, meet
from e2e.server import Server
from tests.bench.figures import Figure
from tests.folders import temporary_home

HOME = "Who may take the child home"
SECONDS = 5
WHO = ("ward_nurse", "paediatrician", "team_manager", "edt_worker")


@dataclass
class Hands:
    """One person's, on a phone in front of the first screen."""

    person: Someone
    taps: int = 0
    typed: int = 0

    def taps_on(self, what: Locator) -> None:
        what.first.click()
        self.taps += 1

    def follows(self, link: str) -> None:
        self.taps_on(self.person.main.get_by_role("link", name=link))

    def presses(self, button: str) -> None:
        self.taps_on(self.person.page.get_by_role("button", name=button))

    def types(self, label: str, words: str) -> None:
        self.taps_on(self.person.page.get_by_label(label))
        self.person.page.keyboard.insert_text(words)
        self.typed += len(words)


@dataclass(frozen=True)
class Task:
    """What is done, in at most so many taps; `locked` where it is done at the lock page."""

    name: str
    does: Callable[[Hands], None]
    most: int
    locked: bool = False


def figures() -> Iterator[Figure]:
    expect.set_options(timeout=PATIENCE)
    with temporary_home() as home, _everybody(Server(home)) as (nurse, chair, worker):
        seen = Task("record that a child was seen, from the lock page", _records_a_child_seen, 1, locked=True)
        for who, task in (
            (nurse, Task("read by when the child should be seen", _reads_the_clock, 0)),
            (nurse, Task("find who may take the baby home", _finds_who_may_take_her, 1)),
            (nurse, Task("write an urgent note", _writes_an_urgent_note, 4)),
            (worker, Task("pick up an action", _picks_up_an_action, 2)),
            (chair, Task("settle two answers", _settles, 5)),
            (worker, seen),
        ):
            yield from _timed(who, task)


def _timed(who: Someone, task: Task) -> Iterator[Figure]:
    hands = Hands(who)
    who.opens("/")
    if task.locked:
        who.locks()
    began = time.monotonic()
    task.does(hands)
    took = time.monotonic() - began
    yield Figure(f"{task.name}: taps, {hands.typed} letters typed beside them", hands.taps, "taps", 1, budget=task.most)
    yield Figure(f"{task.name}: from the first tap to the words that say it", round(took, 2), "s", 1, budget=SECONDS)


@contextmanager
def _everybody(server: Server) -> Iterator[tuple[Someone, Someone, Someone]]:
    """Nurse, chair and night worker, with no signal; two have answered differently, and the chair's device holds it."""
    server.start()
    try:
        with sync_playwright() as running:
            browser = running.chromium.launch(executable_path=chromium(), headless=True, args=CHROMIUM)
            people = {role: _enrolled(browser, server, role) for role in WHO}
            for role, answer in (("ward_nurse", "Only the people named"), ("paediatrician", "Either parent")):
                _answers(people[role], answer)
            for one in people.values():
                one.hears_from_the_server()
                one.loses_signal()
            yield people["ward_nurse"], people["team_manager"], people["edt_worker"]
            browser.close()
    finally:
        server.stop()


def _enrolled(browser: Browser, server: Server, role: str) -> Someone:
    person = meet(browser.new_context(**OPTIONS), server, role, None)
    person.enrols()
    return person


def _answers(person: Someone, answer: str) -> None:
    person.loses_signal()
    person.opens("/")
    person.follows(ROSIE)
    person.follows("Change the ward plan")
    person.page.get_by_role("region", name=HOME).get_by_label(answer).check()
    person.saves("Save the ward plan")
    person.has_signal_again()
    person.all_is_sent()


def _reads_the_clock(hands: Hands) -> None:
    expect(hands.person.page.locator(".app-row__clock").first).to_have_text(re.compile("unless|seen"))


def _finds_who_may_take_her(hands: Hands) -> None:
    hands.follows(ROSIE)
    hands.person.sees("Until it is settled, nobody takes the child")


def _writes_an_urgent_note(hands: Hands) -> None:
    hands.follows(ROSIE)
    hands.follows("Someone needs to know")
    hands.types("What they need to know", "Says her mother's boyfriend shook her")
    hands.presses("Save the urgent note")
    hands.person.sees("Not yet read by a person")


def _picks_up_an_action(hands: Hands) -> None:
    hands.follows("Ring Kestrel ward at eleven and again at six")
    hands.presses("I am picking this up")
    hands.person.waits_for("The day team does not know. Ring now")


def _settles(hands: Hands) -> None:
    hands.follows(ROSIE)
    hands.follows(HOME)
    hands.taps_on(hands.person.page.get_by_label(re.compile("Either parent")))
    hands.types("Why", "Spoke to both")
    hands.presses("Settle it")
    hands.person.waits_for("A choice between them is saved on this device and not sent yet.")


def _records_a_child_seen(hands: Hands) -> None:
    hands.presses("Child seen")
    hands.person.sees("saved on this device, sealed")
