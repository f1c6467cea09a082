"""Signing in and out. The password opens a session; the device's passphrase never comes here."""

import re
from math import ceil
from urllib.parse import quote

from litestar import Response
from litestar.response import Redirect

from server import security, store
from server.handlers import places
from server.handlers.showing import shown
from server.requests import SeenbyRequest

# One sentence for an unknown address and a wrong password: which it was is nobody's business.
NOT_KNOWN = {"name": "password", "text": "Check the email address and the password. One of them is not right"}
LONGEST_WAIT = 300


async def new(request: SeenbyRequest) -> Response[str]:
    failed = request.query_params.get("failed")
    error = _wait(request.query_params.get("seconds", "")) if failed == "wait" else NOT_KNOWN
    draft = {"nonce": "", "fields": [], "errors": [error]} if failed else None
    return await shown(request, params={"next": places.own(request.query_params.get("next"), "/")}, draft=draft)


async def create(request: SeenbyRequest) -> Redirect:
    fields = dict(await request.fields())
    before = request.cookies.get(security.COOKIE)
    login, password = fields.get("login", ""), fields.get("password", "")
    # One moment for both: checking a password takes so long that a short wait would be over.
    now = request.now
    secret = await store.sign_in(login, password, now, instead_of=before)
    after = quote(places.own(fields.get("next"), "/"))
    if secret is None:
        wait = await store.sign_in_waits(login, now)
        why = f"wait&seconds={ceil(wait.total_seconds())}" if wait else "known"
        return Redirect(f"/sign-in?failed={why}&next={after}", status_code=303)
    response = Redirect(f"/set-up?next={after}", status_code=303)
    security.set_session(response, secret)
    return response


async def delete(request: SeenbyRequest) -> Redirect:
    await store.sign_out(request.scope["user"].digest, request.now)
    response = Redirect("/sign-in", status_code=303)
    security.end_session(response)
    return response


def _wait(said: str) -> dict[str, str]:
    seconds = int(said) if re.fullmatch("[1-9][0-9]{0,2}", said) else LONGEST_WAIT
    long = f"{ceil(seconds / 60)} minutes" if seconds > 90 else f"{seconds} second{'' if seconds == 1 else 's'}"
    return {"name": "password", "text": f"That was wrong several times. Wait {long}, then try again"}
