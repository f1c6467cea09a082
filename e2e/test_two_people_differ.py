"""(b) Two people differ, offline, on who may take the child home: nobody's words are lost, the chair settles."""

import re

from e2e.people import ROSIE, Meet, Someone
from e2e.server import Server

CAUTIOUS = "Not agreed yet. Until it is settled, nobody takes the child."


def test_offline_on_both_sides(meet: Meet) -> None:
    nurse, doctor, chair = meet("ward_nurse"), meet("paediatrician"), meet("team_manager")
    for person in (nurse, doctor, chair):
        person.enrols()
    for person in (nurse, doctor):
        person.loses_signal()
    _differ(nurse, doctor)
    for person in (nurse, doctor):
        person.has_signal_again()
    _told_and_settled(nurse, doctor, chair)


def test_with_the_server_dead(meet: Meet, seenby: Server) -> None:
    nurse, doctor, chair = meet("ward_nurse"), meet("paediatrician"), meet("team_manager")
    for person in (nurse, doctor, chair):
        person.enrols()
    seenby.kill()
    _differ(nurse, doctor, grandmother="Grandmother, Ann Tennant")
    seenby.start()
    _told_and_settled(nurse, doctor, chair, grandmother="Grandmother, Ann Tennant")


def _differ(nurse: Someone, doctor: Someone, grandmother: str = "Grandmother") -> None:
    _plans(nurse, "Only the people named", grandmother)
    _plans(doctor, "Either parent", "Both, from Monday")


def _plans(person: Someone, answer: str, names: str) -> None:
    person.opens("/")
    person.follows(ROSIE)
    person.follows("Change the ward plan")
    collecting = person.page.get_by_role("region", name="Who may take the child home")
    collecting.get_by_label(answer).check()
    collecting.get_by_label("Names").fill(names)
    person.saves("Save the ward plan")
    person.sees("Saved on this device. Nobody else has it yet.")
    person.sees(names)


def _told_and_settled(nurse: Someone, doctor: Someone, chair: Someone, grandmother: str = "Grandmother") -> None:
    for person in (nurse, doctor):
        person.opens("/on-this-device")
        person.waits_for("Nothing is waiting.")
    # Whoever reached the server second is told so; which of them that is nobody can say beforehand.
    told = [person.main.get_by_text("Answered differently by someone else").count() for person in (nurse, doctor)]
    assert sum(told) == 1
    for person in (nurse, doctor, chair):
        person.opens("/")
        person.waits_for("Two different answers: a decision is waiting")
        person.opens_rosie()
        person.sees(CAUTIOUS)
        person.sees(grandmother)
        person.sees("Both, from Monday")
    nurse.follows("Who may take the child home")
    nurse.sees("The chair settles this.")
    chair.follows("Who may take the child home")
    chair.page.get_by_label(re.compile(grandmother)).check()
    chair.page.get_by_role("textbox", name="Why").fill(
        "Spoke to both. Only the grandmother, with the social worker there."
    )
    chair.saves("Settle it")
    for person in (chair, nurse, doctor):
        person.opens("/")
        person.follows(ROSIE)
        person.waits_for("Settled by Helen Marsh")
        person.does_not_see("Not agreed yet")
        person.sees(grandmother)
        person.does_not_see("Both, from Monday")
