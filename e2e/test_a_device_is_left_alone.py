"""A device is left lying about, shared, or its disk is read: what was typed is kept, and kept from everybody else."""

import re
from pathlib import Path

from playwright.sync_api import expect

from e2e import behind, disk
from e2e.browsers import DEAF, PLAIN_POST, stops_the_worker, tools_of
from e2e.people import Meet, beside, with_rosie_open
from e2e.server import Server

HALF = "zebracanary half a sentence"
SAVED = "quaggacanary bruise on the left shin"


def test_after_five_idle_minutes_it_is_locked_and_the_draft_is_there_after_the_unlock(
    meet: Meet, seenby: Server
) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.page.clock.install()
    nurse.begins_a_note(HALF)
    nurse.page.clock.run_for(4 * 60_000)
    expect(nurse.page).to_have_url(re.compile("/note$"))
    nurse.page.clock.run_for(70_000)
    nurse.unlocks()
    expect(nurse.page.get_by_label("Write it down")).to_have_value(HALF)
    nurse.page.get_by_label("Write it down").fill(f"{HALF}, and the other half")
    nurse.presses("Save the note")
    nurse.sees(f"{HALF}, and the other half")
    nurse.all_is_sent()
    assert behind.notes(seenby, discussion).count(f"{HALF}, and the other half") == 1


def test_locking_one_tab_locks_them_all(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.goto(nurse.page.url)
    nurse.locks()
    expect(other).to_have_url(re.compile("/unlock"))
    other.goto(f"{nurse.server.address}/on-this-device")
    expect(other).to_have_url(re.compile("/unlock"))


def test_a_form_sent_from_a_page_that_missed_the_lock_waits_under_the_unlock_dialog(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.add_init_script(DEAF)
    other.goto(nurse.page.url)
    nurse.begins_a_note(SAVED, other)
    nurse.locks()
    other.get_by_role("button", name="Save the note").click()
    other.get_by_label("Passphrase of this device").fill(nurse.passphrase)
    other.get_by_role("button", name="Unlock and save").click()
    expect(other.locator("#main").get_by_text(SAVED).first).to_be_visible()


def test_a_plain_form_that_reaches_a_locked_device_comes_back_after_the_unlock(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.add_init_script(DEAF)
    other.goto(nurse.page.url)
    nurse.begins_a_note(HALF, other)
    nurse.locks()
    # After the lock: no draft can hold this.
    other.get_by_label("Write it down").fill(SAVED)
    other.evaluate(PLAIN_POST)
    expect(other).to_have_url(re.compile("/unlock"))
    expect(other.get_by_text(SAVED)).to_have_count(0)
    nurse.page.close()
    nurse.page = other
    nurse.unlocks()
    expect(other).to_have_url(re.compile("/note$"))
    expect(other.get_by_label("Write it down")).to_have_value(SAVED)
    expect(other.get_by_label("What I saw or heard")).to_be_checked()


def test_signing_in_as_another_locks_the_first(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    doctor = beside(nurse, "paediatrician")
    nurse.opens("/sign-in")
    doctor.gives_the_password()
    expect(nurse.page).to_have_url(re.compile("/set-up"))
    nurse.opens("/")
    expect(nurse.page).to_have_url(re.compile("/unlock"))


def test_so_it_does_in_a_tab_of_its_own_and_with_a_worker_that_was_stopped_before(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    doctor = beside(nurse, "paediatrician")
    doctor.page = nurse.context.new_page()
    doctor.opens("/sign-in")
    stops_the_worker(tools_of(nurse.page))
    doctor.gives_the_password()
    expect(doctor.page).to_have_url(re.compile("/set-up"))
    expect(nurse.page).to_have_url(re.compile("/unlock"))


def test_nothing_typed_or_pulled_is_found_on_the_disk(meet: Meet, profile: Path) -> None:
    nurse, discussion = with_rosie_open(meet, profile=profile)
    nurse.writes_a_note(SAVED)
    nurse.opens(f"/discussions/{discussion}")
    nurse.begins_a_note(HALF)
    disk.waits_for_session_files(nurse.page, profile, discussion)
    nurse.locks()
    nurse.leaves()
    assert disk.found([profile], discussion), "the scan must find the address, or it finds nothing"
    for word in (SAVED, HALF, "Kestrel ward", "Tennant", "skeletal survey", nurse.passphrase):
        assert disk.found([profile], word) == [], word
