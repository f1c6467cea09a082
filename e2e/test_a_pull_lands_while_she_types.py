"""(d) Somebody else's answer arrives while a form is open, or lies as a draft: two answers, never an overwrite."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, Someone

# How a row stood on the page until it was drawn, and how it stands now.
LAID_OUT = """() => [false, true].map((drawn) => {
  document.documentElement.classList.toggle('app-drawn', drawn)
  return getComputedStyle(document.querySelector('.app-row')).contentVisibility
})"""


def test_between_render_and_submit(meet: Meet) -> None:
    nurse, chair = meet("ward_nurse"), meet("team_manager")
    nurse.enrols()
    chair.enrols()
    nurse.opens("/")
    # What is out of sight is laid out by now: a change above what is read must not move it by a guess of its height.
    expect(nurse.page.locator("html.app-drawn")).to_have_count(1)
    assert nurse.page.evaluate(LAID_OUT) == ["auto", "visible"]
    _opens_the_plan(nurse)
    _answers(nurse, "Family as usual", "while the form was open")
    _opens_the_plan(chair)
    _answers(chair, "Nobody", "the chair, meanwhile")
    chair.saves("Save the ward plan")
    chair.opens("/on-this-device")
    chair.sees(re.compile("The server has it since"))
    nurse.hears_from_the_server()
    nurse.presses("Save the ward plan")
    _sees_both(nurse, "while the form was open", "the chair, meanwhile")


def test_between_draft_and_submit(meet: Meet) -> None:
    nurse, chair = meet("ward_nurse"), meet("team_manager")
    nurse.enrols()
    chair.enrols()
    _opens_the_plan(nurse)
    _collects(nurse, "Either parent", "as a draft")
    nurse.waits_for_the_draft("as a draft")
    nurse.opens("/")
    _opens_the_plan(chair)
    _collects(chair, "Only the people named", "the chair, between")
    chair.saves("Save the ward plan")
    chair.opens("/on-this-device")
    chair.sees(re.compile("The server has it since"))
    nurse.hears_from_the_server()
    _opens_the_plan(nurse)
    nurse.presses("Save the ward plan")
    _sees_both(nurse, "as a draft", "the chair, between")


def test_with_a_plain_form_and_no_script(meet: Meet) -> None:
    nurse, chair = (meet(role, java_script_enabled=False) for role in ("ward_nurse", "team_manager"))
    for person in (nurse, chair):
        person.signs_in()
        person.opens("/")
        person.follows("Okonjo-Bell")
        person.follows("Change the ward plan")
    _answers(nurse, "Family as usual", "by plain form")
    _answers(chair, "Nobody", "the chair, by plain form")
    chair.presses("Save the ward plan")
    chair.sees("The server has it.")
    nurse.presses("Save the ward plan")
    nurse.sees("Someone answered differently.")
    _sees_both(nurse, "by plain form", "the chair, by plain form")


def _opens_the_plan(person: Someone) -> None:
    person.opens("/")
    person.follows(ROSIE)
    person.follows("Change the ward plan")


def _answers(person: Someone, answer: str, why: str) -> None:
    visiting = person.page.get_by_role("region", name="Who may visit", exact=True)
    visiting.get_by_label(answer, exact=True).check()
    visiting.get_by_label("Why").fill(why)


def _collects(person: Someone, answer: str, why: str) -> None:
    collecting = person.page.get_by_role("region", name="Who may take the child home", exact=True)
    collecting.get_by_label(answer).check()
    collecting.get_by_label("Why").fill(why)


def _sees_both(person: Someone, one: str, other: str) -> None:
    person.sees(re.compile("Two different answers[.:] a decision is waiting", re.IGNORECASE))
    person.sees(one)
    person.sees(other)
