"""Signing in and out. The password opens a session; the device's passphrase never comes here."""

from urllib.parse import quote

from litestar import Response
from litestar.response import Redirect

from server import security, store
from server.handlers import places
from server.handlers.showing import shown
from server.requests import SeenbyRequest


async def new(request: SeenbyRequest) -> Response[str]:
    return await shown(
        request,
        failed=request.query_params.get("failed") == "1",
        next=places.own(request.query_params.get("next"), "/"),
    )


async def create(request: SeenbyRequest) -> Redirect:
    fields = dict(await request.fields())
    secret = await store.sign_in(fields.get("login", ""), fields.get("password", ""), request.now)
    after = places.own(fields.get("next"), "/")
    if secret is None:
        return Redirect(f"/sign-in?failed=1&next={quote(after)}", status_code=303)
    response = Redirect(f"/set-up?next={quote(after)}", status_code=303)
    security.set_session(response, secret)
    return response


async def delete(request: SeenbyRequest) -> Redirect:
    await store.sign_out(request.scope["user"].digest, request.now)
    response = Redirect("/sign-in", status_code=303)
    security.end_session(response)
    return response
