"""Short-lived folders outside pytest's own, which are closed to every other account."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OTHERS_MAY_CROSS = 0o711
OTHERS_MAY_READ = 0o755


@contextmanager
def temporary_folder(name: str, mode: int = 0o700) -> Iterator[Path]:
    """A fresh folder, gone at the end whatever is in it."""
    folder = Path(tempfile.mkdtemp(prefix=f"seenby-{name}-"))
    folder.chmod(mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A SEENBY_HOME that PostgreSQL's account can cross."""
    with temporary_folder("test", OTHERS_MAY_CROSS) as home:
        yield home
