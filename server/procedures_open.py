"""The discussions somebody reaches, as cases: what `procedures diff --as LOGIN` compares dates of."""

import asyncio
from dataclasses import dataclass
from typing import Any

from server import store
from server.arguments import Misused
from server.domain.procedure import Compiled
from server.postgres import Postgres, connection
from server.postgres_programs import DatabaseError
from server.settings import Settings
from server.store import StoreError
from sync.case import case


@dataclass(frozen=True)
class Open:
    """A discussion by its reference, with the version of the procedure it keeps; no name of anybody is in it."""

    reference: str
    procedure: Compiled
    case: dict[str, Any]


def discussions(settings: Settings, login: str, procedure: str) -> list[Open]:
    """Those under any version of the procedure with this id. Raises Misused where there is no database, or no such
    person."""
    try:
        if settings.database_url is not None:
            return asyncio.run(held(settings, login, procedure))
        # One that was never started is not made for a question.
        connection(settings)
        with Postgres(settings):
            return asyncio.run(held(settings, login, procedure))
    except (DatabaseError, StoreError) as problem:
        raise Misused(f"procedures diff: {problem}") from problem


async def held(settings: Settings, login: str, procedure: str) -> list[Open]:
    """Raises Misused, StoreError."""
    now = settings.clock()
    async with store.opened(settings, most=2):
        async with store.as_person(None, now):
            person = await store.account(login)
        if person is None:
            raise Misused(f"procedures diff: nobody signs in as {login}.")
        async with store.as_person(person.id, now):
            found = await store.discussions(person)
            kept = await store.procedures(one["procedure"] for one in found)
    under = [(one, kept[one["procedure"]]) for one in found]
    return [_open(one, used) for one, used in under if used["id"] == procedure]


def _open(found: dict[str, Any], used: Compiled) -> Open:
    return Open(found["reference"], used, case(found, used["vocabulary"]["events"]))
