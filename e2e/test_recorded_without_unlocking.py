"""P-18, Z-42: a phone in the rain, locked and killed, no signal: one press records, and nothing counts before a yes."""

import re
import secrets
from pathlib import Path

from playwright.sync_api import expect

from e2e import disk
from e2e.people import ROSIE, Meet, Someone, with_rosie_open
from e2e.server import Server

SEALED = "saved on this device, sealed"
ASKS = "recorded without unlocking counts only when you have confirmed it"


def test_child_seen_in_one_press_and_the_clock_stops_only_after_a_yes(
    meet: Meet, profile: Path, seenby: Server
) -> None:
    words = f"canary{secrets.token_hex(10)}"
    worker = meet("edt_worker", profile)
    worker.enrols()
    before = _clock(worker)
    worker.browser_is_killed()

    worker = _comes_back(worker, meet, profile)
    worker.opens("/")
    worker.loses_signal()
    worker.opens("/")
    worker.presses("Child seen")
    worker.sees(SEALED)
    worker.sees("1 thing waits here, sealed.")
    expect(worker.main.get_by_role("link", name="999")).to_be_visible()
    worker.main.get_by_text("Add words").click()
    worker.page.get_by_label("What you saw or heard").fill(words)
    worker.presses("Seal these words")
    worker.sees("2 things wait here, sealed.")
    worker.does_not_see(words)

    worker.has_signal_again()
    worker.waits_for("The server has it. It counts only when")
    worker.unlocks()
    worker.signs_in_again()
    worker.waits_for(ASKS)
    assert _clock(worker) == before

    worker.loses_signal()
    worker.follows("1 thing recorded without unlocking")
    worker.sees(words)
    worker.main.get_by_role("link", name=ROSIE).click()
    expect(worker.page.get_by_role("heading", name="Child seen: is this right?")).to_be_visible()
    worker.page.get_by_label("A social worker of the responsible authority").check()
    worker.page.get_by_label("With the child, awake").check()
    worker.saves("Yes, save it")
    worker.opens("/")
    worker.does_not_see(ASKS)
    assert _clock(worker) == before, "the server has not said so yet"
    worker.has_signal_again()
    worker.all_is_sent()
    worker.opens("/")
    assert _clock(worker) != before
    worker.does_not_see(ASKS)

    disk.waits_for_session_files(worker.page, profile, "/unlock?said=recorded")
    worker.browser_is_killed()
    assert disk.found([profile], "/unlock?said=recorded"), "the scan must find the address, or it finds nothing"
    assert disk.found([profile, seenby.home], words) == []


def _clock(worker: Someone) -> str:
    """Of a child who was seen the row is folded."""
    worker.page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
    return worker.clock_of(ROSIE)


def _comes_back(worker: Someone, meet: Meet, profile: Path) -> Someone:
    again = meet("edt_worker", profile)
    again.passphrase = worker.passphrase
    return again


def test_a_press_by_mistake_is_set_aside(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.locks()
    nurse.presses("Not safe")
    nurse.sees("Do not go back alone.")
    nurse.unlocks()
    nurse.opens("/")
    nurse.waits_for(ASKS)
    nurse.opens("/recorded")
    nurse.main.get_by_text("It was pressed by mistake").click()
    nurse.presses("Set it aside")
    nurse.waits_for("Nothing is waiting to be confirmed.")
    expect(nurse.page).to_have_url(re.compile("/recorded$"))


def test_a_child_with_a_short_reference_is_named_on_the_lock_page_and_the_chair_may_confirm(meet: Meet) -> None:
    nurse, discussion = with_rosie_open(meet)
    _calls_rosie(nurse, discussion, "Rosie1")
    nurse.sees("Choose something that is no part of a name")
    _calls_rosie(nurse, discussion, "R1")
    expect(nurse.page).to_have_url(f"{nurse.server.address}/discussions/{discussion}")
    nurse.locks()
    nurse.page.get_by_label("R1", exact=True).check()
    nurse.presses("Not safe")
    nurse.waits_for("The server has it. It counts only when")

    chair = meet("team_manager", java_script_enabled=False)
    chair.signs_in()
    chair.opens("/")
    chair.follows("1 thing recorded without unlocking")
    chair.sees("Grace Adeyemi")
    links = chair.main.locator("a.app-pick")
    expect(links).to_have_count(1)
    links.click()
    chair.sees("Do not go back alone.")
    expect(chair.page.get_by_label("Not safe")).to_be_checked()
    chair.presses("Yes, save it")
    chair.sees("The server has it.")
    nurse.unlocks()
    nurse.opens("/recorded")
    nurse.waits_for("Nothing is waiting to be confirmed.")


def _calls_rosie(nurse: Someone, discussion: str, short: str) -> None:
    nurse.opens(f"/discussions/{discussion}/children/c1/short-reference")
    nurse.page.get_by_label("Short reference").fill(short)
    nurse.presses("Save")
