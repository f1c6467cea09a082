"""(g) The server is killed with -9 while it takes thirty changes in: each arrives once, in order (Z-31)."""

from e2e import behind
from e2e.people import Meet, with_rosie_open
from e2e.server import Server

NOTES = [f"Round {number} of the night: breathing easily, no new marks" for number in range(1, 31)]


def test_thirty_changes_arrive_once_and_in_order(meet: Meet, seenby: Server) -> None:
    nurse, discussion = with_rosie_open(meet)
    nurse.loses_signal()
    nurse.sends_forms(discussion, NOTES)
    with behind.killed_in_mid_push(seenby, discussion):
        nurse.has_signal_again()
    before = [words for words in behind.notes(seenby, discussion) if words in NOTES]
    print(f"{len(before)} of {len(NOTES)} were in when the server was killed")
    assert 0 < len(before) < len(NOTES)
    seenby.start()
    nurse.all_is_sent()
    assert [words for words in behind.notes(seenby, discussion) if words in NOTES] == NOTES
