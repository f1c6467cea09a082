"""Who is let in, from where, and with which headers."""

import gzip
import re
from typing import Any

import pytest

from server.app import create_app
from server.handlers import places
from server.requests import MOST_BODY_BYTES
from server.settings import Settings
from sync.registry import headers, sitemap
from tests.handlers.conftest import Visitor

ASKING = [route for route in sitemap() if route.policy != "public"]


def _address(path: str) -> str:
    return path.replace("{discussion}", "d" * 25).replace("{child}", "c1").replace("{difference}", "e" * 32)


@pytest.mark.parametrize("route", ASKING, ids=lambda route: route.name)
async def test_without_a_session_nothing_is_shown_and_nothing_taken(visitor: Visitor, route: Any) -> None:
    path = _address(route.path)
    if route.path.startswith("/sync/"):
        assert (await visitor.syncs(path, b"{}")).status_code == 401
    else:
        answer = await (visitor.gets(path) if route.method == "GET" else visitor.posts(path, []))
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=/")


def test_every_route_of_the_application_is_in_the_sitemap(settings: Settings) -> None:
    routes = create_app(settings).routes
    known = {route.name for route in sitemap()}
    made = {handler.name for route in routes for handler in getattr(route, "route_handlers", [])}
    assert made - {None} == known
    assert all("route" in h.opt for r in routes for h in getattr(r, "route_handlers", []) if h.name)


@pytest.mark.parametrize(
    "sent",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://elsewhere.test"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://seenby.test"},
        {},
    ],
)
async def test_a_form_from_elsewhere_is_refused(visitor: Visitor, sent: dict[str, str]) -> None:
    answer = await visitor.posts("/sign-in", [("login", "nurse@demo.seenby"), ("password", "x")], sent)
    assert answer.status_code == 403


async def test_where_fetch_metadata_is_missing_our_own_origin_counts(visitor: Visitor) -> None:
    answer = await visitor.posts("/sign-in", [("login", "x"), ("password", "x")], {"Origin": "http://seenby.test"})
    assert answer.headers["location"].startswith("/sign-in?failed=known")


@pytest.mark.parametrize("missing", ["X-Sync", "Content-Type"])
async def test_a_push_that_a_plain_form_could_make_is_refused(nurse: Visitor, missing: str) -> None:
    assert (await nurse.syncs("/sync/push", b"{}", **{missing: "text/plain"})).status_code == 403


async def test_every_page_and_every_error_has_every_header(nurse: Visitor) -> None:
    for path in ("/", "/sign-in", "/on-this-device", "/nowhere", "/discussions/none", "/health"):
        answer = await nurse.gets(path)
        assert {name: answer.headers.get(name) for name in headers()} == headers(), path


async def test_a_session_named_beforehand_is_not_the_one_that_is_opened(visitor: Visitor) -> None:
    visitor.cookies["__Host-sid"] = "attackerchosen"
    await visitor.signs_in("ward_nurse")
    assert visitor.cookies["__Host-sid"] != "attackerchosen"
    other = Visitor(visitor.client, {"__Host-sid": "attackerchosen"})
    assert (await other.gets("/")).status_code == 303


async def test_signing_out_ends_the_session_on_the_server(nurse: Visitor) -> None:
    before = dict(nurse.cookies)
    await nurse.posts("/sign-out", [])
    assert (await Visitor(nurse.client, before).gets("/")).status_code == 303


async def test_a_wrong_password_and_an_unknown_address_are_told_alike(visitor: Visitor) -> None:
    wrong = await visitor.posts("/sign-in", [("login", "nurse@demo.seenby"), ("password", "wrong")])
    unknown = await visitor.posts("/sign-in", [("login", "nobody@demo.seenby"), ("password", "wrong")])
    assert wrong.headers["location"] == unknown.headers["location"]


