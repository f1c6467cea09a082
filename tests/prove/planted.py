"""Plants a bug in a copy of the project and sees whether a test there goes red."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.folders import OTHERS_MAY_READ, temporary_folder

ROOT = Path(__file__).parents[2]
# What is installed or grown by running stays outside the copy and is only pointed at.
INSTALLED = (".venv", "web/node_modules")
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".seenby", ".venv", "node_modules", "dist", ".test-*", ".render-*", ".*_cache"
)
MINUTES = 6


@dataclass(frozen=True)
class Bug:
    """`old` stands once in `file` and becomes `new`."""

    name: str
    file: str
    old: str
    new: str


@contextmanager
def copy() -> Iterator[Path]:
    """The project as it stands, in a place of its own."""
    with temporary_folder("planted", OTHERS_MAY_READ) as place:
        shutil.copytree(ROOT, place, ignore=LEFT_OUT, dirs_exist_ok=True)
        for name in INSTALLED:
            (place / name).symlink_to(ROOT / name)
        yield place


def is_red(place: Path, bug: Bug | None, test: str, because: str = "") -> bool:
    """Whether `test` fails with the bug planted, saying `because`; the file is as it was afterwards.

    Raises ValueError where `old` is not there once, RuntimeError where the test failed for another reason.
    """
    if bug is None:
        return _fails(place, test, because)
    path = place / bug.file
    text = path.read_text("utf-8")
    if text.count(bug.old) != 1:
        raise ValueError(f"{bug.name}: {bug.file} does not hold {bug.old!r} just once. Bring the bug up to date.")
    path.write_text(text.replace(bug.old, bug.new), "utf-8")
    try:
        return _fails(place, test, because)
    finally:
        path.write_text(text, "utf-8")


def _fails(place: Path, test: str, because: str) -> bool:
    subprocess.run(["node", "build.mjs"], cwd=place / "web", check=True, capture_output=True, timeout=120)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", test]
    done = subprocess.run(
        command,
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        timeout=MINUTES * 60,
        check=False,
    )
    if done.returncode != 0 and (done.returncode != 1 or because not in done.stdout):
        raise RuntimeError(f"{test} failed for another reason: {done.stdout[-800:]}{done.stderr[-400:]}")
    return done.returncode == 1
