"""The commands of `python -m server`. Each is loaded only when it is asked for."""

import os
import sys

from server import settings
from server.postgres_programs import DatabaseError
from server.settings import SettingsError

USAGE = """python -m server COMMAND
  run                    start the database and the server (PORT, SEENBY_HOME, DATABASE_URL)
  migrate                bring the database up to this version's tables
  demo [--fresh]         load the invented people and cases, or renew their dates
  deadlines …            what is due by when, for a case in a file
  procedures …           check or compile a local procedure"""


def main(argv: list[str]) -> int:
    """Runs one command; returns the exit code. A foreseen problem is one sentence on stderr and 2."""
    command, *rest = argv or ["help"]
    if command in ("help", "-h", "--help"):
        print(USAGE)
        return 0
    if command not in COMMANDS:
        print(f"There is no command {command!r}.\n{USAGE}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[command](rest)
    except (SettingsError, DatabaseError) as problem:
        print(problem, file=sys.stderr)
        return 2


def _run(argv: list[str]) -> int:
    from server import supervisor
    from server.port import PortTaken

    try:
        return supervisor.run(settings.read(os.environ))
    except (PortTaken, supervisor.AlreadyRunning) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _migrate(argv: list[str]) -> int:
    from server.postgres import Postgres
    from server.store.migrate import migrate

    with Postgres(settings.read(os.environ)) as postgres:
        migrate(postgres.owner_dsn)
    return 0


def _demo(argv: list[str]) -> int:
    from server import demo

    return demo.run(argv)


def _deadlines(argv: list[str]) -> int:
    from server import deadlines_command

    return deadlines_command.run(argv)


def _procedures(argv: list[str]) -> int:
    from server import procedures_command

    return procedures_command.run(argv)


COMMANDS = {"run": _run, "migrate": _migrate, "demo": _demo, "deadlines": _deadlines, "procedures": _procedures}