async def test_after_several_wrong_tries_the_person_is_told_to_wait(visitor: Visitor) -> None:
    tries = [("login", "edt@demo.seenby"), ("password", "wrong")]
    for _ in range(4):
        await visitor.posts("/sign-in", tries)
    answer = await visitor.posts("/sign-in", tries)
    assert answer.headers["location"].startswith("/sign-in?failed=wait&seconds=")
    assert re.search(r"Wait \d+ seconds?, then try again", (await visitor.gets(answer.headers["location"])).text)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("1", "1 second"),
        ("8", "8 seconds"),
        ("128", "3 minutes"),
        ("", "5 minutes"),
        ("9" * 5000, "5 minutes"),
        ("-1", "5 minutes"),
    ],
)
async def test_whoever_must_wait_is_told_how_long(visitor: Visitor, said: str, wait: str) -> None:
    assert f"Wait {wait}, then" in (await visitor.gets(f"/sign-in?failed=wait&seconds={said}")).text


async def test_another_persons_device_is_given_nothing(nurse: Visitor, chair: Visitor) -> None:
    me = {who: (await one.gets("/")).text.split('data-person="')[1][:36] for who, one in (("n", nurse), ("c", chair))}
    asked = '{"person":"%s","device":"dshared1","epoch":"","cursor":""}'
    assert (await nurse.syncs("/sync/pull", (asked % me["n"]).encode())).status_code == 200
    assert (await chair.syncs("/sync/pull", (asked % me["c"]).encode())).status_code == 403
    assert (await chair.syncs("/sync/pull", (asked % me["n"]).encode())).json() == {"error": "other_person"}


async def test_a_push_nested_thousands_deep_is_refused_and_nothing_breaks(nurse: Visitor) -> None:
    assert (await nurse.syncs("/sync/push", b"[" * 100_000)).status_code == 400


async def test_what_is_zipped_is_read_as_if_it_were_not(nurse: Visitor) -> None:
    me = (await nurse.gets("/")).text.split('data-person="')[1][:36]
    zipped = gzip.compress(b'{"person":"%s","device":"dzipped1","epoch":"","cursor":""}' % me.encode())
    too_much = gzip.compress(b" " * MOST_BODY_BYTES + b"{}")
    for body, status in ((zipped, 200), (zipped[:-9], 400), (b"not zipped", 400), (too_much, 413)):
        answer = await nurse.syncs("/sync/pull", body, **{"Content-Encoding": "gzip"})
        assert answer.status_code == status


@pytest.mark.parametrize("path", ["/sw.js", "/static/app.css"])
async def test_what_the_build_packed_is_sent_as_packed_as_the_browser_can_open_it(visitor: Visitor, path: str) -> None:
    plain = await visitor.client.get(path, headers={"Accept-Encoding": "identity"})
    for accepted, encoding in (("gzip, deflate, br, zstd", "br"), ("gzip", "gzip")):
        async with visitor.client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
            packed = b"".join([part async for part in answer.aiter_raw()])
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == (encoding, "Accept-Encoding")
        assert len(packed) < len(plain.content) / 3
        assert answer.headers["etag"] == plain.headers["etag"]
    again = await visitor.client.get(path, headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_only_a_style_sheet_that_is_asked_for_by_its_own_name_is_kept_without_asking(visitor: Visitor) -> None:
    named = re.search(r'href="(/static/app.css\?v=[0-9a-f]{12})"', (await visitor.client.get("/sign-in")).text)
    assert named is not None
    for path, kept in ((named[1], True), (f"{named[1][:-1]}x", False), ("/static/app.css", False), ("/sw.js", False)):
        said = (await visitor.client.get(path)).headers["cache-control"]
        assert said == ("public, max-age=31536000, immutable" if kept else "no-cache"), path


async def test_a_discussion_out_of_reach_looks_like_one_that_is_not_there(nurse: Visitor, chair: Visitor) -> None:
    page = (await chair.gets("/")).text
    mine = (await nurse.gets("/")).text
    all_ = {re.split('["#/]', part)[0] for part in page.split('href="/discussions/')[1:]}
    hidden = next(one for one in all_ if one not in mine)
    there, absent = await nurse.gets(f"/discussions/{hidden}"), await nurse.gets(f"/discussions/{'0' * 25}")
    assert (there.status_code, there.text) == (absent.status_code, absent.text) == (404, absent.text)


@pytest.mark.parametrize(
    "path", ["//evil.test/", "https://evil.test", "/sign-out", "/static/x.js", "", "/discussions/../x"]
)
def test_a_form_leads_only_to_our_own_pages(path: str) -> None:
    assert places.own(path, "/") == "/"
