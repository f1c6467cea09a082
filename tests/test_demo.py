"""The invented cases: believable, loaded by the people in them, near in time, and never in somebody else's database."""

import dataclasses
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from server import demo, store
from server.demo.cases import FIRST, cases, names
from server.demo.filling import add, fill, renew
from server.domain import calendar
from server.domain.access import Person
from server.domain.procedure import digest, load_builtin
from server.settings import LONDON
from sync import excluded
from sync.case import case
from sync.deadlines import deadlines
from sync.headline import headline
from sync.pages import events, family, page
from sync.pages.held import spoken
from sync.pages.inputs import Doc, Inputs
from sync.pages.prompts import booked
from sync.registry import sitemap
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


# What each of the twelve is there to show, one way to meet it.
KINDS: dict[str, Callable[[list[Doc]], bool]] = {
    "unborn": lambda docs: any("expected" in birth and "date" not in birth for birth in of(docs, "birth")),
    "twins": lambda docs: any(birth.get("order") for birth in of(docs, "birth")),
    "out of area": lambda docs: said(docs, "out_of_area"),
    "looked after": lambda docs: said(docs, "looked_after"),
    "fabricated illness": lambda docs: said(docs, "fii_or_perplexing"),
    "a member of staff": lambda docs: said(docs, "allegation_staff_or_volunteer"),
    "sexual abuse": lambda docs: said(docs, "sexual_abuse"),
    "kept out": lambda docs: any(excluded.accounts(doc) for doc in docs),
    "not found": lambda docs: any(place["kind"] == "not_found" for place in of(docs, "place")),
    "closed": lambda docs: any(doc["leaves"].get("status", {}).get("value") == "closed" for doc in docs),
    "two answers": lambda docs: any(one["state"] == "open" for doc in docs for one in doc["differences"]),
    "an urgent note": lambda docs: any(doc["entries"].get("urgent") for doc in docs),
    "tried": lambda docs: any(v["value"]["what"] == "tried" for doc in docs for v in doc["entries"].get("visits", [])),
    "done at night": lambda docs: any(
        leaf["value"] == "done" and leaf["by"]["role"] == "Emergency duty social worker"
        for doc in docs
        for path, leaf in doc["leaves"].items()
        if path.endswith(".status")
    ),
}
NOT_OURS = ("unlock", "set_up", "sign_in", "problem", "on_this_device")


def of(docs: list[Doc], part: str) -> list[dict[str, Any]]:
    return [
        doc["leaves"].get(f"children.{one}.{part}", {}).get("value") or {} for doc in docs for one in doc["children"]
    ]


def said(docs: list[Doc], fact: str) -> bool:
    return any(
        path.endswith(f"facts.{fact}") and leaf["value"]["answer"] == "yes"
        for doc in docs
        for path, leaf in doc["leaves"].items()
    )


def every_page(docs: list[Doc]) -> Iterator[tuple[str, Doc | None, dict[str, str]]]:
    """Each page that the sitemap has, of each discussion, child, visit, action and note in it."""
    for route in sitemap():
        wanted = re.findall(r"{(\w+)}", route.path)
        if route.template is None or route.where != "both" or route.name in NOT_OURS:
            continue
        if "discussion" not in wanted:
            yield from ((route.name, None, {"procedure": docs[0]["procedure"]}) for _ in docs[:1])
            continue
        for doc in docs:
            there = {
                "child": doc["children"],
                "difference": [one["id"] for one in doc["differences"]],
                "visit": [one["id"] for one in doc["entries"].get("visits", [])],
                "note": [one["id"] for one in doc["entries"].get("urgent", [])],
                "answer": list(family.asked(doc)),
                "entry": [one["id"] for one in doc["entries"].get("information", [])],
                "action": sorted({path.split(".")[1] for path in doc["leaves"] if path.startswith("actions.")}),
                "procedure": [doc["procedure"]],
                "step": ["done"],
                "part": ["names", "place", "workers"],
                "adult": doc["adults"],
                "call": booked(doc),
                "held": [one["id"] for one in spoken(doc)],
                "event": [one["id"] for one in doc["entries"].get("events", []) if events.stands(one)],
                "person": [one["id"] for one in doc.get("holders", [])[:1]],
                "excluded": [one["id"] for one in doc["entries"].get("excluded", [])],
                "about": ["contact" if "child" in wanted else "names"],
                # Of what was recorded on a locked device, the demo has none.
                "recorded": [],
                "what": [one["id"] for one in doc["entries"].get("visits", [])[:1]],
            }
            for chosen in itertools.product(*(there[part] for part in wanted if part != "discussion")):
                yield route.name, doc, dict(zip([part for part in wanted if part != "discussion"], chosen, strict=True))


def inputs(
    known: Person,
    docs: list[Doc],
    procedures: dict[str, Any],
    now: datetime,
    doc: Doc | None,
    params: dict[str, str],
) -> Inputs:
    made: dict[str, Any] = {
        "where": "server",
        "version": "0",
        "person": dataclasses.asdict(known),
        "phones": [{"who": "Somebody", "number": "01632 960100"}],
        "now": now.isoformat().replace("+00:00", "Z"),
        "calendar": ENGLAND,
        "procedures": procedures,
        "current": list(procedures),
        "discussion": doc,
        "discussions": docs,
        "params": params,
        "nonce": "ab" * 16,
    }
    return cast("Inputs", made)


