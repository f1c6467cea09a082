"""The way between a device and the server, which loses, repeats, delays and cuts as its dice say, and kills the server.

SYNC.md 2c, F1 to F6 and F20. Every answer of the server is written down, those too that no device ever saw.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, NoReturn

import httpx

from tests.prove.sync.device import Silence
from tests.prove.sync.history import History
from tests.prove.sync.served import Served

WEIGHTS = {
    "none": 50, "drop_request": 6, "drop_reply": 10, "duplicate": 6, "at_once": 5, "late": 6, "cut": 4, "portal": 4,
    "no_session": 4, "other_person": 4, "kill": 4, "restart": 3,
}  # fmt: skip
# A push of a few changes takes 10 to 60 ms: the kill falls before, between and after its transactions.
LONGEST_BEFORE_KILL = 0.06
Fault = Callable[[str, str, str], Awaitable[httpx.Response]]
# Only a fault makes it last so long.
PATIENCE = 60.0


class FaultyWire:
    """`cookies` by device; `calm` lets everything through; `next` is the fault of the next request, whatever else."""

    def __init__(self, served: Served, history: History, dice: random.Random, cookies: dict[str, str]) -> None:
        self.served = served
        self.history = history
        self.dice = dice
        self.cookies = cookies
        self.calm = False
        self.next = ""
        self.counts: Counter[str] = Counter()
        self._held: list[tuple[str, str, str]] = []
        self._client = httpx.AsyncClient(base_url=served.address, timeout=PATIENCE)

    async def send(self, device: str, path: str, body: str) -> Any:
        """The answer as JSON. Raises Silence."""
        fault = self.next or ("none" if self.calm else self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0])
        self.next = ""
        self.counts[fault] += 1
        self.history.add("fault", device=device, path=path, fault=fault)
        answer = await self._through(fault, device, path, body)
        if answer.headers.get("x-sync-proto") != "1":
            raise Silence("portal")
        try:
            return answer.json()
        except ValueError:
            raise Silence("cut") from None

    async def deliver_late(self, share: float = 1.0) -> None:
        """What was held on the way arrives now, after whatever was sent since; nobody waits for its answer."""
        held, self._held = self._held, []
        for one in held:
            if self.dice.random() >= share:
                self._held.append(one)
                continue
            try:
                await self._sent(*one)
            except Silence:
                continue

    async def close(self) -> None:
        await self._client.aclose()

    async def _through(self, fault: str, device: str, path: str, body: str) -> httpx.Response:
        does: Fault = getattr(self, f"_{fault}")
        return await does(device, path, body)

    async def _none(self, device: str, path: str, body: str) -> httpx.Response:
        return await self._sent(device, path, body)

    async def _drop_request(self, *_: str) -> NoReturn:
        raise Silence("drop_request")

    async def _drop_reply(self, device: str, path: str, body: str) -> NoReturn:
        await self._sent(device, path, body)
        raise Silence("drop_reply")

    async def _late(self, device: str, path: str, body: str) -> NoReturn:
        self._held.append((device, path, body))
        raise Silence("late")

    async def _portal(self, *_: str) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Type": "text/html"}, text="<p>Sign in to the ward's network</p>")

    async def _cut(self, device: str, path: str, body: str) -> httpx.Response:
        answer = await self._sent(device, path, body)
        half = answer.content[: self.dice.randrange(len(answer.content))]
        return httpx.Response(200, headers={"X-Sync-Proto": "1"}, content=half)

    async def _duplicate(self, device: str, path: str, body: str) -> httpx.Response:
        return self.dice.choice([await self._sent(device, path, body) for _ in range(2)])

    async def _at_once(self, device: str, path: str, body: str) -> httpx.Response:
        made = await asyncio.gather(*(self._sent(device, path, body) for _ in range(2)), return_exceptions=True)
        answers = [one for one in made if isinstance(one, httpx.Response)]
        if not answers:
            raise Silence("at_once")
        return self.dice.choice(answers)

    async def _no_session(self, device: str, path: str, body: str) -> httpx.Response:
        return await self._sent(device, path, body, cookie="")

    async def _other_person(self, device: str, path: str, body: str) -> httpx.Response:
        return await self._sent(device, path, body, cookie=self._somebody_elses(device))

    async def _kill(self, device: str, path: str, body: str) -> httpx.Response:
        going = asyncio.ensure_future(self._sent(device, path, body))
        await asyncio.sleep(self.dice.uniform(0, LONGEST_BEFORE_KILL))
        await asyncio.to_thread(self.served.kill_and_start)
        return await going

    async def _restart(self, device: str, path: str, body: str) -> httpx.Response:
        await asyncio.to_thread(self.served.kill_and_start)
        return await self._sent(device, path, body)

    async def _sent(self, device: str, path: str, body: str, cookie: str | None = None) -> httpx.Response:
        cookie = self.cookies[device] if cookie is None else cookie
        headers = {"Content-Type": "application/json", "X-Sync": "1", "Sec-Fetch-Site": "same-origin", "Cookie": cookie}
        try:
            # A lone surrogate goes as its escape; everything else is ASCII already.
            answer = await self._client.post(path, content=body.encode(), headers=headers)
        except httpx.HTTPError as problem:
            raise Silence(type(problem).__name__) from None
        if answer.status_code >= 500:
            self.history.add("broken", device=device, path=path, status=answer.status_code)
        if path.endswith("push") and answer.status_code == 200:
            self.history.add("reply", device=device, receipts=answer.json().get("receipts", []))
        return answer

    def _somebody_elses(self, device: str) -> str:
        own = self.cookies[device]
        return next((one for one in sorted(set(self.cookies.values())) if one != own), "")
