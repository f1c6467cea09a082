"""P-7: an opinion and an observation both stand; of two clinical answers neither nurse nor chair picks one."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from e2e.people import Meet, Someone, nobody_needs_to_know, with_rosie_open
from server.settings import LONDON

OPINION = "A fracture of this kind is not explained by what we were told"
SAW = "She was lifted by one arm at the morning feed"
ONLY = "Only the responsible consultant settles this"
INJURY = re.compile("^Evidence or allegation of serious physical injury")


def test_offline_on_both_sides(meet: Meet) -> None:
    nurse, doctor, chair = (with_rosie_open(meet, role)[0] for role in ("ward_nurse", "paediatrician", "team_manager"))
    for person in (nurse, doctor):
        person.loses_signal()
    _gives_an_opinion(doctor)
    nurse.opens_rosie()
    nurse.writes_a_note(SAW)
    _answers(nurse, "No")
    _answers(doctor, "Yes")
    for person in (nurse, doctor):
        person.has_signal_again()
        person.opens("/on-this-device")
        person.waits_for("Nothing is waiting.")
    for person in (nurse, chair):
        _to_the_difference(person)
        person.sees(ONLY)
        expect(person.main.get_by_role("button", name="Settle it")).to_have_count(0)
    _to_the_difference(doctor)
    doctor.page.get_by_label(re.compile("Yes")).check()
    doctor.page.get_by_role("textbox", name="Why").fill("Examined again with the second consultant")
    doctor.saves("Settle it")
    doctor.all_is_sent()
    for words in (OPINION, SAW, "Settled by Dr Tomasz Wren"):
        chair.opens_rosie()
        chair.waits_for(words)


def test_the_childs_own_words_are_asked_for_exactly_and_the_police_first(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    nurse.loses_signal()
    nurse.follows("Write a note")
    nurse.follows("The child’s own words")
    nurse.sees("Do not question the child further. Tell the police.")
    expect(nurse.main.get_by_role("link", name="01632 960110").first).to_be_visible()
    nurse.page.get_by_label("Exactly as the child said it").fill("Daddy swings me")
    nurse.page.get_by_label("What was asked, and who was there").fill("Nothing was asked. Staff Nurse Adeyemi alone")
    nobody_needs_to_know(nurse.page)
    nurse.saves("Save it")
    nurse.sees("Daddy swings me")
    nurse.sees("The child's own words")


def _gives_an_opinion(doctor: Someone) -> None:
    doctor.opens_rosie()
    doctor.follows("Write a note")
    doctor.follows("Medical opinion")
    doctor.page.get_by_label("Your opinion").fill(OPINION)
    nobody_needs_to_know(doctor.page)
    doctor.presses("Save it")
    # When the child was examined is part of it.
    doctor.waits_for("When the child was examined: fill this in")
    noon = (doctor.server.now().astimezone(LONDON) - timedelta(days=1)).strftime("%Y-%m-%dT12:00")
    doctor.page.get_by_label("When the child was examined").fill(noon)
    doctor.saves("Save it")
    doctor.sees(OPINION)


def _answers(person: Someone, answer: str) -> None:
    person.opens_rosie()
    person.follows("Answer the evidence questions")
    person.page.get_by_role("group", name=INJURY).first.get_by_label(answer, exact=True).check()
    person.saves("Save the answers")


def _to_the_difference(person: Someone) -> None:
    person.opens("/")
    person.waits_for("Two different answers: a decision is waiting")
    person.opens_rosie()
    person.follows("Evidence or allegation of serious physical injury")
