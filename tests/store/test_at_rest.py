"""Nothing that was typed is in the database outside sealed bytes (SYNC.md I11)."""

import base64
import logging

import asyncpg
import pytest

from server import store
from server.store import changes
from tests.conftest import Database
from tests.store.ward import CANARY, NOW, Ward, change, device_of, note, send


async def everything(database: Database) -> bytes:
    """Every row of every table, binary columns as they are."""
    owner = await asyncpg.connect(database.owner_dsn)
    found = b""
    try:
        tables = await owner.fetch(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        for table in tables:
            for one in await owner.fetch(f"SELECT * FROM {table['relname']}"):
                found += b"\0".join(v if isinstance(v, bytes) else str(v).encode() for v in one.values()) + b"\n"
    finally:
        await owner.close()
    return found


async def test_no_word_that_was_typed_is_readable_in_any_table(ward: Ward, database: Database) -> None:
    await send(
        ward.nurse,
        note(ward.nurse, ward.discussion, CANARY),
        change(ward.nurse, ward.discussion, "children.c1.names", {"given": CANARY}),
        change(ward.nurse, ward.discussion, CANARY, {"unknown": "path"}),
        change(ward.nurse, ward.discussion, f"facts.{CANARY}", {"answer": CANARY}),
        note(ward.nurse, CANARY, "no such discussion"),
        note(ward.nurse, ward.discussion, "odd fields", section=CANARY, app_v=CANARY, acting_role=CANARY, nonce=CANARY),
    )
    bad = f'{{"op_id": "{CANARY}", "discussion": "{CANARY}"}}'.encode()
    await store.apply(ward.nurse, device_of(ward.nurse), [bad, CANARY.encode()], NOW)
    async with store.as_person(ward.nurse.id, NOW):
        await store.keep_draft("/discussions/d/note", CANARY, [(CANARY, CANARY)], [{"name": CANARY, "text": CANARY}])
    dump = await everything(database)
    assert ward.discussion.encode() in dump
    for form in (CANARY.encode(), CANARY.encode("utf-16le"), base64.b64encode(CANARY.encode())[:-4]):
        assert form not in dump


async def test_an_error_in_the_rules_says_its_kind_to_the_log_and_no_word(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise KeyError(CANARY)

    monkeypatch.setattr(changes, "decide", fails)
    with caplog.at_level(logging.DEBUG):
        await send(ward.nurse, note(ward.nurse, ward.discussion, CANARY))
    assert "KeyError" in caplog.text
    assert CANARY not in caplog.text
