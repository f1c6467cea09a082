"""Push and pull (sync/README.md). The session's person and the named person must be one."""

from typing import TypeVar

import msgspec
from litestar import Response
from litestar.exceptions import ClientException

from server import store
from server.requests import SeenbyRequest
from sync.messages import MOST_CHANGES, Json, Pull, Push

Asked = TypeVar("Asked", Push, Pull)
PROTO = {"X-Sync-Proto": "1"}
OTHER_PERSON = {"error": "other_person"}


async def push(request: SeenbyRequest) -> Response[bytes]:
    asked = await _asked(request, Push)
    if asked.person != request.person.id:
        return _answer(OTHER_PERSON)
    if len(asked.changes) > MOST_CHANGES:
        raise ClientException(f"A push holds at most {MOST_CHANGES} changes.")
    return _answer(await store.push(request.person, asked, request.now))


async def pull(request: SeenbyRequest) -> Response[bytes]:
    asked = await _asked(request, Pull)
    if asked.person != request.person.id:
        return _answer(OTHER_PERSON)
    answer = await store.pull(request.person, asked, request.now)
    calendar = request.app.state.calendar
    answer["calendar"] = None if asked.have.calendar == calendar["version"] else calendar
    return _answer(answer)


async def _asked(request: SeenbyRequest, kind: type[Asked]) -> Asked:
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ClientException("This is not a push or pull.") from error


def _answer(content: Json) -> Response[bytes]:
    return Response(msgspec.json.encode(content), media_type="application/json", headers=PROTO)
