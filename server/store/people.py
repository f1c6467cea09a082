"""Organisations with their telephone numbers, and the people in them."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from server.domain.access import Person
from server.store.person import Row, as_person, row, rows, within

PERSON = "a.id, a.name, a.initials, a.role, a.role_words, o.name AS agency, o.kind AS agency_kind, a.demo"


async def add_organisation(name: str, kind: str, phones: Sequence[dict[str, str]]) -> str:
    """`phones` are `{who, number}`, the one to ring first first. Answers the organisation's id."""
    organisation = str(uuid4())
    await rows("INSERT INTO organisation VALUES ($1, $2, $3, $4)", organisation, name, kind, json.dumps(list(phones)))
    return organisation


async def person_of(account: str) -> Person | None:
    found = await row(
        f"SELECT {PERSON} FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.id = $1",  # noqa: S608 -- ours
        account,
    )
    return as_known(found) if found is not None else None


async def choices(which: str, *values: object) -> list[dict[str, str]]:
    """Accounts to choose from, `{id, words}`, the words as they are printed; `which` is SQL of ours about `a`."""
    found = await rows(
        "SELECT a.id, a.name, a.role_words, o.name AS agency FROM account a"  # noqa: S608 -- ours
        f" JOIN organisation o ON o.id = a.organisation {which}",
        *values,
    )
    return [{"id": str(one["id"]), "words": f"{one['name']}, {one['role_words']}, {one['agency']}"} for one in found]


def as_known(found: Row) -> Person:
    """The person of a row of PERSON."""
    return Person(
        id=str(found["id"]),
        name=found["name"],
        initials=found["initials"],
        role=found["role"],
        role_words=found["role_words"],
        agency=found["agency"],
        demo=found["demo"],
        agency_kind=found["agency_kind"],
    )


async def own_phones() -> list[dict[str, str]]:
    """Whom the person of `as_person` rings: `{who, number}` of their organisation, none for nobody."""
    found = await row(
        "SELECT o.phones FROM account a JOIN organisation o ON o.id = a.organisation WHERE a.id = $1",
        within().person or None,
    )
    phones: list[dict[str, str]] = json.loads(found["phones"]) if found is not None else []
    return phones


async def phones(person: str | None, now: datetime) -> list[dict[str, str]]:
    """As `own_phones`, in a transaction of its own."""
    if person is None:
        return []
    async with as_person(person, now):
        return await own_phones()
