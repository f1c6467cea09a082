"""Signing in and out: slow to guess at, the same for those who exist and those who do not, never locked for good."""

import dataclasses
import hashlib
import threading
from datetime import timedelta

import asyncpg
import pytest

from server import store
from server.store import passwords
from server.store.engine import outside
from server.store.sessions import IDLE, LONGEST
from tests.conftest import Database
from tests.store.ward import NOW, PASSWORD, Ward

NURSE = "nurse@test.invalid"
SECOND = timedelta(seconds=1)


async def signed_in() -> str:
    secret = await store.sign_in(NURSE, PASSWORD, NOW)
    assert secret is not None
    return secret


async def test_the_right_password_opens_a_session_of_that_person(ward: Ward) -> None:
    found = await store.session(await signed_in(), NOW)
    assert found is not None
    assert (found.person, found.device) == (ward.nurse, f"web:{found.digest[:24]}")


WRONG = [(NURSE, "wrong"), (NURSE, ""), (NURSE, PASSWORD + " "), ("nobody", PASSWORD), ("", ""), ("\x00", "\x00")]


@pytest.mark.parametrize(("login", "password"), WRONG)
async def test_anything_else_opens_none(ward: Ward, login: str, password: str) -> None:
    assert await store.sign_in(login, password, NOW - timedelta(days=2)) is None
    await forget()


async def forget() -> None:
    await outside("DELETE FROM sign_in_try")


async def test_a_login_is_the_same_in_capitals_and_with_spaces(ward: Ward) -> None:
    assert await store.sign_in(f"  {NURSE.upper()} ", PASSWORD, NOW) is not None


async def test_every_sign_in_makes_another_secret_and_only_digests_are_stored(ward: Ward, database: Database) -> None:
    first, second = await signed_in(), await signed_in()
    stored = str(await outside("SELECT * FROM session")) + str(await outside("SELECT * FROM device"))
    assert first != second
    assert first not in stored
    assert hashlib.sha256(first.encode()).hexdigest() in stored


async def test_the_session_before_a_new_sign_in_ends_with_it(ward: Ward) -> None:
    before = await signed_in()
    assert await store.sign_in(NURSE, PASSWORD, NOW, instead_of=before) is not None
    assert await store.session(before, NOW) is None


async def test_signing_out_ends_that_session_and_no_other(ward: Ward) -> None:
    first, second = await signed_in(), await signed_in()
    found = await store.session(first, NOW)
    assert found is not None
    await store.sign_out(found.digest, NOW)
    assert (await store.session(first, NOW), await store.session(second, NOW) is None) == (None, False)


async def test_a_session_ends_when_it_is_idle_and_at_last_in_any_case(ward: Ward) -> None:
    secret = await signed_in()
    assert await store.session(secret, NOW + IDLE - SECOND) is not None
    assert await store.session(secret, NOW + LONGEST) is None
    assert await store.session("made up", NOW) is None


async def test_a_session_is_touched_at_most_once_a_minute(ward: Ward) -> None:
    secret = await signed_in()
    touched = []
    for seconds in (0, 59, 60, 61, 130):
        await store.session(secret, NOW + seconds * SECOND)
        digest = hashlib.sha256(secret.encode()).hexdigest()
        touched += [one["last_seen"] - NOW for one in await outside("SELECT * FROM session WHERE digest = $1", digest)]
    assert touched == [0 * SECOND, 0 * SECOND, 60 * SECOND, 60 * SECOND, 130 * SECOND]


async def test_all_sessions_of_one_account_end_together(ward: Ward) -> None:
    secret = await signed_in()
    async with store.as_person(ward.nurse.id, NOW):
        await store.end_all_sessions(ward.nurse.id)
    assert await store.session(secret, NOW) is None


@pytest.mark.parametrize("login", [NURSE, "nobody@test.invalid"])
async def test_wrong_tries_make_the_next_one_wait_longer_and_the_right_one_ends_that(ward: Ward, login: str) -> None:
    await forget()
    waits, now = [], NOW
    for _ in range(7):
        waits.append(await store.sign_in_waits(login, now))
        now += waits[-1]
        assert await store.sign_in(login, "wrong", now) is None
    assert waits == [seconds * SECOND for seconds in (0, 0, 0, 1, 2, 4, 8)]
    # Too early, even the right one is refused, and makes nothing worse.
    assert await store.sign_in(login, PASSWORD, now + SECOND) is None
    assert await store.sign_in_waits(login, now) == 16 * SECOND
    opened = await store.sign_in(login, PASSWORD, now + 16 * SECOND)
    assert (opened is not None) == (login == NURSE)
    await forget()


async def test_nobody_waits_longer_than_five_minutes(ward: Ward) -> None:
    await outside("INSERT INTO sign_in_try VALUES ($1, 1000000, $2)", hashlib.sha256(NURSE.encode()).hexdigest(), NOW)
    assert await store.sign_in_waits(NURSE, NOW) == timedelta(minutes=5)
    assert await store.sign_in(NURSE, PASSWORD, NOW + timedelta(minutes=5)) is not None


async def test_a_login_that_nobody_has_costs_the_same_work(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    real = passwords._verify

    def watched(password: str, hash_: str) -> bool:
        checked.append(hash_[:30])
        return real(password, hash_)

    monkeypatch.setattr(passwords, "_verify", watched)
    await store.sign_in("nobody@test.invalid", PASSWORD, NOW)
    await store.sign_in(NURSE, "wrong", NOW)
    await forget()
    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


async def test_a_password_is_checked_off_the_event_loop(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def noted(*_: str) -> bool:
        threads.append(threading.get_ident())
        return False

    monkeypatch.setattr(passwords, "_verify", noted)
    await passwords.matches("x", None)
    assert threads
    assert threading.get_ident() not in threads


async def test_two_people_cannot_have_one_login(ward: Ward) -> None:
    async with store.as_person(None, NOW):
        hospital = await store.add_organisation("Another", "hospital", [])
    another = dataclasses.replace(ward.nurse, id="")
    with pytest.raises(asyncpg.UniqueViolationError, match="login"):
        async with store.as_person(None, NOW):
            await store.add_person(NURSE.upper(), PASSWORD, another, hospital)