async def person(key: str, now: datetime, login: str = "") -> Person:
    async with store.as_person(None, now):
        found = await store.account(login or f"{key}@demo.seenby")
    assert found is not None
    return found


async def held_by(key: str, now: datetime, login: str = "") -> list[dict[str, Any]]:
    known = await person(key, now, login)
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
    await fill(now, FIRST)
    held = {key: len(await held_by(key, now)) for key in ("nurse", "paediatrician", "chair", "edt")}
    assert held == {"nurse": 2, "paediatrician": 2, "chair": 4, "edt": 4}
    assert len(names()) == len(cases(now)) == 12
    for one in cases(now):
        assert one.opened <= min(made.at for made in one.changes)
        assert max(made.at for made in one.changes) <= now
        assert now - max(made.at for made in one.changes) < timedelta(days=12)


async def test_the_babys_friday_evening_is_the_last_one() -> None:
    baby = cases(FRIDAY_EVENING, FIRST)[0]
    assert baby.opened.astimezone(LONDON).strftime("%A %d %H:%M") == "Friday 20 17:20"
    assert cases(MOMENTS[0], FIRST)[0].opened.astimezone(LONDON).strftime("%A %d") == "Friday 13"


async def test_filling_again_adds_nobody_and_nothing(opened: None) -> None:
    assert await fill(FRIDAY_EVENING, FIRST)
    assert not await fill(FRIDAY_EVENING + timedelta(days=3))
    assert len(await held_by("chair", FRIDAY_EVENING + timedelta(days=3))) == 4


async def test_renewed_cases_take_the_place_of_the_old_ones_and_are_near(opened: None) -> None:
    await fill(FRIDAY_EVENING, FIRST)
    before = {one["id"] for one in await held_by("chair", FRIDAY_EVENING)}
    later = FRIDAY_EVENING + timedelta(days=28)
    await renew(later, FIRST)
    after = await held_by("nurse", later)
    assert before.isdisjoint(one["id"] for one in after)
    assert named(after, "Rosie")["leaves"]["referral.received"]["value"]["at"] == "2026-12-18T17:05+00:00"
    assert len(await held_by("chair", later)) == 4


async def test_everybody_signs_in_with_the_password_that_is_printed(opened: None) -> None:
    await fill(FRIDAY_EVENING, FIRST)
    for one in demo.PEOPLE:
        secret = await store.sign_in(one.login, one.password, FRIDAY_EVENING)
        assert secret is not None
        session = await store.session(secret, FRIDAY_EVENING)
        assert session is not None
        assert (session.person.name, session.person.demo) == (one.name, True)
        assert await store.phones(session.person.id, FRIDAY_EVENING)


async def test_the_cases_stand_where_a_practitioner_would_expect_them(opened: None) -> None:
    await fill(FRIDAY_EVENING, FIRST)
    found = await held_by("chair", FRIDAY_EVENING)
    [baby], [sister, brother], [boy] = (headlines(named(found, name)) for name in ("Rosie", "Maya", "Jai"))
    assert (baby["kind"], baby["facts"]) == ("conditional", ["actual_harm", "immediate_risk"])
    assert (sister["kind"], brother["kind"]) == ("met", "due")
    assert (boy["tone"], boy["words"].endswith("The discussion has not been held")) == ("red", True)
    # Another area's procedure: it sets no date for seeing the child, and none is made up.
    [elsewhere] = headlines(named(found, "Kit"))
    assert (elsewhere["tone"], elsewhere["words"]) == ("red", "No date agreed: ask the chair")


async def test_all_twelve_load_one_of_each_kind_that_is_met_and_every_page_of_each_is_made_for_whoever_has_it(
    opened: None,
) -> None:
    now = planted() or FRIDAY_EVENING
    await fill(now, FIRST)
    await add(now, [name for name in names() if name not in FIRST])
    held = {one.key: await held_by(one.key, now, one.login) for one in demo.PEOPLE}
    counts = {key: len(found) for key, found in held.items()}
    assert counts == {
        "chair": 12, "edt": 11, "edt_manager": 12, "social_worker": 12, "business": 9, "police": 7,
        "paediatrician": 5, "nurse": 3, "school": 5, "night_nurse": 1, "assistant": 0,
    }  # fmt: skip
    procedures = {digest(one): one for one in load_builtin().values()}
    assert {one["procedure"] for one in held["chair"]} == set(procedures)
    assert [kind for kind, met in KINDS.items() if not met(held["chair"])] == []
    for one in demo.PEOPLE:
        known = await person(one.key, now, one.login)
        for name, doc, params in every_page(held[one.key]):
            made = page(name, inputs(known, held[one.key], procedures, now, doc, params))
            assert made["page"]["name"] != "problem", (one.key, name, params)


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
