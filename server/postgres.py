"""The private PostgreSQL that Seenby starts for itself when DATABASE_URL is not set (STACK.md section 2, own launcher).

Passwords, a socket and no TCP port, data checksums. Several of our commands may use one server at once: the last to leave
stops it, and one killed with -9 leaves it to be adopted by the next.
"""

import asyncio
import fcntl
import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import asyncpg

from server import postgres_place
from server.postgres_place import Place
from server.postgres_programs import DatabaseError
from server.settings import Settings

DATABASE = "seenby"
OWNER = "seenby_owner"
APP = "seenby_app"
# After kill -9 the old lock file stands in the way until the dead process is reaped: 1.4 to 2.7 s were seen.
RETRY_SECONDS = 15.0
# sun_path holds 108 bytes, and PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder.
LONGEST_SOCKET_FOLDER = 80

# Statements and details may hold what somebody typed, so neither reaches the log.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Connection:
    """Two addresses of one database: the owner's for migrations, the app's for everything else. Both hold a password."""

    owner_dsn: str
    app_dsn: str


def connection(settings: Settings) -> Connection:
    """How to reach the database of these settings, which must be running. Raises DatabaseError if none was ever started."""
    if settings.database_url is not None:
        return _given(settings.database_url, settings.app_database_url)
    try:
        passwords = _passwords(settings)
        socket = (settings.keys / "socket").read_text()
    except FileNotFoundError:
        raise DatabaseError(f"No database was started in {settings.home} yet. Start it with `make run`.") from None
    return _private(socket, passwords)


class Postgres:
    """`with Postgres(settings) as pg:` has the database up, and stops it at the end unless another command still uses it.

    Not for use inside a running event loop. With DATABASE_URL nothing is started or stopped.
    """

    def __init__(self, settings: Settings, options: Mapping[str, str] | None = None) -> None:
        self.settings = settings
        self.options = {**SERVER_OPTIONS, **(options or {})}
        self._use: TextIO | None = None
        self._place: Place | None = None
        self._connection: Connection | None = None

    @property
    def owner_dsn(self) -> str:
        return self._reached().owner_dsn

    @property
    def app_dsn(self) -> str:
        return self._reached().app_dsn

    @property
    def private(self) -> bool:
        """True where Seenby made this database itself."""
        return self.settings.database_url is None

    def start(self) -> None:
        """Starts or adopts the server and makes sure database and roles are there. Raises DatabaseError."""
        if self.private:
            postgres_place.prepare_home(self.settings)
            self._use = _locked(self.settings.home / "database.use.lock", fcntl.LOCK_SH)
            with _locked(self.settings.home / "database.start.lock", fcntl.LOCK_EX):
                self._place = postgres_place.choose(self.settings)
                socket, passwords = _up(self._place, self.settings, self.options)
            asyncio.run(_ready(_private(socket, passwords, database="postgres").owner_dsn, passwords[APP]))
        self._connection = connection(self.settings)

    def stop(self) -> None:
        """Stops the server unless another of our processes is using it."""
        self._connection = None
        if self._use is None or self._place is None:
            return
        use, self._use = self._use, None
        with use:
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            _control(self._place, "-m", "fast", "-w", "-t", "30", "stop")

    def __enter__(self) -> "Postgres":
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _reached(self) -> Connection:
        if self._connection is None:
            raise DatabaseError("The database is not started.")
        return self._connection


