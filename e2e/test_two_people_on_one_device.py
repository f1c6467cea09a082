"""(i) Two people share a device: nothing is sent under the other's name, shown to the other, or lost (Z-36)."""

import re

from playwright.sync_api import expect

from e2e import behind
from e2e.browsers import DEAF, PLAIN_POST
from e2e.people import Meet, beside, with_rosie_open
from e2e.server import Server

HERS = "The nurse wrote this while the doctor was signed in"
ALONE = "Saved by the nurse, and not sent yet"
VISITING = "The doctor wrote this on a computer that keeps nothing of his"
HIS = "The doctor wrote this on the same computer"
LATE = "The nurse's page sent this past our script, while the doctor was unlocked"


def test_each_ones_words_go_under_their_own_name(meet: Meet, seenby: Server) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    doctor = beside(nurse, "paediatrician")
    doctor.enrols()
    nurse.opens("/")
    expect(nurse.page).to_have_url(f"{seenby.address}/")
    nurse.locks()
    nurse.unlocks()
    discussion = nurse.opens_rosie()
    nurse.writes_a_note(HERS)
    nurse.waits_for("Somebody else is signed in in this browser.")
    nurse.locks()
    doctor.unlocks()
    doctor.opens_rosie()
    doctor.does_not_see(HERS)
    doctor.writes_a_note(HIS)
    doctor.all_is_sent()
    doctor.does_not_see("Needs attention")
    assert _authors(seenby, discussion, HERS, HIS) == {HIS: doctor.name}
    doctor.locks()
    nurse.unlocks()
    nurse.opens("/on-this-device")
    nurse.sees("Saved on this device. Nobody else has it yet.")
    nurse.waits_for("Somebody else is signed in in this browser.")
    nurse.main.get_by_role("link", name="Sign in").click()
    nurse.gives_the_password()
    expect(nurse.page).not_to_have_url(re.compile("/sign-in|/set-up"))
    nurse.all_is_sent()
    assert _authors(seenby, discussion, HERS, HIS) == {HIS: doctor.name, HERS: nurse.name}


def test_half_a_sentence_waits_for_its_own_writer(meet: Meet) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.begins_a_note(HERS)
    other_tab = nurse.context.new_page()
    doctor = beside(nurse, "paediatrician")
    doctor.page = other_tab
    doctor.enrols()
    expect(nurse.page).to_have_url(re.compile("/unlock"))
    doctor.opens(f"/discussions/{discussion}/note")
    expect(other_tab.get_by_label("Write it down")).to_have_value("")
    doctor.locks()
    nurse.opens(f"/discussions/{discussion}/note")
    nurse.unlocks()
    expect(nurse.page.get_by_label("Write it down")).to_have_value(HERS)


def test_a_plain_form_of_the_others_page_waits_for_its_own_writer(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    late = nurse.context.new_page()
    late.add_init_script(DEAF)
    late.goto(nurse.page.url)
    nurse.begins_a_note(LATE, late)
    doctor = beside(nurse, "paediatrician")
    doctor.enrols()
    late.evaluate(PLAIN_POST)
    expect(late).to_have_url(re.compile("/unlock"))
    expect(late.get_by_text("that form is somebody else’s")).to_be_visible()
    expect(late.get_by_text(LATE)).to_have_count(0)
    doctor.all_is_sent()
    assert _authors(seenby, discussion, LATE) == {}
    nurse.page = late
    nurse.unlocks()
    expect(late.get_by_label("Write it down")).to_have_value(LATE)
    nurse.presses("Save the note")
    nurse.sees(LATE)
    nurse.opens("/sign-in")
    nurse.gives_the_password()
    expect(nurse.page).not_to_have_url(re.compile("/sign-in|/set-up"))
    nurse.all_is_sent()
    assert _authors(seenby, discussion, LATE) == {LATE: nurse.name}


def test_a_plain_form_of_the_others_page_is_saved_under_nobodys_name_where_no_worker_is(
    meet: Meet, seenby: Server
) -> None:
    nurse = meet("ward_nurse", java_script_enabled=False)
    nurse.signs_in()
    discussion = nurse.opens_rosie()
    nurse.begins_a_note(f"{LATE}, no script")
    doctor = beside(nurse, "paediatrician")
    doctor.page = nurse.context.new_page()
    doctor.signs_in()
    nurse.presses("Save the note")
    nurse.sees("Not saved: this form was opened by somebody else.")
    expect(nurse.page.get_by_label("Write it down")).to_have_value(f"{LATE}, no script")
    assert _authors(seenby, discussion, f"{LATE}, no script") == {}


def test_who_keeps_nothing_here_leaves_the_others_words_alone(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.loses_signal()
    nurse.writes_a_note(ALONE)
    nurse.locks()
    nurse.has_signal_again()
    doctor = beside(nurse, "paediatrician")
    doctor.presses("Use without keeping anything here")
    doctor.gives_the_password()
    doctor.presses("This computer keeps nothing")
    expect(doctor.page).to_have_url(f"{seenby.address}/")
    assert doctor.opens_rosie() == discussion
    doctor.does_not_see(ALONE)
    doctor.writes_a_note(VISITING)
    doctor.sees("The server has it.")
    doctor.presses("Sign out")
    expect(doctor.page).to_have_url(re.compile("/sign-in"))
    nurse.opens(f"/discussions/{discussion}")
    nurse.unlocks()
    nurse.sees(ALONE)
    nurse.does_not_see(VISITING)
    nurse.signs_in_again()
    nurse.all_is_sent()
    assert _authors(seenby, discussion, ALONE, VISITING) == {ALONE: nurse.name, VISITING: doctor.name}


def _authors(seenby: Server, discussion: str, *written: str) -> dict[str, str]:
    entries = behind.document(seenby, discussion)["entries"].get("information", [])
    said = {entry["value"].get("words", ""): entry["by"]["name"] for entry in entries}
    return {words: name for words, name in said.items() if words in written}
