"""P-15, Z-33: a child seen asleep counts when a manager decides so; its author corrects what was written, offline."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, Someone, with_rosie_open

UNDECIDED = "This does not stop the clock unless a manager decides that it counts."
WHY = "Held and fed while asleep"
WRONG = "It was her brother I saw"


def test_a_manager_decides_and_its_author_corrects_it(meet: Meet) -> None:
    worker, discussion = with_rosie_open(meet, "edt_worker")
    chair, _ = with_rosie_open(meet, "team_manager")
    worker.loses_signal()
    _sees_her_asleep(worker)
    _who_has_seen(worker, "By a social worker", f"Not yet {UNDECIDED}")
    worker.has_signal_again()
    worker.all_is_sent()
    chair.opens_rosie()
    chair.waits_for(UNDECIDED)
    chair.loses_signal()
    chair.follows("Decide whether it counts")
    chair.page.get_by_label("It counts: the child was seen").check()
    chair.page.get_by_label("Why", exact=True).fill(WHY)
    chair.saves("Save the decision")
    # Not before the server has it: until then no clock stops.
    chair.sees(UNDECIDED)
    chair.has_signal_again()
    chair.all_is_sent()
    worker.hears_from_the_server()
    worker.opens(f"/discussions/{discussion}")
    worker.sees(f"Helen Marsh (Team manager, chairing) decided that it counts: {WHY}")
    worker.does_not_see(UNDECIDED)
    worker.loses_signal()
    worker.follows("Correct this")
    worker.page.get_by_label("Why this replaces what was written before").fill(WRONG)
    worker.page.get_by_label("Tried, and could not see the child").check()
    worker.saves("Save the correction")
    _both_stand(worker)
    worker.has_signal_again()
    worker.all_is_sent()
    chair.opens_rosie()
    chair.waits_for(WRONG)
    _both_stand(chair)


def _sees_her_asleep(worker: Someone) -> None:
    worker.opens_rosie()
    card = worker.page.get_by_role("region", name=ROSIE)
    card.get_by_role("link", name=re.compile("^Child seen")).click()
    worker.page.get_by_label(re.compile("^A social worker of the responsible authority")).check()
    worker.page.get_by_label("Asleep", exact=True).check()
    worker.saves("Save")


def _who_has_seen(person: Someone, who: str, words: str) -> None:
    row = person.page.get_by_role("region", name=ROSIE).locator(".nhsuk-summary-list__row").filter(has_text=who)
    expect(row.first).to_contain_text(re.compile(r"\s+".join(map(re.escape, words.split()))))


def _both_stand(person: Someone) -> None:
    visits = person.page.get_by_role("region", name="Child seen", exact=True).get_by_role("listitem")
    expect(visits.filter(has_text="Replaced by a later entry")).to_contain_text("The child was seen")
    expect(visits.filter(has_text=WRONG)).to_contain_text("This does not stop the clock.")
    _who_has_seen(person, "By a social worker", "Not yet")
