"""A page: what it is made of, and its answer. The same inputs the worker gives (sync/README.md, `pages`)."""

import dataclasses
import secrets
from typing import Any

from litestar import Response

from server import __version__, pages, store
from server.requests import SeenbyRequest
from sync.pages import page

# What became of a form that a person with no worker has just sent.
NOTICES = {
    "applied": "The server has it.",
    "same": "The server has it. Someone else had already given the same answer.",
    "conflict": "Someone answered differently. Both answers are kept until the chair settles them.",
    "quarantined": "The server has kept what you wrote, held for the chair to check.",
    "needs_upgrade": "This page is older than the server. Load it again.",
}


async def shown(request: SeenbyRequest, **more: Any) -> Response[str]:
    """Renders this route's own template; `more` are the inputs only this page has."""
    route = request.route
    assert route.template is not None
    context = page(route.name, await _inputs(request) | more)
    pushed = {"HX-Push-Url": request.url.path} if request.headers.get("hx-request") else {}
    varied = {"Vary": "HX-Request, HX-Request-Type"}
    return Response(pages.render(route.template, context), media_type="text/html", headers=pushed | varied)


async def _inputs(request: SeenbyRequest) -> dict[str, Any]:
    session = request.scope["user"]
    return {
        "where": "server",
        "version": __version__,
        "person": dataclasses.asdict(session.person) if session else None,
        "phones": await store.phones(session.person.id if session else None, request.now),
        "now": request.now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "calendar": request.app.state.calendar,
        "procedures": {},
        "params": dict(request.path_params),
        "draft": None,
        "nonce": secrets.token_hex(16),
        "synced_at": None,
        "outbox": [],
        "vaults": [],
        "notice": NOTICES.get(request.query_params.get("kept", "")),
        "clock_doubt": False,
    }
