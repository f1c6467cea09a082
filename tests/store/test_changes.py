"""The write path over a real PostgreSQL."""

from tests.store.ward import Ward, note, seen_by, send, words


async def test_what_a_nurse_writes_is_read_by_the_chair(ward: Ward) -> None:
    [receipt] = await send(ward.nurse, note(ward.nurse, ward.discussion, "Bruise on the left arm"))
    assert (receipt.status, receipt.seq, receipt.sentence) == ("applied", 2, None)
    assert words(await seen_by(ward.chair, ward.discussion)) == ["Bruise on the left arm"]
