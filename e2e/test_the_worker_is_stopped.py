"""(h) The worker is stopped before every step: with a page open nobody meets the lock screen or loses a word (Z-42)."""

import contextlib
import re
import time
from typing import Any

from playwright.sync_api import CDPSession, expect

from e2e import behind
from e2e.people import Meet, Someone, with_rosie_open
from e2e.server import Server

TIMES = 25
PLAIN = [f"Plain form {number}" for number in range(TIMES)]
QUEUED = [f"Queued {number}, sent by a worker that is stopped all the time" for number in range(50)]
STOPS_IN_MID_PUSH = 6
SWAPPED = [f"Form by htmx {number}" for number in range(TIMES)]
# No submit event: nothing of the page's own stands by.
PLAIN_POST = "() => { HTMLFormElement.prototype.submit.call(document.querySelector('form[data-draft]')) }"


def test_with_a_page_open_it_is_never_felt(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    tools = _tools(nurse)
    began = time.monotonic()
    for number in range(TIMES):
        _stopped(tools)
        place = "/on-this-device" if number % 2 else "/"
        # By its address: its name goes with the hour.
        nurse.page.get_by_role("navigation", name="Menu").locator(f'a[href="{place}"]').click()
        _is_at(nurse, place)
    for _ in range(TIMES):
        _stopped(tools)
        nurse.page.reload()
        _is_at(nurse, "/")
    for words in PLAIN:
        _begins(nurse, discussion, words)
        _stopped(tools)
        nurse.page.evaluate(PLAIN_POST)
        _is_saved(nurse, discussion, words)
    for words in SWAPPED:
        _begins(nurse, discussion, words)
        _stopped(tools)
        nurse.presses("Save the note")
        _is_saved(nurse, discussion, words)
    print(f"{TIMES} links, reloads, plain posts, htmx posts, each after a stop: {time.monotonic() - began:.0f} s")
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in PLAIN + SWAPPED] == PLAIN + SWAPPED


def test_with_no_page_open_it_is_locked(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    tools = _tools(nurse)
    nurse.page.goto("about:blank")
    _stopped(tools)
    nurse.opens("/")
    expect(nurse.page).to_have_url(re.compile("/unlock"))
    nurse.unlocks()


def test_stopped_again_and_again_while_it_sends_each_arrives_once(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    tools = _tools(nurse)
    nurse.loses_signal()
    nurse.sends_forms(discussion, QUEUED)
    nurse.has_signal_again()
    for _ in range(STOPS_IN_MID_PUSH):
        _stopped(tools)
        nurse.page.reload()
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in QUEUED] == QUEUED


def _tools(nurse: Someone) -> CDPSession:
    tools = nurse.context.new_cdp_session(nurse.page)
    tools.send("ServiceWorker.enable")
    return tools


def _stopped(tools: CDPSession) -> None:
    """Chromium's own word that it runs no more."""
    with contextlib.ExitStack() as stack:
        told: list[str] = []

        def hear(said: dict[str, Any]) -> None:
            told.extend(one["runningStatus"] for one in said["versions"])

        tools.on("ServiceWorker.workerVersionUpdated", hear)
        stack.callback(tools.remove_listener, "ServiceWorker.workerVersionUpdated", hear)
        tools.send("ServiceWorker.stopAllWorkers")
        deadline = time.monotonic() + 10
        while "stopped" not in told:
            assert time.monotonic() < deadline, told
            tools.send("ServiceWorker.enable")


def _begins(nurse: Someone, discussion: str, words: str) -> None:
    nurse.opens(f"/discussions/{discussion}/note")
    nurse.page.get_by_label("What I saw or heard").check()
    nurse.page.get_by_label("Write it down").fill(words)


def _is_at(nurse: Someone, path: str) -> None:
    expect(nurse.page).to_have_url(f"{nurse.server.address}{path}")
    expect(nurse.page.get_by_role("button", name="Lock")).to_be_visible()


def _is_saved(nurse: Someone, discussion: str, words: str) -> None:
    _is_at(nurse, f"/discussions/{discussion}")
    expect(nurse.main.get_by_text(words, exact=True)).to_be_visible()
