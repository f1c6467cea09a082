"""The one place where the parts are wired. Addresses come from the sitemap; each name there has one handler here."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, get, post
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.middleware import DefineMiddleware

from server import pages, security, store
from server.domain import calendar
from server.handlers import assets, changes, device, discussions, health, procedures, recorded, sessions, sync, tonight
from server.requests import MOST_BODY_BYTES, SeenbyRequest
from server.settings import Settings
from sync.registry import Route, sitemap

HANDLERS: dict[str, Callable[..., Any]] = {
    "tonight": tonight.show,
    "every_child": tonight.show,
    "discussion": discussions.show,
    "note": discussions.show,
    "own_words": discussions.show,
    "opinion": discussions.show,
    "note_readers": discussions.show,
    "family": discussions.show,
    "family_edit": discussions.show,
    "urgent": discussions.show,
    "told": discussions.show,
    "evidence": discussions.show,
    "safety_plan": discussions.show,
    "ward_handover": discussions.show,
    "ward_plan": discussions.show,
    "visit": discussions.show,
    "visit_again": discussions.show,
    "not_seen": discussions.show,
    "what_next": discussions.show,
    "taken": discussions.show,
    "child": discussions.show,
    "child_edit": discussions.show,
    "child_new": discussions.show,
    "born": discussions.show,
    "died": discussions.show,
    "recorded_of": discussions.show,
    "short": discussions.show,
    "keep_short": recorded.keep_short,
    "wrong_child": discussions.show,
    "right_child": discussions.show,
    "adults": discussions.show,
    "adult_new": discussions.show,
    "adult": discussions.show,
    "adult_edit": discussions.show,
    "adult_child": discussions.show,
    "decision": discussions.show,
    "ended": discussions.show,
    **dict.fromkeys(("calls", "call_new", "call", "call_off", "call_held", "held_new", "held_again"), discussions.show),
    "happened": discussions.show,
    "happened_again": discussions.show,
    "mistake": discussions.show,
    "difference": discussions.show,
    "action_new": discussions.show,
    "action": discussions.show,
    "action_edit": discussions.show,
    "action_step": discussions.show,
    "attendance": discussions.show,
    "attendance_edit": discussions.show,
    "in_part": discussions.show,
    **dict.fromkeys(
        ("excluded", "excluded_asked", "excluded_new", "excluded_account", "excluded_ended"), discussions.show
    ),
    "rules": discussions.show,
    "under": discussions.show,
    "changes": changes.create,
    "procedures": procedures.show,
    "procedure": procedures.show,
    "what_if": procedures.show,
    "on_this_device": device.show,
    "recorded": recorded.show,
    "set_aside": recorded.set_aside,
    "record": recorded.create,
    "cover": device.cover,
    "paper_form": device.paper_form,
    "unlock": device.unlock,
    "lock": device.lock,
    "set_up": device.set_up,
    "sign_in": sessions.new,
    "create_session": sessions.create,
    "delete_session": sessions.delete,
    "push": sync.push,
    "pull": sync.pull,
    "seal": recorded.take,
    "health": health.show,
    "worker": assets.worker,
    "static": assets.static,
}


def create_app(settings: Settings) -> Litestar:
    """The web application over an already migrated database; opens the store at start-up and closes it at the end."""
    year = settings.clock().year

    @asynccontextmanager
    async def opened(_: Litestar) -> AsyncIterator[None]:
        async with store.opened(settings):
            yield

    return Litestar(
        route_handlers=[_handler(route) for route in sitemap()],
        request_class=SeenbyRequest,
        middleware=[DefineMiddleware(security.SessionMiddleware, settings=settings)],
        guards=[security.policy_guard],
        before_request=security.refuse_forgery,  # type: ignore[arg-type] # request_class makes it a SeenbyRequest
        after_request=security.add_headers,
        exception_handlers=security.EXCEPTION_HANDLERS,
        lifespan=[opened],
        state=State({"settings": settings, "calendar": calendar.england(year - 2, year + 2)}),
        compression_config=CompressionConfig(
            # The build has packed these.
            backend="gzip",
            gzip_compress_level=6,
            exclude=["^/static/", "^/sw.js$"],
        ),
        request_max_body_size=MOST_BODY_BYTES,
        on_startup=[pages.compile_all],
        openapi_config=None,
    )


def _handler(route: Route) -> HTTPRouteHandler:
    verb = get if route.method == "GET" else post
    path = re.sub(r"\{(\w+)\}", lambda found: f"{{{found[1]}:{'path' if found[1] == 'file' else 'str'}}}", route.path)
    made: HTTPRouteHandler = verb(path, name=route.name, opt={"route": route}, status_code=200)(HANDLERS[route.name])
    return made
