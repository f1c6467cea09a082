"""Z-38: a note about the wrong child is moved with no signal: struck through, whole, and who has it is listed."""

import re

from playwright.sync_api import Locator, expect

from e2e.people import MAYA, TEDDY, Meet, Someone, nobody_needs_to_know

NOTE = "A graze on the left knee, two days old"
STRUCK = re.compile("Entered about the wrong child.*Grace Adeyemi.*The wristband says Maya")


def test_moved_with_no_signal_and_the_chair_sees_who_was_told(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    discussion = _opens(nurse)
    _writes(nurse)
    nurse.all_is_sent()
    nurse.loses_signal()
    nurse.opens(f"/discussions/{discussion}")
    _notes(nurse).filter(has_text=NOTE).get_by_role("link", name="About the wrong child?").click()
    nurse.follows(MAYA)
    nurse.presses("Save: it is about this child")
    nurse.sees("How you know: fill this in")
    nurse.page.get_by_label("How you know").fill("The wristband says Maya")
    nurse.saves("Save: it is about this child")
    for name in ("Helen Marsh", "Dr Tomasz Wren", "Imran Foley"):
        expect(nurse.page.get_by_role("region", name=name)).to_contain_text("In this discussion since")
    nurse.page.get_by_role("region", name="Helen Marsh").get_by_role("button").click()
    expect(nurse.page.get_by_role("region", name="Helen Marsh")).to_contain_text("Told by Grace Adeyemi")
    nurse.opens(f"/discussions/{discussion}")
    _both_stand(nurse)
    nurse.has_signal_again()
    nurse.all_is_sent()
    chair = meet("team_manager", java_script_enabled=False)
    chair.opens("/sign-in")
    chair.gives_the_password()
    _opens(chair)
    _both_stand(chair)


def _opens(person: Someone) -> str:
    person.opens("/")
    person.follows(MAYA)
    person.leaves_the_ward_plan()
    return person.place.split("/")[2]


def _writes(nurse: Someone) -> None:
    nurse.begins_a_note(NOTE)
    nurse.page.get_by_label("E.O.", exact=True).check()
    nobody_needs_to_know(nurse.page)
    nurse.saves("Save the note")


def _notes(person: Someone) -> Locator:
    return person.page.get_by_role("region", name="What has been written").get_by_role("listitem")


def _both_stand(person: Someone) -> None:
    """Whole at the right child, and struck through where it stood first."""
    notes = _notes(person).filter(has_text=NOTE)
    expect(notes).to_have_count(2)
    expect(notes.filter(has_text=MAYA).first).not_to_contain_text("Entered about the wrong child")
    expect(notes.filter(has_text=STRUCK)).to_contain_text(TEDDY)
