"""Files made by the build: nothing in them is about anybody."""

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from server.requests import SeenbyRequest
from server.security import KDF
from sync.registry import headers

DIST = Path(__file__).parents[2] / "web" / "dist"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
ALWAYS_ASK = {"Cache-Control": "no-cache"}


async def static(request: SeenbyRequest, file: FromPath[Path]) -> Response[bytes]:
    return _file(request, DIST / "static", str(file).lstrip("/"), _headers(request.url.path))


async def worker(request: SeenbyRequest) -> Response[bytes]:
    return _file(request, DIST, "sw.js", ALWAYS_ASK)


def _headers(path: str) -> dict[str, str]:
    """Argon2id is WebAssembly: the one script that runs it is the one that may (SECURITY.md 1a)."""
    if path != KDF:
        return ALWAYS_ASK
    policy = headers()["Content-Security-Policy"].replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
    return ALWAYS_ASK | {"Content-Security-Policy": policy}


def _file(request: SeenbyRequest, folder: Path, name: str, extra: dict[str, str]) -> Response[Any]:
    """Browsers ask for the worker's script anew after every page: what they have is not sent again."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or path.suffix not in TYPES or not path.is_file():
        raise NotFoundException
    content = path.read_bytes()
    # Weak, because the same tag stands for the compressed bytes.
    tag = f'W/"{sha256(content).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(None, status_code=HTTPStatus.NOT_MODIFIED, headers=extra | {"ETag": tag})
    return Response(content, media_type=TYPES[path.suffix], headers=extra | {"ETag": tag})
