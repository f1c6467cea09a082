"""Whether this process can serve: asked by `make run`, by a load balancer, by nobody's browser."""

from typing import Any

from litestar import Response

from server import __version__, store
from server.requests import SeenbyRequest


async def show(request: SeenbyRequest) -> Response[dict[str, Any]]:
    working = await store.healthy()
    body = {"status": "ok" if working else "no database", "version": __version__, "database": "ok" if working else "down"}
    return Response(body, status_code=200 if working else 503)
