"""A real store over this module's database, three people of it, and one discussion they share."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from server import store
from server.domain.access import Person
from server.settings import Settings
from tests.store.ward import CANARY, NOW, PASSWORD, Ward, change, send


@pytest.fixture(scope="module")
async def opened(settings: Settings) -> AsyncIterator[None]:
    async with store.opened(settings, most=20):
        yield


@pytest.fixture(scope="module")
async def people(opened: None) -> dict[str, Person]:
    made = {}
    async with store.as_person(None, NOW):
        hospital = await store.add_organisation(
            "County Hospital", "hospital", [{"who": "Ward", "number": "01632 960001"}]
        )
        for login in ("nurse", "chair", "stranger"):
            known_as = Person("", f"Invented {login}", login[:2].upper(), login, login, "", demo=True)
            made[login] = await store.add_person(f"{login}@test.invalid", PASSWORD, known_as, hospital)
    return made


@pytest.fixture
async def ward(people: dict[str, Person]) -> Ward:
    """A new discussion each time, in which the nurse takes part and one child is known."""
    nurse, chair = people["nurse"], people["chair"]
    async with store.as_person(chair.id, NOW - timedelta(hours=1)):
        procedure = await store.keep_procedure({"id": "test", "version": "1", "rules": []})
        discussion = await store.create_discussion(procedure)
        await store.grant(discussion, nurse.id, "participant", starts=NOW - timedelta(hours=1))
    await send(chair, change(chair, discussion, "children.c1.names", {"known_as": CANARY}))
    return Ward(nurse, chair, people["stranger"], discussion, procedure)
