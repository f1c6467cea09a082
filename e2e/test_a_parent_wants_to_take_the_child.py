"""P-23, Z-34: numbers first, then it is written down: two taps, no typing, no signal."""

import re

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet, with_rosie_open

TAKEN = "The child has been taken"
OVER = "It is over: the child is safe"
WHERE = "Father, by the back stairs, a white van"


def test_numbers_first_and_written_down_with_no_signal(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    chair, _ = with_rosie_open(meet, "team_manager")
    nurse.loses_signal()
    nurse.opens_rosie()
    nurse.follows("A parent wants to take, or has taken, the child")
    nurse.sees("Ring first. Writing here tells nobody.")
    number, button = nurse.main.get_by_role("link", name="999"), nurse.main.get_by_role("button", name=TAKEN)
    above, below = number.bounding_box(), button.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    button.click()
    nurse.sees("Saved on this device. Nobody else has it yet.")
    # What is typed comes after, and stands beside what was said first.
    nurse.page.get_by_label("Who, how, and where to").fill(WHERE)
    nurse.presses(TAKEN)
    nurse.sees(WHERE)
    nurse.opens("/")
    nurse.sees(re.compile(f"{TAKEN}: Grace Adeyemi"))
    nurse.has_signal_again()
    nurse.all_is_sent()
    chair.opens("/")
    chair.waits_for(re.compile(f"{TAKEN}: Grace Adeyemi"))
    # Of the children's rows hers is the first.
    expect(chair.main.locator("a[href*='#child-']").first).to_have_text(ROSIE)
    chair.opens_rosie()
    chair.follows("What was written down")
    chair.sees(WHERE)
    chair.presses(OVER)
    # On its way the sending can be cut short.
    expect(chair.main.get_by_role("listitem").filter(has_text=OVER)).to_have_count(1)
    chair.all_is_sent()
    chair.opens("/")
    chair.does_not_see(re.compile(f"{TAKEN}: Grace Adeyemi"))
