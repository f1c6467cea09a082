"""Whether this process can serve: asked by `make run`, by a load balancer, by nobody's browser."""

from litestar import Response

from server import __version__, store


async def show() -> Response[dict[str, str]]:
    working = "ok" if await store.healthy() else "down"
    body = {"status": working, "version": __version__, "database": working}
    return Response(body, status_code=200 if working == "ok" else 503)
