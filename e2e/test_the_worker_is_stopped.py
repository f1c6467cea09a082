"""(h) The worker is stopped before every step: with a page open nobody meets the lock screen or loses a word (Z-42)."""

import re
import time

from playwright.sync_api import expect

from e2e import behind
from e2e.browsers import PLAIN_POST, holds_the_key, stops_the_worker, tools_of
from e2e.length import LONG
from e2e.people import Meet, Someone, nobody_needs_to_know, with_rosie_open
from e2e.server import Server

TIMES = 25 if LONG else 7
PLAIN = [f"Plain form {number}" for number in range(TIMES)]
QUEUED = [f"Queued {number}, sent by a worker that is stopped all the time" for number in range(50)]
STOPS_IN_MID_PUSH = 6
SWAPPED = [f"Form by htmx {number}" for number in range(TIMES)]


def test_with_a_page_open_it_is_never_felt(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    tools = tools_of(nurse.page)
    began = time.monotonic()
    for number in range(TIMES):
        stops_the_worker(tools)
        place = "/on-this-device" if number % 2 else "/"
        # By its address: its name goes with the hour.
        nurse.page.get_by_role("navigation", name="Menu").locator(f'a[href="{place}"]').click()
        _is_at(nurse, place)
    for _ in range(TIMES):
        stops_the_worker(tools)
        nurse.page.reload()
        _is_at(nurse, "/")
    for words in PLAIN:
        _begins(nurse, discussion, words)
        stops_the_worker(tools)
        nurse.page.evaluate(PLAIN_POST)
        _is_saved(nurse, discussion, words)
    for words in SWAPPED:
        _begins(nurse, discussion, words)
        stops_the_worker(tools)
        nurse.presses("Save the note")
        _is_saved(nurse, discussion, words)
    print(f"{TIMES} links, reloads, plain posts, htmx posts, each after a stop: {time.monotonic() - began:.0f} s")
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in PLAIN + SWAPPED] == PLAIN + SWAPPED


def test_with_no_page_open_it_is_locked(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    tools = tools_of(nurse.page)
    nurse.page.goto("about:blank")
    stops_the_worker(tools)
    nurse.opens("/")
    expect(nurse.page).to_have_url(re.compile("/unlock"))
    nurse.unlocks()


def test_stopped_again_and_again_while_it_sends_each_arrives_once(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    tools = tools_of(nurse.page)
    nurse.loses_signal()
    nurse.sends_forms(discussion, QUEUED)
    nurse.has_signal_again()
    for _ in range(STOPS_IN_MID_PUSH):
        stops_the_worker(tools)
        nurse.page.reload()
        holds_the_key(nurse.page)
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in QUEUED] == QUEUED


def _begins(nurse: Someone, discussion: str, words: str) -> None:
    nurse.opens(f"/discussions/{discussion}/note")
    nurse.page.get_by_label("What I saw or heard").check()
    nurse.page.get_by_label("Write it down").fill(words)
    nobody_needs_to_know(nurse.page)
    holds_the_key(nurse.page)


def _is_at(nurse: Someone, path: str) -> None:
    expect(nurse.page).to_have_url(f"{nurse.server.address}{path}")
    expect(nurse.page.get_by_role("button", name="Lock", exact=True)).to_be_visible()
    holds_the_key(nurse.page)


def _is_saved(nurse: Someone, discussion: str, words: str) -> None:
    _is_at(nurse, f"/discussions/{discussion}")
    expect(nurse.main.get_by_text(words, exact=True)).to_be_visible()
