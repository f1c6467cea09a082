"""Tonight, or Due now: every child this person can reach, the most pressing first."""

from litestar import Response

from server import store
from server.handlers.showing import shown
from server.requests import SeenbyRequest


async def show(request: SeenbyRequest) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        found = await store.discussions(request.person)
        procedures = await store.procedures(d["procedure"] for d in found)
    return await shown(request, discussions=found, procedures=procedures)
