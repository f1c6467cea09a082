"""Makes the private database's folder, and starts and stops the server over it."""

import asyncio
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import asyncpg

from server import postgres_keys
from server.postgres_keys import APP, DATABASE, OWNER
from server.postgres_place import Place
from server.postgres_programs import DatabaseError

# After kill -9 the dead server stands in the way until it is reaped: 1.4 to 2.7 s were seen, where nothing else ran.
RETRY_SECONDS = 30.0
# sun_path holds 108 bytes, and PostgreSQL adds "/.s.PGSQL.5432.lock" to the folder.
LONGEST_SOCKET_FOLDER = 80
WAITING = ("-w", "-t", "30")


def bring_up(place: Place, keys: Path, options: Mapping[str, str]) -> None:
    """Makes, starts or adopts the server, with its roles and its database. Raises DatabaseError after RETRY_SECONDS."""
    passwords = _own_passwords(place, keys)
    if not (place.data / "PG_VERSION").exists():
        _initialise(place, passwords[OWNER])
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        # A server that was just killed looks alive to pg_ctl for a while, so only an answer counts.
        problem = "" if _control(place, "status") == "" else _start(place, options)
        try:
            socket = _socket(place)
            asyncio.run(_ready(postgres_keys.private(socket, passwords, "postgres").owner_dsn, passwords[APP]))
        except (OSError, IndexError, asyncpg.OperatorInterventionError, asyncpg.ConnectionDoesNotExistError) as silence:
            if time.monotonic() > deadline:
                raise DatabaseError(
                    f"PostgreSQL does not start in {place.data}: {problem or silence} Its own words are in {place.log}."
                ) from None
            time.sleep(0.3)
        else:
            postgres_keys.write_secret(keys / "socket", socket)
            return


def shut_down(place: Place, keys: Path) -> None:
    """Stops the server, cutting off whoever is connected; what was committed is on disk."""
    _control(place, "-m", "fast", *WAITING, "stop")
    socket = keys / "socket"
    if socket.exists() and not Path(socket.read_text()).is_relative_to(place.base):
        shutil.rmtree(socket.read_text(), ignore_errors=True)


def _own_passwords(place: Place, keys: Path) -> dict[str, str]:
    try:
        return postgres_keys.passwords(keys)
    except FileNotFoundError:
        if place.data.exists():
            _set_aside(place, keys)
        return postgres_keys.new_passwords(keys)


def _set_aside(place: Place, keys: Path) -> None:
    """A database whose keys are all gone can be read by nobody: it is kept under another name, and a new one begins."""
    if any(keys.iterdir()):
        raise DatabaseError(
            f"{keys / 'database.json'} is gone, and without it the database in {place.data} cannot be opened. "
            "Put it back, or move both folders away to start empty."
        )
    _control(place, "-m", "fast", *WAITING, "stop")
    aside = place.base / f"data.without-keys-{secrets.token_hex(3)}"
    place.data.rename(aside)
    print(f"The keys of the database in {place.data} are gone; it was set aside as {aside}.", file=sys.stderr)


def _initialise(place: Place, password: str) -> None:
    half = place.base / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    place.account.folder(half)
    secret = place.base / "password"
    postgres_keys.write_secret(secret, password)
    os.chown(secret, place.account.uid, place.account.gid)
    where = ["-D", str(half), "-U", OWNER, f"--pwfile={secret}"]
    how = ["--auth-local=scram-sha-256", "--auth-host=reject", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"]
    try:
        done = place.account.run([str(place.programs.bin / "initdb"), *where, *how], seconds=120)
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise DatabaseError(f"PostgreSQL could not make a database in {half}: {_last_line(done.stderr)}")
    half.rename(place.data)


def _start(place: Place, options: Mapping[str, str]) -> str:
    settings = " ".join(f"-c {key}='{value}'" for key, value in options.items())
    words = f"-k '{_socket_folder(place)}' {settings}"
    return _control(place, *WAITING, "-l", str(place.log), "-o", words, "start")


def _control(place: Place, *words: str) -> str:
    """Runs pg_ctl; the empty string when it succeeded, else its last line."""
    done = place.account.run([str(place.programs.bin / "pg_ctl"), "-D", str(place.data), *words])
    return "" if done.returncode == 0 else _last_line(done.stderr or done.stdout)


def _socket_folder(place: Place) -> Path:
    folder = place.base / "socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path(tempfile.mkdtemp(prefix="seenby-"))
        os.chown(folder, place.account.uid, place.account.gid)
    place.account.folder(folder)
    return folder


def _socket(place: Place) -> str:
    """Raises OSError or IndexError where none is written down yet; an empty one would lead to another server."""
    socket = (place.data / "postmaster.pid").read_text().splitlines()[4]
    if not socket:
        raise FileNotFoundError("PostgreSQL has not said yet where it listens.")
    return socket


async def _ready(owner_dsn: str, app_password: str) -> None:
    owner = await asyncpg.connect(owner_dsn, timeout=5)
    try:
        if not await owner.fetchval("SELECT true FROM pg_roles WHERE rolname = $1", APP):
            await owner.execute(f"CREATE ROLE {APP} LOGIN PASSWORD '{app_password}'")
        if not await owner.fetchval("SELECT true FROM pg_database WHERE datname = $1", DATABASE):
            await owner.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        await owner.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
        await owner.execute(f"GRANT CONNECT ON DATABASE {DATABASE} TO {APP}")
    finally:
        await owner.close()


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given."
