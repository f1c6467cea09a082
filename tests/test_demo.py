"""The invented cases: believable, loaded by the people in them, near in time, and never in somebody else's database."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server import demo, store
from server.demo.cases import cases
from server.demo.filling import fill, renew
from server.domain import calendar
from server.domain.access import Person
from server.domain.procedure import digest, load_builtin
from server.settings import LONDON
from sync.case import case
from sync.deadlines import deadlines
from sync.headline import headline
from tests.conftest import FRIDAY_EVENING, Database, settings_for
from tests.planted import planted

ENGLAND = calendar.england(2025, 2028)
# Office hours, a night, a weekend, Christmas, and both days on which the clocks change.
MOMENTS = [
    datetime(2026, 11, 20, 18, 39, tzinfo=UTC),  # Friday, a minute before the baby's last change
    FRIDAY_EVENING,
    datetime(2026, 11, 25, 11, 0, tzinfo=UTC),  # Wednesday
    datetime(2026, 12, 26, 3, 0, tzinfo=UTC),  # Saturday
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # Sunday, clocks go back
    datetime(2027, 3, 29, 8, 0, tzinfo=UTC),  # Monday after clocks went forward
    *([at] if (at := planted()) else []),
]


@pytest.fixture
async def opened(fresh_database: Database, tmp_path: Path) -> AsyncIterator[None]:
    (tmp_path / "keys").mkdir()
    async with store.opened(settings_for(fresh_database, tmp_path), most=2):
        yield


async def person(key: str, now: datetime) -> Person:
    async with store.as_person(None, now):
        found = await store.account(f"{key}@demo.seenby")
    assert found is not None
    return found


async def held_by(key: str, now: datetime) -> list[dict[str, Any]]:
    known = await person(key, now)
    async with store.as_person(known.id, now):
        return await store.discussions(known)


def named(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(
        one
        for one in found
        if any(one["leaves"][f"children.{child}.names"]["value"]["known_as"] == name for child in one["children"])
    )


@pytest.mark.parametrize("now", MOMENTS, ids=str)
async def test_the_cases_load_at_any_hour_and_nothing_in_them_is_still_to_come(opened: None, now: datetime) -> None:
    await fill(now)
    held = {key: len(await held_by(key, now)) for key in ("nurse", "paediatrician", "chair", "edt")}
    assert held == {"nurse": 2, "paediatrician": 2, "chair": 4, "edt": 4}
    for one in cases(now):
        assert one.opened <= min(made.at for made in one.changes)
        assert max(made.at for made in one.changes) <= now
        assert now - max(made.at for made in one.changes) < timedelta(days=12)


async def test_the_babys_friday_evening_is_the_last_one() -> None:
    baby = cases(FRIDAY_EVENING)[0]
    assert baby.opened.astimezone(LONDON).strftime("%A %d %H:%M") == "Friday 20 17:20"
    assert cases(MOMENTS[0])[0].opened.astimezone(LONDON).strftime("%A %d") == "Friday 13"


async def test_filling_again_adds_nobody_and_nothing(opened: None) -> None:
    await fill(FRIDAY_EVENING)
    await fill(FRIDAY_EVENING + timedelta(days=3))
    assert len(await held_by("chair", FRIDAY_EVENING + timedelta(days=3))) == 4


async def test_renewed_cases_take_the_place_of_the_old_ones_and_are_near(opened: None) -> None:
    await fill(FRIDAY_EVENING)
    before = {one["id"] for one in await held_by("chair", FRIDAY_EVENING)}
    later = FRIDAY_EVENING + timedelta(days=28)
    await renew(later)
    after = await held_by("nurse", later)
    assert before.isdisjoint(one["id"] for one in after)
    assert named(after, "Rosie")["leaves"]["referral.received"]["value"]["at"] == "2026-12-18T17:05+00:00"
    assert len(await held_by("chair", later)) == 4


async def test_everybody_signs_in_with_the_password_that_is_printed(opened: None) -> None:
    await fill(FRIDAY_EVENING)
    for one in demo.PEOPLE:
        secret = await store.sign_in(one.login, one.password, FRIDAY_EVENING)
        assert secret is not None
        session = await store.session(secret, FRIDAY_EVENING)
        assert session is not None
        assert (session.person.name, session.person.demo) == (one.name, True)
        assert await store.phones(session.person.id, FRIDAY_EVENING)


async def test_the_cases_stand_where_a_practitioner_would_expect_them(opened: None) -> None:
    await fill(FRIDAY_EVENING)
    found = await held_by("chair", FRIDAY_EVENING)
    [baby], [sister, brother], [boy] = (headlines(named(found, name)) for name in ("Rosie", "Maya", "Jai"))
    assert (baby["kind"], baby["facts"]) == ("conditional", ["actual_harm", "immediate_risk"])
    assert (sister["kind"], brother["kind"]) == ("met", "due")
    assert (boy["tone"], boy["words"].endswith("The discussion has not been held")) == ("red", True)
    # Another area's procedure: it sets no date for seeing the child, and none is made up.
    [elsewhere] = headlines(named(found, "Kit"))
    assert (elsewhere["tone"], elsewhere["words"]) == ("red", "No date agreed: ask the chair")


def headlines(document: dict[str, Any]) -> list[dict[str, Any]]:
    procedure = next(one for one in load_builtin().values() if digest(one) == document["procedure"])
    at = FRIDAY_EVENING.isoformat().replace("+00:00", "Z")
    worked_out = deadlines(procedure, case(document), ENGLAND, at)
    return [headline(worked_out, child, at) for child in document["children"]]


def test_a_database_that_was_given_to_us_gets_no_invented_child(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@nowhere.invalid/real")
    monkeypatch.delenv("SEENBY_NOW", raising=False)
    for argv in ([], ["--fresh"]):
        assert demo.run(argv) == 2
        assert "invented children do not belong" in capsys.readouterr().err
    assert demo.run(["--all"]) == 2


def test_every_telephone_number_is_from_the_ranges_kept_for_drama() -> None:
    folder = Path(demo.__file__).parent
    said = "".join(path.read_text("utf-8") for path in folder.rglob("*.toml"))
    numbers = re.findall(r"0\d{4} \d{6}", said)
    assert len(numbers) > 8
    assert all(number.startswith("01632 960") for number in numbers)
