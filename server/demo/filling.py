"""Puts the invented people and cases into the open store, by the same ways as everybody's."""

import asyncio
import itertools
import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from server import __version__, store
from server.demo.cases import Case, Made, cases
from server.demo.people import ORGANISATIONS, PEOPLE
from server.domain.access import Person
from server.domain.procedure import load_builtin
from sync.messages import SCHEMA, Change, op_id
from sync.registry import registry

CHAIR = "chair"


async def fill(now: datetime, only: Collection[str] = ()) -> bool:
    """Does nothing, and says so, where anybody of the invented people has an account. `only`: as of `cases`."""
    async with store.as_person(None, now):
        known = await store.account(PEOPLE[0].login)
    if known is None:
        people = await _add_people(now)
        await _open_all(people, now, only)
    return known is None


async def add(now: datetime, only: Collection[str]) -> None:
    """These cases beside those that are there."""
    await _open_all(await _known_people(now), now, only)


async def renew(now: datetime, only: Collection[str] = ()) -> None:
    """Ends everybody's part in the cases there are, and opens them anew: what was written is never taken away."""
    await fill(now, only)
    people = await _known_people(now)
    chair = people[CHAIR]
    async with store.as_person(chair.id, now):
        for found in await store.discussions(chair):
            await store.revoke_all(found["id"])
    await _open_all(people, now, only)


async def _known_people(now: datetime) -> dict[str, Person]:
    async with store.as_person(None, now):
        return {one.key: await _known(one.login) for one in PEOPLE}


async def _known(login: str) -> Person:
    found = await store.account(login)
    if found is None:
        raise store.StoreError(f"{login} is missing among the invented people. Start with an empty SEENBY_HOME.")
    return found


async def _add_people(now: datetime) -> dict[str, Person]:
    async with store.as_person(None, now):
        organisations = {
            one["key"]: await store.add_organisation(one["name"], one["kind"], one["phones"]) for one in ORGANISATIONS
        }
        return {
            one.key: await store.add_person(one.login, one.password, one.known_as, organisations[one.organisation])
            for one in PEOPLE
        }


async def _open_all(people: dict[str, Person], now: datetime, only: Collection[str] = ()) -> None:
    # Each in transactions of its own: while the database commits one, the next is worked out.
    await asyncio.gather(*(_open(case, people) for case in cases(now, only)))


async def _open(case: Case, people: dict[str, Person]) -> None:
    chair = people[CHAIR]
    async with store.as_person(chair.id, case.opened):
        procedure = await store.keep_procedure(load_builtin()[case.procedure])
        discussion = await store.create_discussion(procedure)
        for key, capacity in case.people.items():
            await store.grant(discussion, people[key].id, capacity, starts=case.opened)
    capacities = {CHAIR: "chair", **case.people}
    numbers = itertools.count(1)
    last: dict[str, str] = {}
    for made in sorted(case.changes, key=lambda made: made.at):
        by = people[made.by]
        seen = [last[made.path]] if made.path in last and not made.apart else []
        said = replace(made, value=_named(made.value, people, last))
        change = _change(said, by, capacities[made.by], discussion, procedure, next(numbers), seen)
        [receipt] = await store.apply(by, change.device, [change], made.at)
        if receipt.status != ("conflict" if made.apart else "applied"):
            raise store.StoreError(f"The invented case could not be loaded at {made.path}: {receipt.sentence}")
        last[made.path] = change.op_id


def _named(value: Any, people: dict[str, Person], last: dict[str, str]) -> Any:
    """`{account}` becomes that person's, as a form names one, and `{entry}` what was last written on that path."""
    if not isinstance(value, dict):
        return value
    if value.keys() == {"account"}:
        one = people[value["account"]]
        return f"{one.id} {one.name}, {one.role_words}, {one.agency}"
    if value.keys() == {"entry"}:
        return last[value["entry"]]
    return {key: _named(part, people, last) for key, part in value.items()}


def _change(
    made: Made, by: Person, capacity: str, discussion: str, procedure: str, number: int, seen: list[str]
) -> Change:
    nonce = secrets.token_hex(16)
    found = registry().field(made.path)
    return Change(
        op_id=op_id(nonce, made.path, seen, made.value),
        nonce=nonce,
        device=f"demo-{by.id}",
        dseq=number,
        actor=by.id,
        acting_role=capacity,
        discussion=discussion,
        kind=made.kind,
        target=made.path,
        seen=seen,
        payload=made.value,
        section=found.section if found else "",
        claimed_at=made.at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        mono_ms=0,
        tz="Europe/London",
        skew_est_ms=0,
        schema_v=SCHEMA,
        app_v=__version__,
        profile_v=procedure,
        prev_dhash="",
    )
