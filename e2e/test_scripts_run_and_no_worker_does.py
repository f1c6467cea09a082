"""Scripts run and no worker does (a private window, a policy): the server answers, and every form arrives."""

from e2e.people import Meet, nobody_needs_to_know


def test_a_note_is_saved_and_one_with_an_error_comes_back(meet: Meet) -> None:
    nurse = meet("ward_nurse", service_workers="block")
    nurse.signs_in()
    nurse.opens("/")
    nurse.follows("Okonjo-Bell")
    nurse.follows("Write a note")
    nurse.page.get_by_label("Write it down").fill("Fed well at two")
    nurse.presses("Save the note")
    nurse.sees("There is something to put right")
    nurse.page.get_by_label("What I saw or heard").check()
    nobody_needs_to_know(nurse.page)
    nurse.presses("Save the note")
    nurse.sees("The server has it.")
    nurse.sees("Fed well at two")
