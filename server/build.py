"""What `web/build.mjs` made."""

import json
from functools import lru_cache
from pathlib import Path

DIST = Path(__file__).parents[1] / "web" / "dist"


def built() -> str:
    """Names the style sheet and the script as they are now."""
    path = DIST / "manifest.json"
    return _built(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _built(path: Path, written: int) -> str:  # noqa: ARG001  # a file that the build has written anew is another
    said: str = json.loads(path.read_bytes())["built"]
    return said
