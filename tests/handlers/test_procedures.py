"""Local procedures, and a what-if, for whoever has no script; and what a device is given of them."""

import json
from urllib.parse import urlencode

import msgspec

from server.domain.procedure import load_builtin
from sync.messages import Have, Pull
from tests.handlers.conftest import Visitor

HEREFORDSHIRE = load_builtin()["herefordshire"]


async def test_every_procedure_that_comes_with_seenby_is_listed_and_read(nurse: Visitor) -> None:
    listed = (await nurse.gets("/procedures")).text
    for procedure in load_builtin().values():
        assert f'href="/procedures/{procedure["version"]}"' in listed
        shown = await nurse.gets(f"/procedures/{procedure['version']}")
        assert shown.status_code == 200
        assert all(f'id="rule-{rule["id"].lower().replace(".", "-")}"' in shown.text for rule in procedure["rules"])


async def test_a_procedure_nobody_keeps_is_a_page_that_does_not_exist(nurse: Visitor) -> None:
    assert (await nurse.gets("/procedures/0000")).status_code == 404


async def test_a_what_if_is_asked_by_its_address_and_keeps_nothing(nurse: Visitor) -> None:
    asked = {
        "procedure": HEREFORDSHIRE["version"],
        "fact/serious_injury": "yes",
        "at/referral_received": "2026-11-18T10:00",
    }
    shown = (await nurse.gets(f"/what-if?{urlencode(asked)}")).text
    assert "What would follow" in shown
    assert "Serious risk of harm: hold the discussion on the day of the referral" in shown
    assert "What would follow" not in (await nurse.gets("/what-if")).text


async def test_what_an_address_says_besides_answers_and_times_is_read_out_to_nobody(nurse: Visitor) -> None:
    asked = {
        "procedure": HEREFORDSHIRE["version"],
        "at/sd_contact": "Rosie",
        "fact/actual_harm": "Rosie",
        "name": "Rosie",
    }
    shown = (await nurse.gets(f"/what-if?{urlencode(asked)}")).text
    assert "First discussion: the call or meeting began: give a date and a time" in shown
    assert "Rosie" not in shown


async def test_a_device_is_given_every_procedure_that_a_discussion_may_begin_under(nurse: Visitor) -> None:
    person = await nurse.own_id()
    have = HEREFORDSHIRE["version"]
    asked = msgspec.json.encode(Pull(person, "device-of-hers", "", "", Have([have])))
    answer = json.loads((await nurse.syncs("/sync/pull", asked)).text)
    current = {procedure["version"] for procedure in load_builtin().values()}
    assert set(answer["current"]) == current
    assert current - {have} <= answer["procedures"].keys()
    assert have not in answer["procedures"]
