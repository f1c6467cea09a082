"""A push as it arrives: one change in it that no JSON reader can even skip over must not keep back the others."""

import re
from collections.abc import Iterator

import msgspec

from sync.messages import Push

# A string whole, so that brackets in it do not count.
TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)
CHANGES = re.compile(rb'"changes"\s*:\s*\[')


def decode_push(body: bytes) -> Push:
    """Raises msgspec.DecodeError or RecursionError where it is no push, whatever its changes are like."""
    try:
        return msgspec.json.decode(body, type=Push)
    except (msgspec.DecodeError, RecursionError):
        # Half an emoji (a lone surrogate) or a thousand brackets in one change: taken apart by its brackets alone.
        start, ends = _changes(body)
        asked = msgspec.json.decode(body[:start] + body[ends[-1] :], type=Push) if ends else None
        if asked is None:
            raise
        parts = [body[a:b].strip(b" \t\r\n,") for a, b in zip([start, *ends], ends, strict=False)]
        return msgspec.structs.replace(asked, changes=[msgspec.Raw(part) for part in parts if part])


def _changes(body: bytes) -> tuple[int, list[int]]:
    """Where the list of changes begins, and where each of them ends; none where the list is not there or never ends."""
    depth, start, ends = 0, 0, list[int]()
    for at, token in _tokens(body):
        depth += (token in b"[{") - (token in b"]}")
        if not start and depth == 1 and (found := CHANGES.match(body, at)):
            start = found.end()
        elif start and at >= start and ((depth == 2 and token == b",") or depth == 1):
            ends.append(at)
            if depth == 1:
                return start, ends
    return start, []


def _tokens(body: bytes) -> Iterator[tuple[int, bytes]]:
    return ((found.start(), found[0]) for found in TOKEN.finditer(body))
