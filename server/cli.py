"""The commands of `python -m server`. Each is loaded only when it is asked for."""

import importlib
import os
import sys
from collections.abc import Callable

from server import settings
from server.settings import SettingsError

USAGE = """python -m server COMMAND
  run                    start the database and the server (PORT, SEENBY_HOME, DATABASE_URL)
  migrate                bring the database up to this version's tables
  demo [--fresh]         load the invented people and cases, or renew their dates
  deadlines ...          what is due by when, for a case in a file
  procedures ...         check or compile a local procedure"""


def main(argv: list[str]) -> int:
    """Runs one command; returns the exit code. A foreseen problem is one sentence on stderr and 2."""
    command, *rest = argv or ["help"]
    if command in ("help", "-h", "--help"):
        print(USAGE)
        return 0
    if command not in COMMANDS:
        print(f"There is no command {command!r}.\n{USAGE}", file=sys.stderr)
        return 2
    return COMMANDS[command](rest)


def _run(_: list[str]) -> int:
    from server import supervisor
    from server.port import PortTaken
    from server.postgres_programs import DatabaseError
    from server.store.engine import StoreError

    try:
        return supervisor.run(settings.read(os.environ))
    except (SettingsError, PortTaken, supervisor.AlreadyRunning, DatabaseError, StoreError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _migrate(_: list[str]) -> int:
    from server.postgres import Postgres
    from server.postgres_programs import DatabaseError
    from server.store.engine import StoreError
    from server.store.migrate import migrate

    try:
        with Postgres(settings.read(os.environ)) as postgres:
            migrate(postgres.owner_dsn)
    except (SettingsError, DatabaseError, StoreError) as problem:
        print(problem, file=sys.stderr)
        return 2
    return 0


def _module(name: str) -> Callable[[list[str]], int]:
    """A command that a module of its own carries out, by `run(argv) -> exit code`."""

    def run(argv: list[str]) -> int:
        return int(importlib.import_module(name).run(argv))

    return run


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": _run,
    "migrate": _migrate,
    "demo": _module("server.demo"),
    "deadlines": _module("server.deadlines_command"),
    "procedures": _module("server.procedures_command"),
}