def _up(place: Place, settings: Settings, options: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    if place.moved:
        print(f"The database is in {place.base}: the account that runs it cannot reach {settings.home}.", file=sys.stderr)
    passwords = _own_passwords(place, settings)
    if not (place.data / "PG_VERSION").exists():
        _initialise(place, passwords[OWNER])
    if not _running(place):
        _start(place, _socket_folder(place), options)
    socket = (place.data / "postmaster.pid").read_text().splitlines()[4]
    _write_secret(settings.keys / "socket", socket)
    return socket, passwords


def _initialise(place: Place, password: str) -> None:
    half = place.base / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    place.account.folder(half)
    secret = place.base / "password"
    _write_secret(secret, password)
    os.chown(secret, place.account.uid, place.account.gid)
    command = [place.programs.bin / "initdb", "-D", half, "-U", OWNER, f"--pwfile={secret}", "-E", "UTF8"]
    flags = ["--auth-local=scram-sha-256", "--auth-host=reject", "--locale=C.UTF-8", "--data-checksums"]
    try:
        done = place.account.run([*command, *flags], seconds=120)
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise DatabaseError(f"PostgreSQL could not make a database in {half}: {_last_line(done.stderr)}")
    half.rename(place.data)


def _start(place: Place, socket: str, options: Mapping[str, str]) -> None:
    settings = " ".join(f"-c {key}='{value}'" for key, value in options.items())
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        done = _control(place, "-w", "-t", "30", "-l", str(place.log), "-o", f"-k '{socket}' {settings}", "start")
        if done == "" or _running(place):
            return
        if time.monotonic() > deadline:
            raise DatabaseError(f"PostgreSQL does not start in {place.data}: {done} Its own words are in {place.log}.")
        time.sleep(0.3)


def _running(place: Place) -> bool:
    """`pg_ctl status` tells the live server of this folder from another process that inherited its number."""
    return _control(place, "status") == "" and (place.data / "postmaster.pid").exists()


def _control(place: Place, *words: str) -> str:
    """Runs pg_ctl; the empty string when it succeeded, else its last line."""
    done = place.account.run([place.programs.bin / "pg_ctl", "-D", place.data, *words])
    return "" if done.returncode == 0 else _last_line(done.stderr or done.stdout)


def _socket_folder(place: Place) -> str:
    folder = place.base / "socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.mkdtemp(prefix="seenby-"))
        os.chown(folder, place.account.uid, place.account.gid)
    place.account.folder(folder)
    return str(folder)


async def _ready(owner_dsn: str, app_password: str) -> None:
    owner = await _connect(owner_dsn)
    try:
        if not await owner.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", APP):
            await owner.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{app_password}'")
        if not await owner.fetchval("SELECT true FROM pg_database WHERE datname = $1", DATABASE):
            await owner.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            await owner.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
            await owner.execute(f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP}")
    finally:
        await owner.close()


async def _connect(dsn: str) -> asyncpg.Connection:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            return await asyncpg.connect(dsn, timeout=5)
        except (OSError, asyncpg.CannotConnectNowError) as problem:
            if time.monotonic() > deadline:
                raise DatabaseError(f"PostgreSQL runs but does not answer: {problem}") from problem
            await asyncio.sleep(0.1)


def _own_passwords(place: Place, settings: Settings) -> dict[str, str]:
    try:
        return _passwords(settings)
    except FileNotFoundError:
        pass
    if place.data.exists():
        _set_aside(place, settings)
    passwords = {OWNER: secrets.token_urlsafe(24), APP: secrets.token_urlsafe(24)}
    _write_secret(settings.keys / "database.json", json.dumps(passwords))
    return passwords


def _set_aside(place: Place, settings: Settings) -> None:
    """A database whose keys are all gone can be read by nobody: kept under another name, so that a new one can begin."""
    if any(settings.keys.iterdir()):
        raise DatabaseError(
            f"{settings.keys / 'database.json'} is gone, and without it the database in {place.data} cannot be opened. "
            "Put it back, or move both folders away to start empty."
        )
    _control(place, "-m", "fast", "-w", "-t", "30", "stop")
    aside = place.base / f"data.without-keys-{secrets.token_hex(3)}"
    place.data.rename(aside)
    print(f"The keys of the database in {place.data} are gone; it was set aside as {aside}.", file=sys.stderr)


def _passwords(settings: Settings) -> dict[str, str]:
    found: dict[str, str] = json.loads((settings.keys / "database.json").read_text())
    return found


def _private(socket: str, passwords: Mapping[str, str], database: str = DATABASE) -> Connection:
    def address(role: str) -> str:
        return f"postgresql://{role}:{quote(passwords[role])}@/{database}?{urlencode({'host': socket})}"

    return Connection(address(OWNER), address(APP))


def _given(owner_dsn: str, app_dsn: str | None) -> Connection:
    """Without an address of its own the app logs in as the owner and takes the lesser role for the whole connection."""
    if app_dsn is not None:
        return Connection(owner_dsn, app_dsn)
    parts = urlsplit(owner_dsn)
    lesser = urlencode({"options": f"-c role={APP}"}, quote_via=quote)
    return Connection(owner_dsn, urlunsplit(parts._replace(query=f"{parts.query}&{lesser}".lstrip("&"))))


def _write_secret(path: Path, text: str) -> None:
    """Written whole or not at all, and never readable by another account in between."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _locked(path: Path, kind: int) -> TextIO:
    file = path.open("a")
    path.chmod(0o600)
    fcntl.flock(file, kind)
    return file


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given."
