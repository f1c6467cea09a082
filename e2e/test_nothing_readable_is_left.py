"""Nothing anybody typed is readable on the device's disk, in the server's logs or database, in an address or a title.

Typed and saved, typed and wrong, posted while locked, posted to a dead server, and the browser killed: each with words
of its own. Controls Z-36 and Z-37.
"""

import re
import secrets
from pathlib import Path

from playwright.sync_api import Error, Page, expect

from e2e import disk
from e2e.browsers import DEAF, PLAIN_POST
from e2e.people import Meet, Someone
from e2e.server import Server

STORY = ("saved", "draft", "wrong", "while locked", "to a dead server")
PULLED = ("Kestrel ward", "Tennant", "skeletal survey")


def test_nothing_readable_is_left(meet: Meet, profile: Path, seenby: Server) -> None:
    words = {part: f"canary{secrets.token_hex(10)}" for part in STORY}
    nurse = meet("ward_nurse", profile)
    told = _listens(nurse.page)
    nurse.enrols()
    discussion = nurse.opens_rosie()
    nurse.writes_a_note(words["saved"])
    nurse.all_is_sent()
    _sends_a_wrong_form(nurse, words["wrong"])
    _posts_while_locked(nurse, words["while locked"])
    seenby.kill()
    _posts_to_a_dead_server(nurse, discussion, words["to a dead server"])
    keys = disk.keys_of(nurse.page, nurse.passphrase)
    nurse.opens_rosie()
    nurse.begins_a_note(words["draft"])
    disk.waits_for_session_files(nurse.page, profile, f"/discussions/{discussion}")
    nurse.browser_is_killed()
    places = [profile, seenby.home]
    assert disk.found([profile], f"/discussions/{discussion}"), "the scan must find the address, or it finds nothing"
    hidden: list[str | bytes] = [*words.values(), *PULLED, nurse.passphrase, *keys]
    for secret in hidden:
        assert disk.found(places, secret) == [], f"nothing readable of {secret!r}"
    # `make run` itself prints the invented people's passwords.
    assert disk.found([profile], nurse.password) == []
    for word in (*words.values(), *PULLED):
        assert not any(word in one for one in told), f"nothing readable of {word!r}"


def _listens(page: Page) -> set[str]:
    """Every address asked for and every title shown."""
    told: set[str] = set()
    page.context.on("request", lambda request: told.add(request.url))
    page.context.on("page", lambda opened: told.add(opened.url))
    page.on("load", lambda loaded: told.update((_title(loaded), loaded.url)))
    return told


def _title(page: Page) -> str:
    """None of a page that is left at once: it was shown to nobody."""
    try:
        return page.title()
    except Error:
        return ""


def _sends_a_wrong_form(nurse: Someone, words: str) -> None:
    nurse.opens_rosie()
    nurse.page.get_by_role("link", name="Write a note").first.click()
    nurse.page.get_by_label("Write it down").fill(words)
    nurse.page.evaluate(PLAIN_POST)
    nurse.sees(re.compile("choose an answer"))
    expect(nurse.page.get_by_label("Write it down")).to_have_value(words)


def _posts_while_locked(nurse: Someone, words: str) -> None:
    """A second tab that heard nothing of the lock sends its form past our script."""
    nurse.opens_rosie()
    late = nurse.context.new_page()
    late.add_init_script(DEAF)
    late.goto(nurse.page.url)
    nurse.begins_a_note(words, late)
    nurse.locks()
    late.evaluate(PLAIN_POST)
    expect(late).to_have_url(re.compile("/unlock"))
    late.close()
    nurse.unlocks()


def _posts_to_a_dead_server(nurse: Someone, discussion: str, words: str) -> None:
    """The worker is in charge and takes it; nothing is ever answered by a page of the browser's."""
    nurse.opens(f"/discussions/{discussion}/note")
    nurse.page.get_by_label("What I saw or heard").check()
    nurse.page.get_by_label("Write it down").fill(words)
    nurse.page.evaluate(PLAIN_POST)
    nurse.sees(words)
    nurse.sees("Saved on this device. Nobody else has it yet.")
