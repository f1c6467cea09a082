"""`procedures diff --as LOGIN`: dates of the discussions that one person reaches, in a real database."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from server import store
from server.arguments import Misused
from server.cli import main
from server.demo.cases import FIRST
from server.demo.filling import fill
from server.domain.procedure import FOLDER
from server.procedures_open import discussions
from server.settings import Settings
from tests.conftest import FRIDAY_EVENING, Database, settings_for

CHANGED = (FOLDER / "herefordshire.toml").read_text(encoding="utf-8").replace("amount = 5", "amount = 3")


@pytest.fixture
def filled(fresh_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The invented cases, and the environment that leads to them."""
    (tmp_path / "keys").mkdir()
    # The cases begin that evening, whichever instant the suite is run at.
    settings = replace(settings_for(fresh_database, tmp_path), now=FRIDAY_EVENING)
    asyncio.run(_fill(settings))
    monkeypatch.setenv("SEENBY_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", fresh_database.owner_dsn)
    monkeypatch.setenv("SEENBY_APP_DATABASE_URL", fresh_database.app_dsn)
    return settings


async def _fill(settings: Settings) -> None:
    async with store.opened(settings, most=2):
        await fill(FRIDAY_EVENING, FIRST)


def test_the_discussions_a_person_reaches_are_compared_by_their_references_and_name_nobody(
    filled: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new.toml").write_text(CHANGED, encoding="utf-8")
    words = ["herefordshire", str(tmp_path / "new.toml"), "--as", "chair@demo.seenby", "--now", "2026-11-20T19:40:00Z"]
    assert main(["procedures", "diff", *words]) == 0
    said = capsys.readouterr().out
    held = discussions(filled, "chair@demo.seenby", "herefordshire")
    assert f" of {len(held)} discussions would have other dates." in said
    assert any(f"\n{one.reference}\n  H-4.2 (c" in said for one in held)
    assert not [name for name in ("Rosie", "Tennant", "Maya", "Teddy") if name in said]


def test_only_those_who_reach_a_discussion_compare_its_dates(filled: Settings) -> None:
    held = {who: discussions(filled, f"{who}@demo.seenby", "herefordshire") for who in ("nurse", "chair")}
    assert len(held["nurse"]) < len(held["chair"])
    assert discussions(filled, "chair@demo.seenby", "nowhere") == []


def test_a_login_that_nobody_has_is_a_sentence(filled: Settings) -> None:
    with pytest.raises(Misused, match="nobody signs in as x@y"):
        discussions(filled, "x@y", "herefordshire")


def test_where_no_database_was_ever_started_none_is_made_for_the_question(tmp_path: Path) -> None:
    with pytest.raises(Misused, match="No database was started"):
        discussions(Settings(home=tmp_path), "chair@demo.seenby", "herefordshire")
    assert list(tmp_path.iterdir()) == []
