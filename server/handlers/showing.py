"""A page: what it is made of, and its answer. The same inputs the worker gives (sync/README.md, `pages`)."""

import dataclasses
import secrets
from typing import Any, cast

from litestar import Response

from server import __version__, pages, store
from server.build import built
from server.requests import SeenbyRequest
from sync import pages as twin
from sync.messages import Json
from sync.pages.inputs import Context, Inputs
from sync.registry import headers, sitemap

# What became of a form that a person with no worker has just sent.
NOTICES = {
    "applied": "The server has it.",
    "same": "The server has it. Someone else had already given the same answer.",
    "conflict": "Someone answered differently. Both answers are kept until they are settled.",
    "quarantined": "The server has kept what you wrote, held for the chair to check.",
    "not_recorded": "Nothing was saved. Write it on paper, and ring.",
    "needs_upgrade": "This page is older than the server. Load it again.",
}


async def shown(request: SeenbyRequest, instead: str = "", **more: Json) -> Response[str]:
    """Renders this route's own template, or that of the page `instead`; `more` are the inputs only this page has."""
    route = next(one for one in sitemap() if one.name == (instead or request.route.name))
    assert route.template is not None
    context = twin.page(route.name, cast("Inputs", await _inputs(request) | more))
    pushed = {"HX-Push-Url": request.url.path} if request.headers.get("hx-request") else {}
    return _html(route.template, context, pushed | {"Vary": "HX-Request, HX-Request-Type"})


def problem(request: SeenbyRequest, status: int, heading: str, words: str) -> Response[str]:
    """An error as a page of its own; it names nobody, whoever asks."""
    inputs: dict[str, Any] = {
        "where": "server",
        "version": __version__,
        "built": built(),
        "person": None,
        "phones": [],
        "nonce": "",
        "now": _utc(request),
        "problem": {"heading": heading, "words": words},
    }
    return _html("problems/show.jinja", twin.page("problem", cast("Inputs", inputs)), headers(), status)


def _html(template: str, context: Context, more: dict[str, str], status: int = 200) -> Response[str]:
    return Response(pages.render(template, context), media_type="text/html", status_code=status, headers=more)


async def _inputs(request: SeenbyRequest) -> dict[str, Any]:
    session = request.scope["user"]
    return {
        "where": "server",
        "version": __version__,
        "built": built(),
        "person": dataclasses.asdict(session.person) if session else None,
        "phones": await store.phones(session.person.id if session else None, request.now),
        "now": _utc(request),
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
        # Only a database that `make run` made holds invented people; one that was given never does.
        "demo": request.settings.database_url is None,
    }


def _utc(request: SeenbyRequest) -> str:
    return request.now.isoformat(timespec="seconds").replace("+00:00", "Z")
