"""Drafts: one for each person and page, sealed, and nobody else's."""

import pytest

from server import store
from server.store.person import rows
from sync.values import Problem
from tests.store.ward import NOW, Ward

PAGE = "/discussions/d1/note"


async def test_a_draft_comes_back_as_it_was_typed_until_it_is_dropped(ward: Ward) -> None:
    fields = [("nonce", "a" * 32), ("add:information/words", "Ünïcode\r\nand \x00"), ("add:information/words", "twice")]
    errors = [Problem(name="add:information/kind", text="Choose what this is")]
    async with store.as_person(ward.nurse.id, NOW):
        await store.keep_draft(PAGE, "b" * 32, [("first", "draft")], [])
        await store.keep_draft(PAGE, "a" * 32, fields, errors)
    async with store.as_person(ward.chair.id, NOW):
        assert await store.draft(PAGE) is None
        await store.drop_draft(PAGE)
    async with store.as_person(ward.nurse.id, NOW):
        found = await store.draft(PAGE)
        await store.drop_draft(PAGE)
        gone = await store.draft(PAGE)
    assert found == {"nonce": "a" * 32, "fields": [list(pair) for pair in fields], "errors": errors}
    assert gone is None


async def test_a_draft_put_under_another_page_does_not_open(ward: Ward) -> None:
    async with store.as_person(ward.nurse.id, NOW):
        await store.keep_draft(PAGE, "a" * 32, [], [])
        await rows("UPDATE draft SET page = '/discussions/d2/note' WHERE page = $1", PAGE)
        with pytest.raises(store.Broken):
            await store.draft("/discussions/d2/note")
