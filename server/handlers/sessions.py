"""Signing in and out. The password opens a session; the device's passphrase never comes here."""

from urllib.parse import quote

from litestar import Response
from litestar.response import Redirect

from server import security, store
from server.handlers import places
from server.handlers.showing import shown
from server.requests import SeenbyRequest

# One sentence for an unknown address and a wrong password: which it was is nobody's business.
NOT_KNOWN = {"name": "password", "text": "Check the email address and the password. One of them is not right"}
WAIT = {"name": "password", "text": "That was wrong several times. Wait five minutes, then try again"}


async def new(request: SeenbyRequest) -> Response[str]:
    failed = request.query_params.get("failed")
    draft = {"nonce": "", "fields": [], "errors": [WAIT if failed == "wait" else NOT_KNOWN]} if failed else None
    return await shown(request, params={"next": places.own(request.query_params.get("next"), "/")}, draft=draft)


async def create(request: SeenbyRequest) -> Redirect:
    fields = dict(await request.fields())
    before = request.cookies.get(security.COOKIE)
    login, password = fields.get("login", ""), fields.get("password", "")
    secret = await store.sign_in(login, password, request.now, instead_of=before)
    after = places.own(fields.get("next"), "/")
    if secret is None:
        why = "wait" if await store.sign_in_waits(login, request.now) else "known"
        return Redirect(f"/sign-in?failed={why}&next={quote(after)}", status_code=303)
    response = Redirect(f"/set-up?next={quote(after)}", status_code=303)
    security.set_session(response, secret)
    return response


async def delete(request: SeenbyRequest) -> Redirect:
    await store.sign_out(request.scope["user"].digest, request.now)
    response = Redirect("/sign-in", status_code=303)
    security.end_session(response)
    return response
