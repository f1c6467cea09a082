"""Push and pull (sync/README.md). The session's person and the named person must be one."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from litestar import Response
from litestar.exceptions import ClientException

from server import store
from server.domain.pushes import decode_push
from server.handlers.procedures import current
from server.requests import SeenbyRequest
from sync.messages import MOST_CHANGES, Json, Pull, Push

Asked = TypeVar("Asked", Push, Pull)
PROTO = {"X-Sync-Proto": "1"}
OTHER_PERSON = {"error": "other_person"}


async def push(request: SeenbyRequest) -> Response[bytes]:
    asked = await _asked(request, decode_push)
    if asked.person != request.person.id:
        return _answer(OTHER_PERSON)
    if len(asked.changes) > MOST_CHANGES:
        raise ClientException(f"A push holds at most {MOST_CHANGES} changes.")
    return _answer(await store.push(request.person, asked, request.now))


async def pull(request: SeenbyRequest) -> Response[bytes]:
    asked = await _asked(request, _decode_pull)
    if asked.person != request.person.id:
        return _answer(OTHER_PERSON)
    answer = await store.pull(request.person, asked, request.now)
    calendar = request.app.state.calendar
    # Every device holds them, so that they can be read, and tried on a what-if, with no signal.
    known = current()
    answer["procedures"] |= {name: one for name, one in known.items() if name not in asked.have.procedures}
    answer["current"] = list(known)
    answer["calendar"] = None if asked.have.calendar == calendar["version"] else calendar
    return _answer(answer)


async def _asked(request: SeenbyRequest, decode: Callable[[bytes], Asked]) -> Asked:
    try:
        return decode(await request.unzipped())
    except (msgspec.DecodeError, RecursionError) as error:
        raise ClientException("This is not a push or pull.") from error


def _decode_pull(body: bytes) -> Pull:
    return msgspec.json.decode(body, type=Pull)


def _answer(content: Json) -> Response[bytes]:
    return Response(msgspec.json.encode(content), media_type="application/json", headers=PROTO)
