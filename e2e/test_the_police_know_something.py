"""(r) What the police know, typed with no signal: who sees it, the words for everybody else, its release (Z-36)."""

from playwright.sync_api import expect

from e2e import behind
from e2e.people import Meet, Someone, nobody_needs_to_know, with_rosie_open
from e2e.server import Server

KNOWN = "Mr A was arrested with a knife in March. He has been told nothing."
CLEARED = "Do not be alone with Mr A. Ring 999 if he comes."
READERS = ("team_manager", "social_worker", "police_sergeant")
NOT_READERS = ("ward_nurse", "paediatrician", "edt_worker", "nurse_in_charge")


def test_it_reaches_chair_and_lead_alone_and_the_ward_reads_what_was_cleared(meet: Meet, seenby: Server) -> None:
    officer, discussion = with_rosie_open(meet, "police_sergeant")
    officer.loses_signal()
    _types(officer)
    officer.sees("Saved on this device. Nobody else has it yet.")
    officer.has_signal_again()
    officer.all_is_sent()
    held = {role: str(behind.document(seenby, discussion, role)) for role in (*READERS, *NOT_READERS)}
    assert [role for role, text in held.items() if KNOWN in text] == list(READERS)
    assert [role for role, text in held.items() if CLEARED not in text] == []

    nurse, _ = with_rosie_open(meet)
    nurse.loses_signal()
    nurse.sees(CLEARED)
    nurse.does_not_see(KNOWN)
    nurse.opens(f"/discussions/{discussion}/ward-safety-plan")
    expect(nurse.main.get_by_role("region", name="Words cleared for everybody")).to_contain_text(CLEARED)
    nurse.has_signal_again()

    _releases(officer, discussion)
    nurse.hears_from_the_server()
    nurse.opens(f"/discussions/{discussion}")
    nurse.waits_for(KNOWN)
    nurse.sees("Who may see this: everyone in this discussion. DS Dean Okoro said so")
    assert KNOWN not in str(behind.document(seenby, discussion, "nurse_in_charge")), "a ward on duty has its plan"


def _types(officer: Someone) -> None:
    officer.follows("Write a note")
    officer.sees("Who may see this: the police, the chair, the minute taker and the lead social worker")
    officer.page.get_by_label("What the police know").check()
    officer.page.get_by_label("Words for everybody else").fill(CLEARED)
    officer.page.get_by_label("Write it down").fill(KNOWN)
    nobody_needs_to_know(officer.page)
    officer.saves("Save the note")
    officer.sees(KNOWN)


def _releases(officer: Someone, discussion: str) -> None:
    officer.opens(f"/discussions/{discussion}")
    officer.follows("Let more people see it")
    officer.page.get_by_label("Everyone in this discussion").check()
    officer.saves("Save who may see it")
    officer.all_is_sent()
