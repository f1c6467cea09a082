"""Recorded without unlocking, as a plain form and as a locked device sends it: no session, nothing shown (P-18)."""

import base64
import json

import pytest

from server.store.opening import keys
from tests.handlers.conftest import Visitor


def _notes(**more: str) -> bytes:
    sealed = base64.b64encode(b"x" * 64).decode()
    one = {"note": f"rec{1:029x}", "person": "0" * 8, "device": "d" * 31, "sealed": sealed} | more
    return json.dumps({"notes": [one]}).encode()


async def test_with_no_session_sealed_notes_are_looked_at_and_what_does_not_open_is_not_taken(visitor: Visitor) -> None:
    answer = await visitor.syncs("/sync/sealed", _notes())
    assert (answer.status_code, answer.json(), answer.headers["X-Sync-Proto"]) == (200, {"taken": []}, "1")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"notes": [7]}', b'{"notes": [{"note": "rec"}]}'])
async def test_what_is_no_list_of_notes_is_refused(visitor: Visitor, body: bytes) -> None:
    assert (await visitor.syncs("/sync/sealed", body)).status_code == 400


async def test_from_another_site_nothing_is_taken(visitor: Visitor) -> None:
    answer = await visitor.syncs("/sync/sealed", _notes(), **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


async def test_a_press_that_no_worker_took_is_said_to_be_nowhere(visitor: Visitor) -> None:
    answer = await visitor.posts("/record", [("what", "seen"), ("vault", "anybody")])
    assert (answer.status_code, answer.headers["location"]) == (303, "/unlock?kept=not_recorded")
    assert "Nothing was saved. Write it on paper, and ring." in (await visitor.gets("/unlock?kept=not_recorded")).text


async def test_what_waits_for_nobody_has_no_page_and_the_list_is_empty(nurse: Visitor) -> None:
    assert "Nothing is waiting to be confirmed." in (await nurse.gets("/recorded")).text
    here = await nurse.first_discussion()
    assert (await nurse.gets(f"{here.removesuffix('/ward-safety-plan')}/children/c1/recorded/rec1")).status_code == 404


async def test_the_key_to_seal_to_comes_with_a_pull(nurse: Visitor) -> None:
    asked = {"person": await nurse.own_id(), "device": "d" * 31, "epoch": "", "cursor": ""}
    answer = (await nurse.syncs("/sync/pull", json.dumps(asked).encode())).json()
    assert answer["seal_to"] == keys().seal_to
    assert len(base64.b64decode(answer["seal_to"])) == 32
    assert answer["recorded"] == []
