"""Sessions, policies, request forgery, headers, and errors as pages. Deny by default (SECURITY.md 1b, 3)."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

from litestar import Response
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException, NotAuthorizedException, NotFoundException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.response import Redirect
from litestar.types import ASGIApp

from server import store
from server.handlers import showing
from server.requests import SeenbyRequest
from server.settings import Settings
from sync.registry import headers

COOKIE = "__Host-sid"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICIES = frozenset({"public", "signed_in", "reach"})
# Argon2id is WebAssembly; only the worker that runs it may compile any (SECURITY.md 1a).
KDF = "/static/kdf.js"
ERROR_WORDS = {
    400: ("This could not be read", "Go back, check what you entered and send it again."),
    403: ("This was not accepted", "It did not come from a page of Seenby. Load the page again and send it again."),
    404: ("This page is not here", "It may have been closed, or you may have no part in it. Go back to your list."),
    413: ("This is too long", "Send it in smaller parts. What you typed is still on the page before this one."),
}
UNFORESEEN = ("Something went wrong here", "Nothing you saved is lost. Wait a minute and try again, or ring.")


class SessionMiddleware(AbstractAuthenticationMiddleware):
    """Puts the session of the cookie into `scope["user"]`, or None; refusing is the guard's business."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        super().__init__(app)
        self.settings = settings

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        secret = connection.cookies.get(COOKIE)
        session = await store.session(secret, self.settings.clock()) if secret else None
        return AuthenticationResult(user=session, auth=None)


def policy_guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A route without a known policy is refused; `reach` is checked by looking things up through the person."""
    route = handler.opt.get("route")
    if route is None or route.policy not in POLICIES:
        raise PermissionDeniedException
    if route.policy != "public" and connection.scope["user"] is None:
        raise NotAuthorizedException


async def refuse_forgery(request: SeenbyRequest) -> None:
    """An unsafe request must come from our own pages; Origin counts only where Fetch Metadata is absent."""
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "")
    own = site == "same-origin" if site else urlsplit(origin).netloc == request.headers.get("host")
    if request.url.path.startswith("/sync/"):
        own = own and request.headers.get("x-sync") == "1"
        own = own and request.headers.get("content-type", "").startswith("application/json")
    if not own:
        raise PermissionDeniedException


async def add_headers(response: Response[Any]) -> Response[Any]:
    response.headers.update({name: value for name, value in headers().items() if name not in response.headers})
    return response


def set_session(response: Response[Any], secret: str) -> None:
    response.set_cookie(COOKIE, secret, path="/", secure=True, httponly=True, samesite="strict")


def end_session(response: Response[Any]) -> None:
    response.set_cookie(COOKIE, "", max_age=0, path="/", secure=True, httponly=True, samesite="strict")


def _problem(request: SeenbyRequest, error: Exception) -> Response[Any]:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        request.logger.error("request failed", exc_info=error)
    if request.url.path.startswith("/sync/"):
        answer = {"error": HTTPStatus(status).phrase}
        return Response(answer, status_code=status, headers={**headers(), "X-Sync-Proto": "1"})
    return showing.problem(request, status, *ERROR_WORDS.get(status, UNFORESEEN))


def _no_session(request: SeenbyRequest, error: NotAuthorizedException) -> Response[Any]:
    if request.url.path.startswith("/sync/"):
        return _problem(request, error)
    place = request.url.path if request.method == "GET" else "/"
    return Redirect(f"/sign-in?next={quote(place)}", status_code=303, headers=headers())


def _other_device(request: SeenbyRequest, _: store.DeviceRefusedError) -> Response[Any]:
    return _problem(request, PermissionDeniedException())


EXCEPTION_HANDLERS: dict[Any, Any] = {
    store.DeviceRefusedError: _other_device,
    NotAuthorizedException: _no_session,
    NotFoundException: _problem,
    HTTPException: _problem,
    Exception: _problem,
}
