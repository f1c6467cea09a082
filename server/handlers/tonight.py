"""Tonight, or Due now: every child this person can reach, the most pressing first."""

from litestar import Response

from server import store
from server.handlers.showing import shown
from server.requests import SeenbyRequest
from sync.following import followed


async def show(request: SeenbyRequest) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        found = await store.discussions(request.person)
        waiting = await store.recorded()
        procedures = await store.procedures(digest for one in found for digest in followed(one))
    return await shown(request, discussions=found, procedures=procedures, recorded=waiting)
