"""Recorded without unlocking (PRACTICE.md P-18): taken sealed from a device, shown to who may confirm it."""

import msgspec
from litestar import Response
from litestar.exceptions import ClientException
from litestar.params import FromPath
from litestar.response import Redirect

from server import store
from server.handlers.showing import shown
from server.requests import SeenbyRequest

PROTO = {"X-Sync-Proto": "1"}
MOST_NOTES = 20


class Sent(msgspec.Struct, frozen=True):
    notes: list[store.Sealed]


async def take(request: SeenbyRequest) -> Response[bytes]:
    """With no session: a locked device has none to show, and what it sends nobody but the server can open."""
    try:
        sent = msgspec.json.decode(await request.unzipped(), type=Sent)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ClientException("These are not notes of a locked device.") from error
    taken = await store.take_sealed(sent.notes[:MOST_NOTES], request.now)
    return Response(msgspec.json.encode({"taken": taken}), media_type="application/json", headers=PROTO)


async def create() -> Redirect:
    """No worker took it, so nothing was saved: the lock page of this server says so."""
    return Redirect("/unlock?kept=not_recorded", status_code=303)


async def keep_short(discussion: FromPath[str], child: FromPath[str]) -> Redirect:
    """A short reference is a device's own, and no device's worker took it."""
    return Redirect(f"/discussions/{discussion}/children/{child}/short-reference", status_code=303)


async def show(request: SeenbyRequest) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        waiting = await store.recorded()
        found = await store.discussions(request.person) if waiting else []
    return await shown(request, recorded=waiting, discussions=found)


async def set_aside(request: SeenbyRequest, recorded: FromPath[str]) -> Redirect:
    """Pressed by mistake: it waits no more, and is kept. Only under the name of the person whose page it was."""
    if dict(await request.fields()).get("person") == request.person.id:
        async with store.as_person(request.person.id, request.now):
            await store.end_recorded(recorded, "set_aside")
    return Redirect("/recorded", status_code=303)
