"""The environment, read once into a frozen object. Nothing else in the server reads the environment or the clock."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# Handed by the supervisor to the web process so that SEENBY_NOW runs alike in both: monotonic time is the machine's.
STARTED = "SEENBY_STARTED"


class SettingsError(Exception):
    """A sentence that names the key, its value and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What one process was started with. `home` is absolute; `now` is set only where a test holds the clock.

    `few`: only the first of the invented cases, for tests that walk every page of every case.
    """

    home: Path
    port: int = 8000
    database_url: str | None = None
    app_database_url: str | None = None
    pg_bin: Path | None = None
    now: datetime | None = None
    zone: ZoneInfo = LONDON
    few: bool = False
    started: float = field(default_factory=time.monotonic)

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    def clock(self) -> datetime:
        """The instant it is, in UTC; under SEENBY_NOW that instant plus what has passed since the start."""
        if self.now is None:
            return datetime.now(UTC)
        return self.now + timedelta(seconds=time.monotonic() - self.started)


def read(environment: Mapping[str, str]) -> Settings:
    """Settings of this environment; an empty value counts as absent. Raises SettingsError."""
    given = {key: value for key, value in environment.items() if value}
    if "SEENBY_NOW" in given and "DATABASE_URL" in given:
        raise SettingsError(
            f"SEENBY_NOW is {given['SEENBY_NOW']!r} while DATABASE_URL is set. "
            "A real database runs on real time: unset one of them."
        )
    return Settings(
        home=Path(given.get("SEENBY_HOME", ".seenby")).absolute(),
        port=_port(given.get("PORT", "8000")),
        database_url=_address(given, "DATABASE_URL"),
        app_database_url=_address(given, "SEENBY_APP_DATABASE_URL"),
        pg_bin=_programs(given.get("SEENBY_PG_BIN")),
        now=_instant(given.get("SEENBY_NOW")),
        few=_few(given.get("SEENBY_DEMO", "all")),
        started=float(given.get(STARTED, time.monotonic())),
    )


def _port(value: str) -> int:
    if value.isascii() and value.isdigit() and 1 <= int(value) <= 65535:
        return int(value)
    raise SettingsError(f"PORT is {value!r}. Give a whole number from 1 to 65535.")


def _few(value: str) -> bool:
    if value in ("all", "few"):
        return value == "few"
    raise SettingsError(f"SEENBY_DEMO is {value!r}. Give all or few: how many of the invented cases there are.")


def _address(given: Mapping[str, str], key: str) -> str | None:
    value = given.get(key)
    if value is None or value.startswith(("postgresql://", "postgres://")):
        return value
    # The value may hold a password, so it is not repeated.
    raise SettingsError(f"{key} does not begin with postgresql:// . Give the address of a PostgreSQL database.")


def _programs(value: str | None) -> Path | None:
    if value is None:
        return None
    if (Path(value) / "postgres").is_file():
        return Path(value).absolute()
    raise SettingsError(
        f"SEENBY_PG_BIN is {value!r}, which holds no program named postgres. Give PostgreSQL's bin folder."
    )


def _instant(value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise SettingsError(
            f"SEENBY_NOW is {value!r}. Give a date and time with its offset, as 2026-11-20T19:40:00+00:00."
        )
    return instant.astimezone(UTC)
