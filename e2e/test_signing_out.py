"""Signing out takes the copy off the device, and never what is not sent (SECURITY.md 1a)."""

import re

from playwright.sync_api import expect

from e2e.people import Meet, Someone, nobody_needs_to_know

NOTE = "Fed at two, slept until five"
VAULTS = "async () => (await indexedDB.databases()).filter((one) => one.name.startsWith('seenby-')).length"


def test_with_everything_sent_the_copy_goes(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    _signs_out(nurse)
    expect(nurse.page).to_have_url(re.compile("/sign-in"))
    assert nurse.page.evaluate(VAULTS) == 0


def test_with_no_signal_nothing_goes_and_she_is_told(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.loses_signal()
    nurse.follows("Rosalind Tennant")
    nurse.follows("Write a note")
    nurse.page.get_by_label("What I saw or heard").check()
    nurse.page.get_by_label("Write it down").fill(NOTE)
    nobody_needs_to_know(nurse.page)
    nurse.presses("Save the note")
    nurse.sees(NOTE)
    _signs_out(nurse)
    nurse.sees("you are still signed in there")
    nurse.has_signal_again()
    nurse.unlocks()
    nurse.opens("/on-this-device")
    nurse.sees(re.compile("The server has it since"))


def _signs_out(nurse: Someone) -> None:
    nurse.opens("/on-this-device")
    nurse.presses("Sign out")
