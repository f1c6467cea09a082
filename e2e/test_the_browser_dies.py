"""(e, f) The browser is killed with -9: half a sentence is back, and what was saved arrives once (Z-31)."""

from pathlib import Path

from playwright.sync_api import expect

from e2e import behind
from e2e.people import Meet, Someone, with_rosie_open

HALF = "He said he fell off the"
SAVED = "Seen at four: two new marks behind the left ear"


def test_killed_in_mid_sentence_the_draft_is_back(meet: Meet, profile: Path) -> None:
    nurse, discussion = with_rosie_open(meet, profile=profile)
    nurse.begins_a_note(HALF)
    nurse.waits_for_the_draft(HALF)
    nurse.browser_is_killed()
    again = _comes_back(meet, nurse, f"/discussions/{discussion}/note")
    expect(again.page.get_by_label("Write it down")).to_have_value(HALF)
    expect(again.page.get_by_label("What I saw or heard")).to_be_checked()


def test_killed_right_after_it_was_saved_the_change_arrives_once(meet: Meet, profile: Path) -> None:
    nurse, discussion = with_rosie_open(meet, profile=profile)
    nurse.loses_signal()
    nurse.begins_a_note(SAVED)
    nurse.presses("Save the note")
    nurse.sees("Saved on this device. Nobody else has it yet.")
    nurse.browser_is_killed()
    assert SAVED not in behind.notes(nurse.server, discussion)
    again = _comes_back(meet, nurse, f"/discussions/{discussion}")
    again.sees(SAVED)
    again.signs_in_again()
    again.all_is_sent()
    assert behind.notes(nurse.server, discussion).count(SAVED) == 1


def test_killed_while_it_is_being_sent_the_change_arrives_once(meet: Meet, profile: Path) -> None:
    nurse, discussion = with_rosie_open(meet, profile=profile)
    nurse.begins_a_note(f"{SAVED}, online")
    nurse.presses("Save the note")
    nurse.sees(f"{SAVED}, online")
    nurse.browser_is_killed()
    again = _comes_back(meet, nurse, "/on-this-device")
    again.signs_in_again()
    again.all_is_sent()
    assert behind.notes(nurse.server, discussion).count(f"{SAVED}, online") == 1


def _comes_back(meet: Meet, nurse: Someone, path: str) -> Someone:
    """The same person, with the same profile and the same passphrase, in a browser started anew."""
    again = meet("ward_nurse", nurse.profile)
    again.passphrase = nurse.passphrase
    again.opens(path)
    again.unlocks()
    return again
