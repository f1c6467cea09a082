"""Z-32: the discussion is late and nothing is booked. The chair reads it, books a call and writes that it was held, all
with no signal; when it comes back, by when the child should be seen is counted from it for everybody."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from e2e.people import Meet, Someone
from server.settings import LONDON

JAI = "Jaiden Prosser (known as Jai)"
NOT_BOOKED = "No call or meeting is booked, and the discussion should have been held"
NOT_HELD = "and the discussion has not been held"


def test_with_no_signal(meet: Meet) -> None:
    chair, worker = meet("team_manager"), meet("social_worker")
    for person in (chair, worker):
        person.enrols()
        person.opens("/")
        person.follows(JAI)
        person.leaves_the_ward_plan()
    worker.does_not_see(NOT_BOOKED)
    worker.follows("Calls and meetings: what is booked")
    worker.sees("Nothing is booked, and nothing is written down as held.")
    worker.sees("The chair or the minute taker books a call or meeting")
    chair.sees(NOT_BOOKED)
    chair.loses_signal()
    chair.follows("Calls and meetings: book one")
    chair.sees(NOT_BOOKED)
    _books(chair)
    chair.sees("Saved on this device. Nobody else has it yet.")
    chair.does_not_see(NOT_BOOKED)
    chair.sees("after the last day the procedure allows")
    chair.follows("It was held")
    chair.sees("This stops the clock for holding the discussion")
    chair.sees("It does not make the record")
    chair.saves("Save: it was held")
    expect(chair.main.get_by_role("heading", level=2)).to_have_text(re.compile("^Held: today"))
    chair.does_not_see("Tell the team manager now")
    worker.opens("/")
    worker.sees(JAI)
    chair.has_signal_again()
    chair.all_is_sent()
    worker.hears_from_the_server()
    worker.follows(JAI)
    worker.waits_for("By phone")
    worker.does_not_see(NOT_HELD)
    worker.follows("Calls and meetings: what is booked")
    expect(worker.main.get_by_role("heading", level=2)).to_have_text(re.compile("^Held: today"))
    worker.sees("Discussion 1.")


def _books(chair: Someone) -> None:
    """For tomorrow at ten, and is asked first for what it needs."""
    chair.follows("Book a call or meeting")
    chair.presses("Book it")
    chair.sees("There is something to put right")
    chair.page.get_by_label("By phone").check()
    tomorrow = chair.server.now().astimezone(LONDON).date() + timedelta(days=1)
    chair.page.get_by_role("textbox", name="Start").fill(f"{tomorrow}T10:00")
    chair.saves("Book it")
