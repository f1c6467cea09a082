"""Signing in: the password opens a session. A login that does not exist costs and leaves the same."""

import hashlib
from datetime import datetime, timedelta
from uuid import uuid4

from server.domain.access import Person
from server.store import audit, passwords, sessions
from server.store.people import person_of
from server.store.person import as_person, row, rows, within

# After the third wrong try each next one has to wait longer. Never a hard lock: that would be a weapon (ASVS 6.1.1).
FREE_TRIES = 3
LONGEST_WAIT = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(hours=12)


async def add_person(login: str, password: str, known_as: Person, organisation: str) -> Person:
    """Adds an account; `known_as.id` may be empty, and `agency` is the organisation's name whatever it says."""
    account = known_as.id or str(uuid4())
    hash_ = await passwords.hashed(password)
    await rows(
        "INSERT INTO account VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        *(account, normal(login), known_as.name, known_as.initials, known_as.role, known_as.role_words),
        *(organisation, hash_, known_as.demo),
    )
    found = await person_of(account)
    assert found is not None, "the account was just added"
    return found


async def sign_in(login: str, password: str, now: datetime, *, instead_of: str | None = None) -> str | None:
    """The new session's secret; `instead_of` is the one it takes the place of. None for a wrong or too early try.

    Opens its own transactions: the password is checked in none, so that no connection waits for it.
    """
    digest = hashlib.sha256(normal(login).encode()).hexdigest()
    async with as_person(None, now):
        found = await row("SELECT id, password_hash FROM account WHERE login = $1", normal(login))
        waits = await _wait(digest)
    right = await passwords.matches(password, found["password_hash"] if found else None)
    async with as_person(None, now):
        if waits or not right or found is None:
            await _failed(digest, counts=not waits)
            await audit.note("sign in", "session", "refused", reason="too early" if waits else "wrong")
            return None
        await rows("DELETE FROM sign_in_try WHERE login_digest = $1", digest)
    async with as_person(str(found["id"]), now):
        await audit.note("sign in", "session", "allowed")
        return await sessions.open_session(str(found["id"]), instead_of=instead_of)


async def sign_in_waits(login: str, now: datetime) -> timedelta:
    """How long this login has to wait before its next try counts; zero for most."""
    async with as_person(None, now):
        return await _wait(hashlib.sha256(normal(login).encode()).hexdigest())


async def account(login: str) -> Person | None:
    found = await row("SELECT id FROM account WHERE login = $1", normal(login))
    return await person_of(str(found["id"])) if found is not None else None


def normal(login: str) -> str:
    """As it is stored; PostgreSQL's text cannot hold a NUL."""
    return login.strip().casefold().replace("\x00", "")


async def _wait(digest: str) -> timedelta:
    found = await row("SELECT failures, last_failed FROM sign_in_try WHERE login_digest = $1", digest)
    if found is None or found["failures"] < FREE_TRIES:
        return timedelta()
    # Doubled at each failure: 1, 2, 4 … seconds. The exponent is bounded before the power is taken.
    seconds = timedelta(seconds=2 ** min(found["failures"] - FREE_TRIES, 16))
    until: datetime = found["last_failed"] + min(seconds, LONGEST_WAIT)
    return max(until - within().now, timedelta())


async def _failed(digest: str, *, counts: bool) -> None:
    """A try made too early changes nothing, or whoever keeps knocking could keep the owner out."""
    if counts:
        await rows(
            "INSERT INTO sign_in_try AS t VALUES ($1, 1, $2) ON CONFLICT (login_digest) DO UPDATE SET last_failed = $2,"
            " failures = CASE WHEN t.last_failed < $3 THEN 1 ELSE t.failures + 1 END",
            *(digest, within().now, within().now - FORGOTTEN_AFTER),
        )
