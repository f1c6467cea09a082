"""Every call is made as somebody, at an instant: one transaction that row-level security knows the person of."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.store.engine import DB, StoreError

# Nobody: sign-in and jobs, who reach no discussion at all.
SETTINGS = "SELECT set_config('seenby.person', $1, true), set_config('seenby.now', $2, true)"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Within:
    """What holds while `as_person` is open; `task` because two tasks on one connection would trip over each other."""

    person: str
    now: datetime
    task: asyncio.Task[Any] | None


_within: ContextVar[Within | None] = ContextVar("within", default=None)


@asynccontextmanager
async def as_person(person: str | None, now: datetime, *, snapshot: bool = False) -> AsyncIterator[None]:
    """One transaction as this account id (None: nobody); `snapshot` reads everything as it was at one moment.

    Raises StoreError inside another: a transaction belongs to one person.
    """
    if DB.pool is None:
        raise StoreError("The store is not open. Use `async with store.opened(...)`.")
    if _within.get() is not None:
        raise StoreError("store.as_person is open already. Close it first.")
    async with DB.transaction() as transaction:
        if snapshot:
            await transaction.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        await transaction.connection.fetch(SETTINGS, person or "", now.isoformat())
        token = _within.set(Within(person or "", now, asyncio.current_task()))
        try:
            yield
        finally:
            _within.reset(token)


def within() -> Within:
    """Who and when. Raises StoreError outside `as_person`, and in a task that was started inside one."""
    found = _within.get()
    if found is None:
        raise StoreError("The store is only used inside `async with store.as_person(...)`.")
    if found.task is not asyncio.current_task():
        raise StoreError("A transaction belongs to one task: do not gather inside store.as_person.")
    return found


async def rows(sql: str, *values: object) -> list[Row]:
    """One statement of ours, `$1` and so on for values, in the open transaction."""
    within()
    return list(await DB.within().fetch(sql, *values))


async def row(sql: str, *values: object) -> Row | None:
    found = await rows(sql, *values)
    return found[0] if found else None
