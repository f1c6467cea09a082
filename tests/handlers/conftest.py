"""The whole application with the invented people and cases, and people who use plain forms."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

import httpx
import pytest

from server import store
from server.app import create_app
from server.demo import PEOPLE
from server.demo.cases import FIRST
from server.demo.filling import fill
from server.settings import Settings

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Visitor:
    """One browser with no script; it keeps its cookie and follows nothing by itself."""

    client: httpx.AsyncClient
    cookies: dict[str, str] = field(default_factory=dict)

    async def gets(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers | self._cookie, follow_redirects=False)

    async def posts(
        self, path: str, fields: list[tuple[str, str]], headers: dict[str, str] | None = None
    ) -> httpx.Response:
        form = {"Content-Type": "application/x-www-form-urlencoded"} | (SAME_ORIGIN if headers is None else headers)
        return await self._sent(path, urlencode(fields).encode(), form)

    async def syncs(self, path: str, body: bytes, **headers: str) -> httpx.Response:
        given = {"Content-Type": "application/json", "X-Sync": "1"} | SAME_ORIGIN | headers
        return await self._sent(path, body, given)

    async def signs_in(self, role: str) -> "Visitor":
        person = next(one for one in PEOPLE if one.role == role)
        answer = await self.posts("/sign-in", [("login", person.login), ("password", person.password), ("next", "/")])
        assert answer.status_code == 303, answer.text
        return self

    async def fills_in(self, path: str, **answers: str) -> list[tuple[str, str]]:
        """The form of this page as printed, hidden fields and all, with these answers and no others."""
        page = (await self.gets(path)).text
        form = next(f for f in re.findall(r"<form.*?</form>", page, re.DOTALL) if "/changes" in f)
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
        return [(name, _text(value)) for name, value in hidden] + [
            (n.replace("__", "/"), v) for n, v in answers.items()
        ]

    async def own_id(self) -> str:
        found = re.search(r'<body data-person="([^"]+)"', (await self.gets("/")).text)
        assert found is not None
        return found[1]

    async def first_discussion(self) -> str:
        found = re.search(r'href="(/discussions/[^"#/]+)', (await self.gets("/")).text)
        assert found is not None
        return found[1]

    async def discussions(self) -> set[str]:
        return set(re.findall(r'href="(/discussions/[^"#/]+)', (await self.gets("/")).text))

    async def _sent(self, path: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
        answer = await self.client.post(path, content=body, headers=headers | self._cookie, follow_redirects=False)
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    @property
    def _cookie(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}


@pytest.fixture(scope="module")
async def client(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    # In this loop and without the application's own start-up: the store's pool belongs to one loop.
    # httpx and Litestar each spell out the ASGI types in their own words.
    transport = httpx.ASGITransport(cast("Any", create_app(settings)))
    async with store.opened(settings), httpx.AsyncClient(transport=transport, base_url="http://seenby.test") as client:
        await fill(settings.clock(), FIRST)
        yield client


@pytest.fixture
def visitor(client: httpx.AsyncClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
async def nurse(client: httpx.AsyncClient) -> Visitor:
    return await Visitor(client).signs_in("ward_nurse")


@pytest.fixture
async def chair(client: httpx.AsyncClient) -> Visitor:
    return await Visitor(client).signs_in("team_manager")


def _text(escaped: str) -> str:
    for entity, sign in (("&#34;", '"'), ("&quot;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        escaped = escaped.replace(entity, sign)
    return escaped
