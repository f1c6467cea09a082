"""(j) With no script in the browser, online, what a to c tell comes out the same: nothing is kept on the device."""

import re

from playwright.sync_api import expect

from e2e.people import MAYA, TEDDY, Meet, Someone

FOUND = "Small round bruise on the right forearm, seen with no script"


def test_she_reads_by_when_and_writes_what_she_found(meet: Meet) -> None:
    nurse, chair = _signed_in(meet, "ward_nurse"), _signed_in(meet, "team_manager")
    nurse.sees(re.compile("Today, unless|should be seen|Should have been seen"))
    nurse.opens_rosie()
    nurse.sees(re.compile("no evidence of actual harm"))
    nurse.writes_a_note(FOUND)
    nurse.sees("The server has it.")
    chair.opens_rosie()
    chair.sees(FOUND)


def test_two_people_differ_and_the_chair_settles(meet: Meet) -> None:
    nurse, doctor, chair = (_signed_in(meet, role) for role in ("ward_nurse", "paediatrician", "team_manager"))
    for person in (nurse, doctor):
        person.opens_rosie()
        person.follows("Change the ward plan")
    _plans(nurse, "Only the people named", "Grandmother")
    nurse.sees("The server has it.")
    _plans(doctor, "Either parent", "Both, from Monday")
    doctor.sees("Someone answered differently.")
    for person in (nurse, doctor, chair):
        person.opens("/")
        person.sees("Two different answers: a decision is waiting")
        person.opens_rosie()
        person.sees("Not agreed yet. Until it is settled, nobody takes the child.")
        person.sees("Grandmother")
        person.sees("Both, from Monday")
    chair.follows("Who may take the child home")
    chair.page.get_by_label(re.compile("Grandmother")).check()
    chair.page.get_by_role("textbox", name="Why").fill("Spoke to both.")
    chair.saves("Settle it")
    for person in (chair, nurse, doctor):
        person.opens_rosie()
        person.sees("Settled by Helen Marsh")
        person.does_not_see("Both, from Monday")


def test_evidence_moves_the_clock_of_that_child(meet: Meet) -> None:
    nurse = _signed_in(meet, "ward_nurse")
    before = {child: nurse.clock_of(child) for child in (TEDDY, MAYA)}
    nurse.follows(TEDDY)
    nurse.leaves_the_ward_plan()
    nurse.follows("Answer the evidence questions")
    teddy = nurse.page.get_by_role("region", name=TEDDY)
    teddy.get_by_role("group", name=re.compile("^Evidence or allegation of actual harm")).get_by_label("Yes").check()
    nurse.presses("Save the answers")
    nurse.sees("The server has it.")
    nurse.opens("/")
    after = {child: nurse.clock_of(child) for child in (TEDDY, MAYA)}
    assert after[MAYA] == before[MAYA]
    assert after[TEDDY] != before[TEDDY]
    assert "today" in after[TEDDY]


def _signed_in(meet: Meet, role: str) -> Someone:
    person = meet(role, java_script_enabled=False)
    person.signs_in()
    person.sees("This browser runs no scripts, so nothing can be kept here.")
    expect(person.page.get_by_label("Type it again")).to_be_hidden()
    person.opens("/")
    # No script says when the page is drawn: no row of it waits for that.
    expect(person.main.locator(".app-row").last).to_have_css("content-visibility", "visible")
    return person


def _plans(person: Someone, answer: str, names: str) -> None:
    collecting = person.page.get_by_role("region", name="Who may take the child home")
    collecting.get_by_label(answer).check()
    collecting.get_by_label("Names").fill(names)
    person.presses("Save the ward plan")
