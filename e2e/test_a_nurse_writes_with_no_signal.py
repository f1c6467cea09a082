"""(a) With no network, a nurse sees by when the child should be seen, writes what she found, and it arrives."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, Someone, nobody_needs_to_know
from e2e.server import Server

FOUND = "Two small round bruises on the right forearm, seen at the night feed"


def test_the_network_is_cut(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.locks()
    nurse.loses_signal()
    _reads_and_writes(nurse)
    nurse.has_signal_again()
    _arrives(nurse)


def test_the_server_is_dead(meet: Meet, seenby: Server) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.locks()
    seenby.kill()
    _reads_and_writes(nurse)
    seenby.start()
    _arrives(nurse)


def _reads_and_writes(nurse: Someone) -> None:
    nurse.opens("/")
    nurse.unlocks()
    nurse.sees(re.compile("Today, unless|should be seen|Should have been seen"))
    nurse.follows(ROSIE)
    nurse.sees(re.compile("no evidence of actual harm"))
    nurse.follows("Write a note")
    nurse.page.get_by_label("What I saw or heard").check()
    nurse.page.get_by_label("Write it down").fill(FOUND)
    nobody_needs_to_know(nurse.page)
    nurse.presses("Save the note")
    nurse.sees(FOUND)
    nurse.sees("Saved on this device. Nobody else has it yet.")
    nurse.locks()
    expect(nurse.page.get_by_text(FOUND)).to_have_count(0)
    _is_not_lost(nurse, "/sign-in")
    nurse.opens("/")
    nurse.unlocks()
    _is_not_lost(nurse, "/an-address-mistyped")


def _is_not_lost(nurse: Someone, path: str) -> None:
    """A page that only the server has is not the browser's own page of no signal: it says whom to ring."""
    nurse.opens(path)
    nurse.sees("This is not on this device")
    expect(nurse.page.get_by_role("link", name="999")).to_be_visible()
    expect(nurse.main.get_by_role("link", name=re.compile("Tonight|Due now"))).to_be_visible()


def _arrives(nurse: Someone) -> None:
    nurse.opens("/on-this-device")
    nurse.sees(re.compile("The server has it since"))
    nurse.sees("Nothing is waiting.")
