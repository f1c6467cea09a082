"""(q) The day hands the ward over; the night accepts, reads the plan with no signal, and nothing else (Z-34, P-5)."""

import re

from playwright.sync_api import expect

from e2e import behind
from e2e.people import ROSIE, Meet, Someone, nobody_needs_to_know, with_rosie_open
from e2e.server import Server

OPINION = "does not fit yet"
SAW = "Woke at two, fed, settled. Dad rang the ward and was told she is asleep."


def test_the_night_accepts_and_reads_the_plan_with_no_signal_and_nothing_else(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    behind.ends_the_part(seenby, "nurse_in_charge", discussion)
    night = meet("nurse_in_charge")
    night.enrols()
    expect(night.main.get_by_role("link", name=ROSIE)).to_have_count(0)
    _hands_over(nurse, discussion)
    night.hears_from_the_server()
    night.opens("/")
    night.follows(ROSIE)
    night.sees(re.compile("It is still theirs until you accept"))
    expect(night.main.get_by_role("link", name="Write a note")).to_have_count(0)
    night.presses("I am in charge now: accept")
    night.waits_for(re.compile("With Bola Adeyinka, .*, until"))
    night.hears_from_the_server()
    night.loses_signal()
    for path in ("", "/rules", "/evidence", "/children/c1/decision", "/ward-safety-plan"):
        night.opens(f"/discussions/{discussion}{path}")
        expect(night.main.get_by_role("heading", name="Ward safety plan")).to_be_visible()
        night.sees("Nobody: the child stays")
        night.does_not_see(re.compile(OPINION))
    night.follows("Write a note")
    expect(night.page.get_by_label("My view")).to_have_count(0)
    night.page.get_by_label("What I saw or heard").check()
    night.page.get_by_label("Write it down").fill(SAW)
    nobody_needs_to_know(night.page)
    night.saves("Save the note")
    night.sees(SAW)
    night.sees("Saved on this device. Nobody else has it yet.")
    night.has_signal_again()
    night.all_is_sent()
    assert SAW in behind.notes(seenby, discussion)
    held = behind.document(seenby, discussion, "nurse_in_charge")
    assert (held["capacity"], OPINION in str(held)) == ("ward_on_duty", False)


def test_until_the_server_has_it_nobody_has_been_handed_anything(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.loses_signal()
    _hands_over(nurse, discussion)
    nurse.sees(re.compile("Not handed over until the server has it. Ring Bola Adeyinka"))
    nurse.has_signal_again()
    nurse.all_is_sent()
    nurse.opens(f"/discussions/{discussion}/ward-safety-plan")
    nurse.waits_for(re.compile("who has not accepted yet. It is still with Grace Adeyemi"))


def _hands_over(nurse: Someone, discussion: str) -> None:
    nurse.opens(f"/discussions/{discussion}/ward-safety-plan")
    nurse.follows("Hand over the ward")
    nurse.page.get_by_label(re.compile("Bola Adeyinka")).check()
    nurse.saves("Hand over")
