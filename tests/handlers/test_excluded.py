"""Z-35: whoever is kept out, at every address there is: as of a discussion that is not there."""

import json
import re
from typing import Any

import asyncpg
import httpx
import pytest

from sync.registry import Route, sitemap
from tests.conftest import Database
from tests.handlers.conftest import Visitor

NOWHERE = "d" + "0" * 24
OF_ONE = [route for route in sitemap() if "{discussion}" in route.path]
OF_ALL = [
    route
    for route in sitemap()
    if "{" not in route.path and route.method == "GET" and route.template is not None and route.policy == "signed_in"
]
# Whatever is new in each answer, and says nothing: a nonce, and where the form that was sent would lead back to.
NEW = re.compile(r'value="[0-9a-f]{32}"')


class Kept:
    """The nurse who is kept out of a discussion that she had, what she knew of it, and what the chair still sees."""

    def __init__(self, nurse: Visitor, discussion: str, known: dict[str, list[str]], words: list[str]) -> None:
        self.nurse, self.discussion, self.known, self.words = nurse, discussion, known, words

    def addresses(self, route: Route) -> list[str]:
        """Of this route, with each thing there is in the discussion that the address could name."""
        wanted = [part for part in re.findall(r"{(\w+)}", route.path) if part != "discussion"]
        found = [route.path]
        for part in wanted:
            found = [path.replace(f"{{{part}}}", one) for path in found for one in self.known[part]]
        return found


@pytest.fixture(scope="module")
async def kept(client: httpx.AsyncClient, database: Database) -> Kept:
    """Kept out by the pages; then a part is slipped in by the database's owner, so that the wall stands alone."""
    nurse = await Visitor(client).signs_in("ward_nurse")
    chair = await Visitor(client).signs_in("team_manager")
    theirs = [here for here in await nurse.discussions() if "Rosalind" in (await nurse.gets(here)).text]
    here = theirs[0]
    known = await _known(chair, here)
    await _keeps_out(chair, here, await nurse.own_id())
    await _slips_in(database, here.split("/")[2], await nurse.own_id())
    page = (await chair.gets(here)).text
    reference = re.search(r"Discussion (\w{4})", page)
    assert reference is not None
    known["excluded"] = re.findall(r"/kept-out/([0-9a-f]{32})", (await chair.gets(f"{here}/kept-out")).text)[:1]
    assert known["excluded"]
    return Kept(nurse, here.split("/")[2], known, ["Rosalind", "Rosie", "Tennant", reference[1]])


async def _slips_in(database: Database, discussion: str, account: str) -> None:
    owner = await asyncpg.connect(database.owner_dsn)
    sql = "UPDATE grant_ SET ends = NULL WHERE discussion = $1 AND account = $2"
    try:
        await owner.execute("ALTER TABLE grant_ NO FORCE ROW LEVEL SECURITY")
        assert await owner.execute(sql, discussion, account) == "UPDATE 1"
    finally:
        await owner.execute("ALTER TABLE grant_ FORCE ROW LEVEL SECURITY")
        await owner.close()


async def _known(by: Visitor, here: str) -> dict[str, list[str]]:
    page = (await by.gets(here)).text
    [procedure] = set(re.findall(r'href="/procedures/(\w+)"', (await by.gets("/procedures")).text)[:1])
    present = re.findall(r"/who-is-here/([\w-]+)", (await by.gets(f"{here}/who-is-here")).text)
    return {
        "child": ["c1"],
        "adult": ["a1"],
        "part": ["names"],
        "about": ["names"],
        "step": ["done"],
        "answer": ["the-family"],
        "procedure": [procedure],
        "person": present[:1],
        "call": ["k1"],
        **{
            part: re.findall(rf"{here}/{there}/([\w-]+)", page)[:1] or ["e" * 32]
            for part, there in (
                ("difference", "differences"),
                ("note", "urgent"),
                ("visit", "visits"),
                ("action", "actions"),
                ("entry", "notes"),
                ("what", "wrong-child"),
                ("held", "held"),
                ("event", "events"),
                ("recorded", "recorded"),
            )
        },
    }


async def _keeps_out(chair: Visitor, here: str, account: str) -> None:
    """By plain forms, as a chair with no script does."""
    out = f"{here}/kept-out"
    named = {"add:excluded__name": "Grace Adeyemi", "add:excluded__organisation": "The hospital"}
    form = await chair.fills_in(f"{out}/new", **named)
    assert (await chair.posts(f"{here}/changes", form)).headers["location"] == f"{out}?kept=applied"
    [one] = re.findall(rf'href="{out}/([0-9a-f]{{32}})"', (await chair.gets(out)).text)
    page = (await chair.gets(f"{out}/{one}")).text
    [hers] = re.findall(rf'value="({account} [^"]+)"', page)
    form = await chair.fills_in(f"{out}/{one}", **{"add:excluded_accounts__account": hers})
    assert (await chair.posts(f"{here}/changes", form)).headers["location"] == f"{out}?kept=applied"


def _told(answer: httpx.Response, discussion: str) -> tuple[int, dict[str, str], str]:
    """Everything of an answer that could tell her something, with the address she asked for taken out."""
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    said = {name: value.replace(discussion, "") for name, value in headers.items()}
    return answer.status_code, said, NEW.sub("", answer.text.replace(discussion, ""))


@pytest.mark.parametrize("route", OF_ONE, ids=lambda route: route.name)
async def test_every_address_of_it_answers_as_for_one_that_is_not_there(kept: Kept, route: Any) -> None:
    addresses = kept.addresses(route)
    assert addresses
    for path in addresses:
        answers = []
        for discussion in (kept.discussion, NOWHERE):
            asked = path.replace("{discussion}", discussion)
            form = [("nonce", "ab" * 16), ("person", await kept.nurse.own_id()), ("add:information/words", "Slept")]
            sent = kept.nurse.gets(asked) if route.method == "GET" else kept.nurse.posts(asked, form)
            answers.append(_told(await sent, discussion))
        assert answers[0] == answers[1]
        assert route.method != "GET" or answers[0][0] == 404


@pytest.mark.parametrize("route", OF_ALL, ids=lambda route: route.name)
async def test_no_list_count_or_page_of_hers_says_a_word_of_it(kept: Kept, route: Any) -> None:
    page = (await kept.nurse.gets(route.path)).text
    assert [one for one in [kept.discussion, *kept.words] if one in page] == []


async def test_a_pull_brings_nothing_and_a_push_is_held_as_of_one_that_is_not_there(kept: Kept) -> None:
    me = await kept.nurse.own_id()
    asked = {"person": me, "device": "device-excluded", "epoch": "", "cursor": ""}
    answer = (await kept.nurse.syncs("/sync/pull", json.dumps(asked).encode())).json()
    # The one word of it: an id, for a device that may have held it before.
    assert answer["gone"] == [kept.discussion]
    rest = json.dumps({key: part for key, part in answer.items() if key != "gone"})
    assert [one for one in [kept.discussion, *kept.words] if one in rest] == []


async def test_the_chair_sees_it_all_and_who_is_kept_out(kept: Kept, chair: Visitor) -> None:
    page = (await chair.gets(f"/discussions/{kept.discussion}/kept-out")).text
    assert "Kept out: Grace Adeyemi" in page
    assert "Rosalind" in (await chair.gets(f"/discussions/{kept.discussion}")).text
