"""Pages about this device. With no worker in charge the truth is short: this computer keeps nothing."""

from litestar import Response
from litestar.response import Redirect

from server.handlers import places
from server.handlers.showing import shown
from server.requests import SeenbyRequest


async def show(request: SeenbyRequest) -> Response[str]:
    return await shown(request)


async def cover(request: SeenbyRequest) -> Response[str]:
    return await shown(request)


async def paper_form(request: SeenbyRequest) -> Response[str]:
    return await shown(request)


async def unlock(request: SeenbyRequest) -> Response[str]:
    return await shown(request)


async def lock() -> Redirect:
    return Redirect("/unlock", status_code=303)


async def set_up(request: SeenbyRequest) -> Response[str]:
    return await shown(request, params={"next": places.own(request.query_params.get("next"), "/")})
