"""Files made by the build: nothing in them is about anybody."""

from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from server.build import DIST, built
from server.requests import SeenbyRequest
from server.security import KDF
from sync.registry import headers

TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
# By the build, best first.
PACKED = {"br": ".br", "gzip": ".gz"}
ALWAYS_ASK = {"Cache-Control": "no-cache"}
FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}


async def static(request: SeenbyRequest, file: FromPath[Path]) -> Response[bytes]:
    named = request.query_params.get("v") == built()
    return _file(request, DIST / "static", str(file).lstrip("/"), FOR_GOOD if named else _headers(request.url.path))


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
    made = _made(path, path.stat().st_mtime_ns)
    said = extra | {"ETag": made.tag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == made.tag:
        return Response(None, status_code=HTTPStatus.NOT_MODIFIED, headers=said)
    accepted = {part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
    encoding = next((one for one in PACKED if one in accepted), "")
    said |= {"Content-Encoding": encoding} if encoding else {}
    return Response(made.content[encoding], media_type=TYPES[path.suffix], headers=said)


class Made(NamedTuple):
    """Weak, because the same tag stands for the packed bytes."""

    tag: str
    content: dict[str, bytes]


@lru_cache(maxsize=64)
def _made(path: Path, written: int) -> Made:  # noqa: ARG001  # a file that the build has written anew is another
    plain = path.read_bytes()
    packed = {encoding: path.with_name(path.name + suffix).read_bytes() for encoding, suffix in PACKED.items()}
    return Made(f'W/"{sha256(plain).hexdigest()[:16]}"', packed | {"": plain})
