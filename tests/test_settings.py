import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.settings import SettingsError, read


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = read({"PORT": "", "DATABASE_URL": ""})
    assert (settings.port, settings.home, settings.database_url) == (8000, Path(".seenby").absolute(), None)
    assert settings.keys == settings.home / "keys"


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "80.5", "٨٠"])
def test_a_port_that_is_no_port_is_named_in_a_sentence(port: str) -> None:
    with pytest.raises(SettingsError, match=f"PORT is {port!r}. Give a whole number"):
        read({"PORT": port})


def test_the_held_clock_is_refused_beside_a_real_database() -> None:
    with pytest.raises(SettingsError, match=r"SEENBY_NOW .* while DATABASE_URL is set"):
        read({"SEENBY_NOW": "2026-11-20T19:40:00+00:00", "DATABASE_URL": "postgresql://db/seenby"})


@pytest.mark.parametrize("words", ["Friday", "2026-11-20T19:40:00", "2026-11-20"])
def test_a_held_clock_without_an_offset_is_refused(words: str) -> None:
    with pytest.raises(SettingsError, match=f"SEENBY_NOW is {words!r}"):
        read({"SEENBY_NOW": words})


def test_the_held_clock_runs_on_and_is_given_in_utc() -> None:
    settings = read({"SEENBY_NOW": "2026-07-10T20:40:00+01:00"})
    first = settings.clock()
    time.sleep(0.02)
    assert datetime(2026, 7, 10, 19, 40, tzinfo=UTC) <= first < settings.clock()
    assert first.tzinfo is UTC


def test_two_processes_started_together_hold_the_same_clock() -> None:
    settings = read({"SEENBY_NOW": "2026-11-20T19:40:00Z", "SEENBY_STARTED": repr(time.monotonic() - 3600)})
    assert settings.clock() >= datetime(2026, 11, 20, 20, 40, tzinfo=UTC)


def test_a_bad_database_address_is_not_repeated_since_it_may_hold_a_password() -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL does not begin with postgresql://") as refused:
        read({"DATABASE_URL": "mysql://u:hunter2@db/x"})
    assert "hunter2" not in str(refused.value)


def test_a_folder_without_postgres_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no program named postgres"):
        read({"SEENBY_PG_BIN": str(tmp_path)})


def test_settings_refuse_later_change() -> None:
    with pytest.raises(AttributeError):
        read({}).port = 1  # type: ignore[misc]  # what the test is about
