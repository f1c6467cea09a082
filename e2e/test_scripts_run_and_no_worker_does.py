"""Scripts run and no worker does (a private window, a policy): the server answers, and every form arrives."""

from playwright.sync_api import expect

from e2e.people import Meet, Someone, nobody_needs_to_know


def test_a_note_is_saved_and_one_with_an_error_comes_back(meet: Meet) -> None:
    nurse = meet("ward_nurse", service_workers="block")
    nurse.signs_in()
    nurse.opens("/")
    nurse.follows("Okonjo-Bell")
    nurse.follows("Write a note")
    nurse.sees("This computer keeps nothing.")
    nurse.page.get_by_label("Write it down").fill("Fed well at two")
    _loses_the_connection(nurse)
    nurse.presses("Save the note")
    nurse.sees("There is something to put right")
    nurse.page.get_by_label("What I saw or heard").check()
    nobody_needs_to_know(nurse.page)
    nurse.presses("Save the note")
    nurse.sees("The server has it.")
    nurse.sees("Fed well at two")


def _loses_the_connection(nurse: Someone) -> None:
    """P-20: in mid-sentence, on a computer that keeps nothing."""
    gone = nurse.main.get_by_text("The connection is gone. Stay on this page")
    expect(gone).to_be_hidden()
    nurse.loses_signal()
    expect(gone).to_be_visible()
    expect(nurse.main.get_by_role("alert").get_by_role("link").first).to_be_visible()
    expect(nurse.page.get_by_label("Write it down")).to_have_value("Fed well at two")
    nurse.has_signal_again()
    expect(gone).to_be_hidden()
