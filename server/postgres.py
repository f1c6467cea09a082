"""The private PostgreSQL that Seenby runs for itself when DATABASE_URL is not set (STACK.md section 2, own launcher).

Passwords, a socket and no TCP port, data checksums. Several of our commands may use one server at once: the last to
leave stops it, and one that was killed with -9 leaves it to be adopted by the next.
"""

import fcntl
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from server import postgres_keys, postgres_place, postgres_process
from server.postgres_keys import Connection
from server.postgres_place import Place
from server.postgres_programs import DatabaseError
from server.settings import Settings

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


def connection(settings: Settings) -> Connection:
    """How to reach the database of these settings, which must be running. Raises DatabaseError if there is none."""
    if settings.database_url is not None:
        return postgres_keys.given(settings.database_url, settings.app_database_url)
    try:
        socket = (settings.keys / "socket").read_text()
        return postgres_keys.private(socket, postgres_keys.passwords(settings.keys))
    except FileNotFoundError:
        raise DatabaseError(f"No database was started in {settings.home} yet. Start it with `make run`.") from None


class Postgres:
    """`with Postgres(settings) as postgres:` has the database up, and at the end stops it unless it is still in use.

    Not for use inside a running event loop. With DATABASE_URL nothing is started or stopped.
    """

    def __init__(self, settings: Settings, options: Mapping[str, str] | None = None) -> None:
        self.settings = settings
        self.place: Place | None = None
        self._options = {**SERVER_OPTIONS, **(options or {})}
        self._use: TextIO | None = None
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
        try:
            if self.private:
                self._start_private()
            self._connection = connection(self.settings)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stops the server unless another of our processes is using it."""
        self._connection = None
        if self._use is None:
            return
        use, self._use = self._use, None
        with use:
            if self.place is not None and _last_to_leave(use):
                postgres_process.shut_down(self.place, self.settings.keys)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start_private(self) -> None:
        home = self.settings.home
        postgres_place.prepare_home(self.settings)
        self._use = _locked(home / "database.use.lock", fcntl.LOCK_SH)
        with _locked(home / "database.start.lock", fcntl.LOCK_EX):
            self.place = postgres_place.choose(self.settings)
            if self.place.moved:
                where = f"The database is in {self.place.base}"
                print(
                    f"{where}: the account that runs it cannot reach {home} or PostgreSQL's programs.", file=sys.stderr
                )
            postgres_process.bring_up(self.place, self.settings.keys, self._options)

    def _reached(self) -> Connection:
        if self._connection is None:
            raise DatabaseError("The database is not started.")
        return self._connection


def _locked(path: Path, kind: int) -> TextIO:
    file = path.open("a")
    path.chmod(0o600)
    fcntl.flock(file, kind)
    return file


def _last_to_leave(use: TextIO) -> bool:
    """Whoever uses the database holds this lock with others; only the last can have it alone."""
    try:
        fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
