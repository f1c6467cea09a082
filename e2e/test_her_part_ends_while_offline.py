"""(o) Her part ends while she has no signal, or while she types: what she wrote is held for the chair (Z-31)."""

import re

from playwright.sync_api import expect

from e2e import behind
from e2e.people import ROSIE, Meet, with_rosie_open
from e2e.server import Server

HALF = "Written on a form that was open while the discussion left"
WRITTEN = "Written after her part had ended, and before she could know"


def test_what_she_wrote_is_held_and_the_copy_goes(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.loses_signal()
    behind.ends_the_part(seenby, "ward_nurse", discussion)
    nurse.writes_a_note(WRITTEN)
    nurse.has_signal_again()
    nurse.opens("/on-this-device")
    nurse.waits_for("Needs attention")
    nurse.sees(re.compile("Kept for the chair to check"))
    nurse.sees("Nothing is waiting.")
    assert behind.held_for_the_chair(seenby, discussion) == 1
    assert WRITTEN not in behind.notes(seenby, discussion)
    nurse.opens("/")
    expect(nurse.main.get_by_role("link", name=ROSIE)).to_have_count(0)
    nurse.loses_signal()
    nurse.opens(f"/discussions/{discussion}")
    nurse.does_not_see(re.compile("Rosalind|Rosie"))
    nurse.opens("/on-this-device")
    nurse.sees("Needs attention")
    nurse.sees(WRITTEN)
    expect(nurse.main.locator("a[href^='/discussions/']")).to_have_count(0)


def test_a_form_that_was_open_is_held_too(meet: Meet, seenby: Server) -> None:
    doctor, discussion = with_rosie_open(meet, "paediatrician")
    doctor.begins_a_note(HALF)
    behind.ends_the_part(seenby, "paediatrician", discussion)
    doctor.hears_from_the_server()
    doctor.sees("Something changed here since you began writing.")
    doctor.presses("Save the note")
    doctor.waits_for("Needs attention")
    doctor.sees(re.compile("Kept for the chair to check"))
    assert behind.held_for_the_chair(seenby, discussion) == 2


def test_a_plain_form_that_was_open_is_held_too(meet: Meet, seenby: Server) -> None:
    worker = meet("edt_worker", java_script_enabled=False)
    worker.signs_in()
    discussion = worker.opens_rosie()
    worker.begins_a_note(HALF)
    behind.ends_the_part(seenby, "edt_worker", discussion)
    worker.presses("Save the note")
    worker.sees("The server has kept what you wrote, held for the chair to check.")
    assert behind.held_for_the_chair(seenby, discussion) == 3
