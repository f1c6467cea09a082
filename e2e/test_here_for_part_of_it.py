"""P-9, Z-36: the school's lead is here for what the doctors found about the sister, and holds nothing else any more."""

import re

from e2e import behind
from e2e.people import MAYA, TEDDY, Meet, nobody_needs_to_know, says_who_is_here
from e2e.places import unlike
from e2e.server import Server

FOUND, CONCERN, TOLD = "Paired linear bruises", "hit with a belt", "Don't tell Daddy"
HERE_FOR = (
    "You are here for part of this discussion: what the doctors found. Ring the chair, Helen Marsh, for anything else."
)
WROTE = "She was quiet at registration"


def test_said_with_no_signal_and_the_copy_she_had_goes(meet: Meet, seenby: Server) -> None:
    lead, chair = meet("school_lead"), meet("team_manager")
    for person in (lead, chair):
        person.enrols()
        person.opens("/")
        person.follows(MAYA)
    discussion = lead.place.split("/")[2]
    lead.sees(TEDDY)
    chair.loses_signal()
    says_who_is_here(chair, lead.name, MAYA, "What the doctors found")
    chair.sees("Until the server has it they are sent what they were sent before.")
    assert TOLD in str(behind.document(seenby, discussion, "school_lead"))
    chair.has_signal_again()
    chair.all_is_sent()
    lead.hears_from_the_server()
    lead.loses_signal()
    for path in ("", "/evidence", "/adults", "/children/c2", "/who-is-here"):
        lead.opens(f"/discussions/{discussion}{path}")
        if path != "/children/c2":
            lead.sees(HERE_FOR)
        for gone in (CONCERN, TOLD, TEDDY, "Edward"):
            lead.does_not_see(re.compile(gone))
    lead.opens(f"/discussions/{discussion}")
    lead.sees(FOUND)
    lead.follows("Write a note")
    lead.sees(HERE_FOR)
    lead.page.get_by_label("What I saw or heard").check()
    lead.page.get_by_label("Write it down").fill(WROTE)
    nobody_needs_to_know(lead.page)
    lead.saves("Save the note")
    lead.sees(WROTE)
    lead.has_signal_again()
    lead.all_is_sent()
    held = str(behind.document(seenby, discussion, "school_lead"))
    assert [words for words in (FOUND, WROTE, CONCERN, TOLD, "Edward") if words in held] == [FOUND, WROTE]
    assert WROTE in str(behind.document(seenby, discussion))
    assert unlike(lead, f"/discussions/{discussion}") == ""
