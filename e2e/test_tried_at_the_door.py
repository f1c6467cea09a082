"""P-23, Z-33: with no signal at the door she says why by one button and sees what to do; no clock has moved."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, Someone, with_rosie_open

NO_PLAN = "No plan was agreed. Ring the manager now."
PLAN = "Ring Helen Marsh, then the police; try again before eight"


def test_with_no_signal(meet: Meet) -> None:
    worker, _ = with_rosie_open(meet, "edt_worker")
    worker.opens_every_child()
    before = worker.clock_of(ROSIE)
    worker.loses_signal()
    worker.opens_rosie()
    _tries(worker)
    worker.sees("Saved on this device. Nobody else has it yet.")
    worker.has_signal_again()
    worker.all_is_sent()
    worker.opens_every_child()
    assert worker.clock_of(ROSIE) == before
    chair, discussion = with_rosie_open(meet, "team_manager")
    visits = chair.page.get_by_role("region", name="Child seen", exact=True)
    expect(visits.get_by_text("Nobody in")).to_be_visible()
    expect(visits.get_by_text("This does not stop the clock.")).to_be_visible()
    _opens_the_plan(chair, worker, discussion)


def test_with_no_script(meet: Meet) -> None:
    worker = meet("edt_worker", java_script_enabled=False)
    worker.signs_in()
    worker.opens_rosie()
    _tries(worker)
    worker.sees("The server has it.")


def _tries(worker: Someone) -> None:
    """Two taps, no typing; then what to do, with the numbers."""
    worker.follows("Could not see the child")
    worker.sees("Trying does not stop the clock.")
    worker.saves("Nobody in")
    expect(worker.page).to_have_url(re.compile("/what-next"))
    expect(worker.main.get_by_role("heading", name="The child was not seen")).to_be_visible()
    worker.sees("Nobody in")
    expect(worker.main.get_by_role("link", name="01632 960103")).to_be_visible()
    worker.presses("Manager told")
    expect(worker.main.get_by_role("listitem").filter(has_text="Manager told").first).to_be_visible()


def _opens_the_plan(chair: Someone, worker: Someone, discussion: str) -> None:
    """What the discussion agrees for this is what opens from then on."""
    what_next = f"/discussions/{discussion}/children/c1/what-next"
    worker.opens_rosie()
    worker.sees(re.compile("Could not be seen: Nobody in"))
    worker.follows("What to do next, and what was done")
    expect(worker.page).to_have_url(re.compile(what_next))
    worker.sees("Manager told")
    worker.sees(NO_PLAN)
    chair.follows("Write the decision")
    chair.page.get_by_label("What is done then").fill(PLAN)
    chair.saves("Save the decision")
    chair.all_is_sent()
    worker.hears_from_the_server()
    worker.loses_signal()
    worker.opens(what_next)
    worker.sees(PLAN)
    worker.does_not_see(NO_PLAN)
