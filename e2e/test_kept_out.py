"""P-8, Z-35: the chair keeps a nurse in charge out, with no signal; at her next contact there is nothing of it."""

import re

from e2e.people import ROSIE, Meet, Someone
from e2e.places import from_server
from e2e.server import Server

NOWHERE = "d" + "0" * 24
PLAN = "Nobody: the child stays"
REFUSED = "They cannot be added to this discussion. Ring the chair."


def test_said_with_no_signal_and_nothing_is_left_with_her(meet: Meet, seenby: Server) -> None:
    chair, night, nurse = meet("team_manager"), meet("nurse_in_charge"), meet("ward_nurse")
    for person in (chair, night, nurse):
        person.enrols()
    night.opens("/")
    night.follows(ROSIE)
    night.sees(PLAN)
    discussion = night.place.split("/")[2]
    chair.opens_rosie()
    chair.loses_signal()
    _keeps_out(chair, night.name)
    chair.sees(re.compile(f"Not kept out before the server has it: {night.name}"))
    assert PLAN in from_server(night, f"/discussions/{discussion}")
    chair.has_signal_again()
    chair.all_is_sent()
    chair.opens(f"/discussions/{discussion}/kept-out")
    chair.waits_for(re.compile(f"Kept out: {night.name}"))
    night.hears_from_the_server()
    _is_nowhere(night, seenby, discussion)
    night.loses_signal()
    for path in ("/", "/every-child", "/on-this-device", "/recorded", f"/discussions/{discussion}"):
        night.opens(path)
        page = night.page.content()
        assert [words for words in (ROSIE, "Rosalind", PLAN, "kept out") if words in page] == [], path
    nurse.opens(f"/discussions/{discussion}/ward-handover")
    nurse.page.get_by_label(re.compile(night.name)).check()
    nurse.saves("Hand over")
    nurse.opens(f"/discussions/{discussion}")
    nurse.waits_for(re.compile(REFUSED))
    nurse.does_not_see(re.compile("kept out"))


def _keeps_out(chair: Someone, who: str) -> None:
    chair.follows("Who is kept out")
    chair.follows("Keep somebody out")
    chair.page.get_by_label("Their name").fill(f"Sister {who}")
    chair.page.get_by_label("The organisation they work for").fill("Wyebridge County Hospital")
    chair.saves("Save")
    chair.follows("Choose the account")
    chair.sees("What they have read, printed or heard does not.")
    chair.page.get_by_label(re.compile(who)).check()
    chair.saves("Keep them out")


def _is_nowhere(night: Someone, seenby: Server, discussion: str) -> None:
    """To the server as well: by status and words it is a discussion that is not there."""
    answers = []
    for id_ in (discussion, NOWHERE):
        answer = night.context.request.get(f"{seenby.address}/discussions/{id_}")
        answers.append((answer.status, answer.text().replace(id_, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
