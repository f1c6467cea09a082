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
from sync.pages import (
    actions,
    adults,
    attendance,
    calls,
    events,
    excluded,
    family,
    identity,
    urgent,
    ward_handover,
    wrong_child,
)


async def show(request: SeenbyRequest, discussion: FromPath[str]) -> Response[str]:
    async with store.as_person(request.person.id, request.now):
        found = await store.discussion(request.person, discussion)
        of_note = request.route.name == "recorded_of"
        waiting = await store.recorded() if of_note else []
        if found is None or _strays(found, request.path_params, waiting):
            raise NotFoundException
        procedures = current() | await store.procedures(followed(found))
        draft = await store.draft(request.url.path)
        colleagues = await store.colleagues() if request.route.name in ("ward_handover", "excluded_account") else []
    asked = request.path_params.get("procedure")
    if asked is not None and asked not in procedures:
        raise NotFoundException
    return await shown(
        *(request, ward_handover.instead(request.route.name, found)),
        discussion=found,
        procedures=procedures,
        current=list(current()),
        colleagues=colleagues,
        recorded=waiting,
        draft=draft,
    )


def _strays(found: dict[str, Any], params: dict[str, Any], waiting: list[dict[str, Any]]) -> bool:
    """What is not in this discussion has no page: a child, a visit, a difference, an action, an urgent note."""
    here = {
        "child": found["children"],
        "difference": [one["id"] for one in found["differences"]],
        "note": [one["id"] for one in urgent.sent(found)],
        "answer": family.asked(found),
        "entry": [one["id"] for one in found["entries"].get("information", [])],
        "visit": [one["id"] for one in found["entries"].get("visits", [])],
        "action": actions.ids(found),
        "step": actions.STEPS,
        "part": identity.PARTS,
        "recorded": [one["note"] for one in waiting],
    }
    strays = any(name in params and params[name] not in ids for name, ids in here.items())
    strays = strays or any(one.strays(found, params) for one in (adults, calls, attendance, events, excluded))
    return strays or ("what" in params and wrong_child.entry_found(found, params["what"]) is None)
