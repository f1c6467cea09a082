"""Z-39: the night team picks up what the day team gave, with no network, and nobody believes the other has it."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, Someone

WARD = "Ring Kestrel ward at eleven and again at six"
NOT_TOLD = "The day team does not know. Ring now"


def test_picked_up_and_done_with_no_network_and_the_chair_sees_it(meet: Meet) -> None:
    worker, chair = meet("edt_worker"), meet("team_manager")
    for person in (worker, chair):
        person.enrols()
    worker.loses_signal()
    worker.opens("/")
    worker.sees("Before the office opens")
    worker.follows(WARD)
    worker.presses("I am picking this up")
    worker.waits_for(NOT_TOLD)
    worker.sees("Picked up by Imran Foley")
    worker.sees("01632 960103")
    worker.follows("It is done")
    worker.page.get_by_label("What was done, or why").fill(
        "Rang at eleven. Rosie is there, her mother is asleep beside her."
    )
    worker.saves("Save as done")
    worker.sees(NOT_TOLD)
    worker.has_signal_again()
    worker.all_is_sent()
    _opens_the_action(worker)
    worker.does_not_see(NOT_TOLD)
    chair.hears_from_the_server()
    chair.opens("/")
    over = chair.page.get_by_role("region", name=re.compile("Done (overnight|since the office closed)"))
    expect(over).to_contain_text("Rang at eleven. Rosie is there")
    expect(over).to_contain_text("Imran Foley")
    over.get_by_role("link", name=re.compile(WARD)).click()
    chair.sees(re.compile("Done: Imran Foley, Emergency duty social worker"))
    chair.sees("Rang at eleven. Rosie is there")


def test_two_pick_up_the_same_one_and_both_see_it(meet: Meet) -> None:
    worker, doctor, chair = meet("edt_worker"), meet("paediatrician"), meet("team_manager")
    for person in (worker, doctor, chair):
        person.enrols()
    survey = "Send the skeletal survey report"
    for person in (worker, doctor):
        person.loses_signal()
        _opens_the_action(person, survey)
        person.presses("I am picking this up")
        person.waits_for(NOT_TOLD)
    for person in (worker, doctor):
        person.has_signal_again()
        person.all_is_sent()
    for person in (worker, doctor, chair):
        person.hears_from_the_server()
        _opens_the_action(person, survey)
        person.waits_for("Two people have each picked this up. Ring each other now.")
        for name in ("Imran Foley", "Dr Tomasz Wren"):
            person.sees(name)
    chair.follows("See both answers")
    chair.page.get_by_label(re.compile("Tomasz Wren")).check()
    chair.page.get_by_role("textbox", name="Why").fill("Rang both: it is his report.")
    chair.saves("Settle it")
    doctor.hears_from_the_server()
    _opens_the_action(doctor, survey)
    doctor.waits_for("Picked up by Dr Tomasz Wren")
    doctor.does_not_see("Ring each other now")


def test_declined_with_no_network_and_never_sent(meet: Meet) -> None:
    worker, chair = meet("edt_worker"), meet("team_manager")
    for person in (worker, chair):
        person.enrols()
    words = "Go back to the aunt"
    worker.loses_signal()
    worker.opens("/")
    worker.follows(words)
    worker.follows("Decline it")
    worker.sees("the day team does not know. Ring first.")
    worker.sees("01632 960103")
    worker.presses("Decline it")
    worker.sees("There is something to put right")
    worker.page.get_by_label("What was done, or why").fill("I am at another house with the police until two.")
    worker.saves("Decline it")
    worker.sees(NOT_TOLD)
    chair.opens("/")
    nobody_has_it = chair.page.get_by_role("region", name="Actions, before the office opens")
    expect(nobody_has_it.get_by_role("listitem").filter(has_text=words)).to_contain_text("Not accepted: ring")
    nobody_has_it.get_by_role("link", name=re.compile(words)).click()
    chair.sees("Not accepted: ring")
    chair.sees("Nobody has picked this up")


def test_the_chair_writes_one_and_drops_it_by_plain_form(meet: Meet) -> None:
    chair = meet("team_manager", java_script_enabled=False)
    chair.opens("/sign-in")
    chair.gives_the_password()
    chair.opens("/")
    chair.follows(ROSIE)
    chair.follows("Write an action")
    chair.presses("Save the action")
    chair.sees("What is to be done: fill this in")
    chair.page.get_by_label("What is to be done").fill("Tell the health visitor")
    chair.page.get_by_label("Who", exact=True).fill("Named nurse")
    chair.page.get_by_role("textbox", name="By when").fill("2040-05-02T12:00")
    chair.saves("Save the action")
    chair.follows("Tell the health visitor")
    chair.follows("It is no longer needed")
    chair.page.get_by_label("What was done, or why").fill("She was on the call.")
    chair.saves("Save as no longer needed")
    chair.sees(re.compile("No longer needed: Helen Marsh"))
    chair.sees("She was on the call.")


def _opens_the_action(person: Someone, words: str = WARD, child: str = ROSIE) -> None:
    person.opens_the_child(child)
    person.follows(words)
    person.page.get_by_role("heading", level=1, name=re.compile(words)).wait_for()
