"""A discussion and the forms in it: each page is the annotated document, shown by its own template."""

from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from server import store
from server.handlers.procedures import current
from server.handlers.showing import shown
from server.requests import SeenbyRequest
from sync.following import followed


async def show(request: SeenbyRequest, discussion: FromPath[str]) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        found = await store.discussion(request.person, discussion)
        if found is None or _strays(found, request.path_params):
            raise NotFoundException
        procedures = current() | await store.procedures(followed(found))
        draft = await store.draft(request.url.path)
    asked = request.path_params.get("procedure")
    if asked is not None and asked not in procedures:
        raise NotFoundException
    return await shown(request, discussion=found, procedures=procedures, current=list(current()), draft=draft)


def _strays(found: dict[str, Any], params: dict[str, Any]) -> bool:
    """A child or difference that is not in this discussion is a page that does not exist."""
    child, difference = params.get("child"), params.get("difference")
    return (child is not None and child not in found["children"]) or (
        difference is not None and difference not in [d["id"] for d in found["differences"]]
    )
