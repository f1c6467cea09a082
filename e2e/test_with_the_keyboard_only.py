"""With Tab, Enter and Space alone she signs in, sets the device up, writes a note, locks and unlocks."""

import re

from playwright.sync_api import Locator, expect

from e2e.people import ROSIE, Meet, Someone

WRITTEN = "Written without touching the screen"
MOST_TABS = 60


def test_from_signing_in_to_the_unlock(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    page = nurse.page
    nurse.opens("/sign-in")
    _types(nurse, page.get_by_label("Work email"), nurse.login)
    _types(nurse, page.get_by_label("Password"), nurse.password)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/set-up"))
    words = page.locator("[data-words]")
    expect(words).to_have_text(re.compile(r"\S+ \S+ \S+ \S+"))
    nurse.passphrase = words.inner_text().strip()
    _types(nurse, page.get_by_label("Type the four words"), nurse.passphrase)
    _types(nurse, page.get_by_label("Type it again"), nurse.passphrase)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{nurse.server.address}/")
    _presses(nurse, page.get_by_role("link", name=ROSIE).first, "Enter")
    expect(page).to_have_url(re.compile("/discussions/"))
    _presses(nurse, page.get_by_role("link", name="Write a note").first, "Enter")
    _presses(nurse, page.get_by_label("What I saw or heard"), "Space")
    _types(nurse, page.get_by_label("Write it down"), WRITTEN)
    tonight = page.get_by_role("group", name=re.compile("^Does someone need to know"))
    _presses(nurse, tonight.get_by_label("Yes"), "Space")
    page.keyboard.press("ArrowDown")
    expect(tonight.get_by_label("No", exact=True)).to_be_checked()
    _presses(nurse, page.get_by_role("button", name="Save the note"), "Enter")
    nurse.sees(WRITTEN)
    _presses(nurse, page.get_by_role("button", name="Lock", exact=True), "Space")
    expect(page).to_have_url(re.compile("/unlock"))
    _types(nurse, page.get_by_label("Your passphrase for this device"), nurse.passphrase)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("/unlock"))


def _types(nurse: Someone, place: Locator, words: str) -> None:
    _tabs_to(nurse, place)
    nurse.page.keyboard.type(words)


def _presses(nurse: Someone, place: Locator, key: str) -> None:
    _tabs_to(nurse, place)
    nurse.page.keyboard.press(key)


def _tabs_to(nurse: Someone, place: Locator) -> None:
    expect(place).to_be_visible()
    for _ in range(MOST_TABS):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        nurse.page.keyboard.press("Tab")
    raise AssertionError(f"{place} is not reached by Tab")
