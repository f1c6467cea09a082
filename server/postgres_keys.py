"""How the database is reached: two roles, their passwords in SEENBY_HOME/keys, and the addresses made of them."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

DATABASE = "seenby"
OWNER = "seenby_owner"
APP = "seenby_app"


@dataclass(frozen=True, slots=True)
class Connection:
    """Two addresses of one database: the owner's for migrations, the app's for all else. Both hold a password."""

    owner_dsn: str
    app_dsn: str


def private(socket: str, passwords: Mapping[str, str], database: str = DATABASE) -> Connection:
    """Addresses of the database that we started ourselves, on a socket in the folder `socket`."""

    def address(role: str) -> str:
        return f"postgresql://{role}:{quote(passwords[role])}@/{database}?{urlencode({'host': socket})}"

    return Connection(address(OWNER), address(APP))


def given(owner_dsn: str, app_dsn: str | None) -> Connection:
    """Addresses of a database that somebody else runs.

    With no address of its own the app logs in as the owner and takes the lesser role from its first moment.
    """
    if app_dsn is not None:
        return Connection(owner_dsn, app_dsn)
    parts = urlsplit(owner_dsn)
    lesser = urlencode({"options": f"-c role={APP}"}, quote_via=quote)
    return Connection(owner_dsn, urlunsplit(parts._replace(query=f"{parts.query}&{lesser}".lstrip("&"))))


def new_passwords(keys: Path) -> dict[str, str]:
    """Makes and keeps a password for each role."""
    passwords = {OWNER: secrets.token_urlsafe(24), APP: secrets.token_urlsafe(24)}
    write_secret(keys / "database.json", json.dumps(passwords))
    return passwords


def passwords(keys: Path) -> dict[str, str]:
    """Raises FileNotFoundError where no database was made yet."""
    found: dict[str, str] = json.loads((keys / "database.json").read_text())
    return found


def write_secret(path: Path, text: str) -> None:
    """Written whole or not at all, and never readable by another account in between."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
