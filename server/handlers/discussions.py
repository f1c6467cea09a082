"""A discussion and the forms in it: each page is the annotated document, shown by its own template."""

from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from server import store
from server.handlers.showing import shown
from server.requests import SeenbyRequest


async def show(request: SeenbyRequest, discussion: FromPath[str]) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        found = await store.discussion(request.person, discussion)
        if found is None or _strays(found, request.path_params):
            raise NotFoundException
        procedures = await store.procedures([found["procedure"]])
        draft = await store.draft(request.url.path)
    return await shown(request, discussion=found, procedures=procedures, draft=draft)


def _strays(found: dict[str, Any], params: dict[str, Any]) -> bool:
    """A child or difference that is not in this discussion is a page that does not exist."""
    child, difference = params.get("child"), params.get("difference")
    return (child is not None and child not in found["children"]) or (
        difference is not None and difference not in [d["id"] for d in found["differences"]]
    )
