"""(n) The session ends with a full outbox: she reads and writes on, signs in again, and everything arrives (Z-31)."""

from e2e import behind
from e2e.people import Meet, with_rosie_open
from e2e.server import Server

QUEUE = [f"Observation {number}, written while nobody could have it" for number in range(1, 41)]
AFTER = "Written after the session had ended"


def test_it_all_arrives_after_signing_in_again(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.loses_signal()
    nurse.sends_forms(discussion, QUEUE)
    behind.ends_the_sessions(seenby, "ward_nurse")
    nurse.has_signal_again()
    nurse.opens(f"/discussions/{discussion}")
    nurse.sees("Your session is over.")
    nurse.writes_a_note(AFTER)
    nurse.opens_rosie()
    nurse.sees(QUEUE[-1])
    written = [*QUEUE, AFTER]
    assert not set(written) & set(behind.notes(seenby, discussion))
    nurse.signs_in_again()
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in written] == written
