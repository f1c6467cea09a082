"""The local procedures: those that come with Seenby, and those that this person's discussions keep."""

from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException

from server import store
from server.domain.procedure import load_builtin
from server.handlers.showing import shown
from server.requests import SeenbyRequest


async def show(request: SeenbyRequest) -> Response[str]:
    """One of them, the list, or a what-if under one."""
    async with store.as_person(request.person.id, request.now):
        kept = await store.procedures(await store.reached())
    known = kept | current()
    asked = request.path_params.get("procedure")
    if asked is not None and asked not in known:
        raise NotFoundException
    query = [list(pair) for pair in request.query_params.multi_items()]
    return await shown(request, procedures=known, current=list(current()), query=query)


def current() -> dict[str, dict[str, Any]]:
    """By digest, those that a new discussion may begin under."""
    return {compiled["version"]: compiled for compiled in load_builtin().values()}
