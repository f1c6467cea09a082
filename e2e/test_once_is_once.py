"""(m) A double tap is one change; A, then B, then A again by the back button are three, and the last stands (Z-34)."""

import pytest
from playwright.sync_api import Route, expect

from e2e import behind
from e2e.people import Meet, Someone, with_rosie_open
from e2e.server import Server

TAPPED = "Tapped twice with a cold thumb"
PLAN = "ward_plan.collecting"


def test_a_double_tap_is_one_change(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.begins_a_note(TAPPED)
    nurse.page.get_by_role("button", name="Save the note").dblclick()
    nurse.sees(TAPPED)
    nurse.all_is_sent()
    assert behind.notes(seenby, discussion).count(TAPPED) == 1


def test_a_plain_form_that_reaches_the_server_twice_is_one_change(meet: Meet, seenby: Server) -> None:
    nurse = meet("ward_nurse", java_script_enabled=False)
    nurse.signs_in()
    discussion = nurse.opens_rosie()
    nurse.context.route("**/changes", _twice)
    nurse.begins_a_note(f"{TAPPED}, no script")
    nurse.page.get_by_role("button", name="Save the note").dblclick()
    nurse.sees(f"{TAPPED}, no script")
    assert behind.notes(seenby, discussion).count(f"{TAPPED}, no script") == 1


@pytest.mark.parametrize("script", [True, False])
def test_back_and_forth_is_three_changes_and_the_last_stands(meet: Meet, seenby: Server, script: bool) -> None:
    nurse = meet("ward_nurse", java_script_enabled=script)
    if script:
        nurse.enrols()
    else:
        nurse.signs_in()
    discussion = nurse.opens_rosie()
    before = behind.document(seenby, discussion)["seq"]
    nurse.follows("Change the ward plan")
    _answers(nurse, "Nobody", "A")
    for answer in ("B", "A once more"):
        nurse.page.go_back()
        _answers(nurse, "Either parent", answer)
    if script:
        nurse.all_is_sent()
    after = behind.document(seenby, discussion)
    assert after["seq"] - before == 3
    assert after["differences"] == []
    [plan] = [leaf["value"] for leaf in after["leaves"].values() if "A once more" in str(leaf["value"])]
    assert plan


def _twice(route: Route) -> None:
    assert route.fetch(max_redirects=0).status == 303
    route.continue_()


def _answers(nurse: Someone, answer: str, why: str) -> None:
    collecting = nurse.page.get_by_role("region", name="Who may take the child home")
    collecting.get_by_label(answer).check()
    collecting.get_by_label("Why").fill(why)
    nurse.presses("Save the ward plan")
    expect(nurse.main.get_by_text(why, exact=True).first).to_be_visible()
