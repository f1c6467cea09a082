"""P-22, Z-34: a child is born with no signal. From then on she is to be seen, and it is asked who may take her home."""

import re

from playwright.sync_api import Locator, expect

from e2e.people import Meet, Someone, with_rosie_open

BABY = "Baby Tennant"
ASKED = "Nobody takes the child until it is: ring, and ask who may."


def test_with_no_signal_and_the_chair_answers_who_may_take_her_home(meet: Meet) -> None:
    chair = meet("team_manager", java_script_enabled=False)
    chair.opens("/sign-in")
    chair.gives_the_password()
    _expects(chair)
    nurse, _ = with_rosie_open(meet)
    nurse.sees("Starts at birth")
    nurse.loses_signal()
    _card(nurse).get_by_role("link", name=re.compile("^The child was born")).click()
    nurse.page.get_by_label("Midwife").fill("Ada Obi")
    nurse.saves("Save: the child was born")
    # The ward plan, which asks what nobody was asked before the birth.
    expect(nurse.page).to_have_url(re.compile("/ward-safety-plan"))
    nurse.does_not_see("Starts at birth")
    expect(_home(nurse)).to_contain_text(ASKED)
    nurse.has_signal_again()
    nurse.all_is_sent()
    chair.opens_rosie()
    expect(_card(chair)).to_contain_text("Date of birth:")
    expect(_card(chair)).not_to_contain_text("Starts at birth")
    chair.follows("Change the ward plan")
    mine = chair.page.get_by_role("region", name=f"Who may take the child home: {BABY}")
    mine.get_by_label("Nobody: the child stays").check()
    chair.saves("Save the ward plan")
    nurse.hears_from_the_server()
    nurse.opens_rosie()
    nurse.waits_for("For this child only")
    nurse.does_not_see(ASKED)


def _expects(chair: Someone) -> None:
    """Rosie's mother is expecting; who may take Rosie home was said before the birth."""
    chair.opens_rosie()
    chair.follows("Change the ward plan")
    group = chair.page.get_by_role("region", name="Who may take the child home").first
    group.get_by_label("Either parent").check()
    chair.saves("Save the ward plan")
    chair.opens_rosie()
    chair.follows("Another child")
    chair.page.get_by_label("Given name").fill("Baby")
    chair.page.get_by_label("Family name").fill("Tennant")
    chair.page.get_by_label("Expected date of birth (EDD)").fill("2040-01-31")
    chair.saves("Save the child")
    expect(_card(chair)).to_contain_text("Starts at birth")


def _card(person: Someone) -> Locator:
    return person.page.get_by_role("region", name=BABY).first


def _home(person: Someone) -> Locator:
    rows = person.page.locator(".nhsuk-summary-list__row")
    return rows.filter(has_text=f"Who may take the child home: {BABY}")
