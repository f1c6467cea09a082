"""A push in which one change is beyond reading: the others, and the push itself, are read as they were."""

import msgspec
import pytest

from server.domain.pushes import decode_push

GOOD = b'{"op_id": "a", "words": "[not, {a} \\"bracket\\"]"}'
HEAD = b'{"person": "p", "device": "changes", "epoch": "", "schema_range": [1, 1], "changes": [%s]%s}'


BEYOND_READING = [b'{"w": "\\ud83d"}', b'{"w": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", b'{"w": "\x01"}', b"{w}"]


@pytest.mark.parametrize("bad", BEYOND_READING)
@pytest.mark.parametrize("tail", [b"", b', "later": [{"changes": [1]}]'])
def test_a_change_that_cannot_be_skipped_over_keeps_back_no_other(bad: bytes, tail: bytes) -> None:
    asked = decode_push(HEAD % (b" , ".join([GOOD, bad, GOOD]), tail))
    assert [bytes(one) for one in asked.changes] == [GOOD, bad, GOOD]
    assert (asked.person, asked.device, asked.schema_range) == ("p", "changes", (1, 1))


@pytest.mark.parametrize(
    "body", [b"", b"[" * 100_000, b'{"changes": [', b'{"changes": [{"a": "\\ud83d"}]}', HEAD % (b"", b"") + b"]"]
)
def test_what_is_no_push_is_refused(body: bytes) -> None:
    with pytest.raises((msgspec.DecodeError, RecursionError)):
        decode_push(body)
