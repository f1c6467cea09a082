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


async def _takes_up(chair: Visitor, discussion: str, version: str, **more: str) -> str:
    """Answers where the form led."""
    answers = {"add:procedures__why": "Agreed by both managers"}
    fields = await chair.fills_in(f"{discussion}/procedures/{version}", **answers)
    fields = [(name, more.get(name.rpartition("/")[2], value)) for name, value in fields]
    answer = await chair.posts(f"{discussion}/changes", fields)
    assert answer.status_code == 303
    return answer.headers["location"]


async def test_the_chair_reads_the_differences_and_takes_up_another_procedure_and_the_dates_of_both_stand(
    nurse: Visitor, chair: Visitor
) -> None:
    discussion = await nurse.first_discussion()
    before = (await nurse.gets(f"{discussion}/rules")).text
    other = next(one for one in load_builtin().values() if one["source"]["name"] not in before)
    assert (
        "Every date that would be different" in (await chair.gets(f"{discussion}/procedures/{other['version']}")).text
    )
    assert await _takes_up(chair, discussion, other["version"]) == f"{discussion}/rules?kept=applied"
    after = (await nurse.gets(f"{discussion}/rules")).text
    assert "Agreed by both managers" in after
    assert f"{other['title']}, version {other['version'][:8]}" in after
    cited = {one["source"]["name"] for one in load_builtin().values() if f"{one['source']['name']}, line" in after}
    assert len(cited) == 2
    assert other["source"]["name"] in cited
    # What her device asks for next holds both.
    pulled = msgspec.json.encode(Pull(await nurse.own_id(), "device-of-hers", "", "", Have([])))
    answer = json.loads((await nurse.syncs("/sync/pull", pulled)).text)
    own = next(one for one in answer["discussions"] if discussion.endswith(one["id"]))
    assert own["procedure"] == other["version"]
    assert {own["procedure"], own["entries"]["procedures"][0]["value"]["was"]} <= answer["procedures"].keys()


async def test_a_version_that_is_nowhere_is_held_and_nothing_changes(nurse: Visitor, chair: Visitor) -> None:
    discussion = max(await nurse.discussions() & await chair.discussions())
    rules = (await chair.gets(f"{discussion}/rules")).text
    version = next(one["version"] for one in load_builtin().values() if one["source"]["name"] not in rules)
    assert await _takes_up(chair, discussion, version, procedure="0" * 64) == f"{discussion}/rules?kept=quarantined"
    assert "version 00000000" not in (await chair.gets(f"{discussion}/rules")).text


async def test_another_areas_dates_are_never_put_in_the_place_of_those_that_stand(
    nurse: Visitor, chair: Visitor
) -> None:
    discussion = max(await nurse.discussions() & await chair.discussions())
    rules = (await chair.gets(f"{discussion}/rules")).text
    version = next(one["version"] for one in load_builtin().values() if one["source"]["name"] not in rules)
    assert await _takes_up(chair, discussion, version, because="newer") == f"{discussion}/rules?kept=quarantined"
    assert f"version {version[:8]}</strong>" not in (await chair.gets(f"{discussion}/rules")).text


async def test_only_the_chair_is_offered_it(nurse: Visitor) -> None:
    discussion = await nurse.first_discussion()
    for procedure in load_builtin().values():
        shown = (await nurse.gets(f"{discussion}/procedures/{procedure['version']}")).text
        assert "Follow this procedure</button>" not in shown
    assert (await nurse.gets(f"{discussion}/procedures/0000")).status_code == 404
