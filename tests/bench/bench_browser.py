"""What a person waits for, in a real Chromium over a real server: first visit, unlock, pages from the vault, saves."""

import asyncio
import re
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from e2e.people import CHROMIUM, shell
from e2e.server import Server
from server import store
from server.demo import PEOPLE, filling
from server.demo.cases import FIRST
from server.settings import Settings
from sync.messages import canonical
from tests.bench.bench_store import WORDS, note
from tests.bench.figures import Figure, percentile
from tests.bench.wire import Wire
from tests.folders import temporary_folder, temporary_home

HELD = 200
ENTRIES = 10_000
CASES = 3
TIMES = 200
ROUND = 20
UNLOCKS = 12
# What of it is this browser's and this machine's own.
NOTHING = "a page for which the vault is not read"
PASSPHRASE = "marble kettle orbit thicket"
KIB = 1024

# Chromium's own word: when the first thing was painted after the navigation began.
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
# From the submit to the answer, which comes only after the strict transaction is complete.
SAVE = """async ([path, page, fields]) => {
  const body = new URLSearchParams(fields)
  const began = performance.now()
  const answer = await fetch(path, {method: 'POST', body, redirect: 'manual'})
  return answer.type === 'opaqueredirect' ? performance.now() - began : -1
}"""
# Until the exchange that the sign of a network asks for has told the page how it ended.
PULLED = """() => new Promise((done) => {
  navigator.serviceWorker.addEventListener('message', ({data}) => { if (data.kind === 'status') done(data.status) })
  window.dispatchEvent(new Event('online'))
})"""
STRETCH = """() => new Promise((done) => {
  const worker = new Worker(trustedTypes.defaultPolicy.createScriptURL('/static/kdf.js'))
  const began = performance.now()
  worker.onmessage = () => { worker.terminate(); done(performance.now() - began) }
  worker.postMessage({passphrase: 'x'.repeat(28),
    parameters: {alg: 'argon2id', v: 19, m: 65536, t: 3, p: 1, salt: new Uint8Array(16)}})
})"""


def figures() -> Iterator[Figure]:
    with temporary_home() as home, _serving(home) as server:
        asyncio.run(_fill(Settings(home=home)))
        yield _first_visit(server)
        with _browser() as context:
            page = context.pages[0]
            _enrol(page, server)
            yield from _unlocks(page, server)
            discussion = _first_discussion(page)
            yield from _pages(context, page, server, discussion)
            yield _saves(page, server, discussion)
            # Playwright has this thread's loop.
            with ThreadPoolExecutor() as apart:
                apart.submit(asyncio.run, _write(Settings(home=home))).result()
            yield _cold(context, page, server)


@contextmanager
def _serving(home: Path) -> Iterator[Server]:
    server = Server(home)
    server.start()
    try:
        yield server
    finally:
        server.stop()


async def _fill(settings: Settings) -> None:
    """The chair holds 200 and more: the demo cases, opened again and again."""
    now = datetime.now(UTC)
    async with store.opened(settings, most=4):
        for _ in range(HELD // CASES):
            await filling.add(now, FIRST)


async def _write(settings: Settings) -> None:
    """As much again in each as a long case has."""
    now = datetime.now(UTC)
    async with store.opened(settings, most=4):
        async with store.as_person(None, now):
            chair = await store.account("chair@demo.seenby")
        assert chair is not None
        async with store.as_person(chair.id, now):
            held = [found["id"] for found in await store.discussions(chair)]
        for discussion in held:
            notes = [note(chair, discussion) for _ in range(ENTRIES // HELD)]
            receipts = await store.apply(chair, "bench", [canonical(msgspec.to_builtins(one)) for one in notes], now)
            assert {one.status for one in receipts} == {"applied"}, receipts


@contextmanager
def _browser() -> Iterator[BrowserContext]:
    with temporary_folder("bench") as profile, sync_playwright() as running:
        context = running.chromium.launch_persistent_context(
            profile,
            executable_path=shell(),
            headless=True,
            args=CHROMIUM,
            viewport=ViewportSize(width=360, height=740),
        )
        try:
            yield context
        finally:
            context.close()


def _first_visit(server: Server) -> Figure:
    """The sign-in page, and everything the worker fetches before it is ready."""
    wire = Wire(server.port)
    wire.start()
    with _browser() as context:
        page = context.pages[0]
        page.goto(f"{wire.address}/sign-in")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(2_000)
    wire.stop()
    return Figure("first visit, all bytes over the wire", round(wire.down / KIB, 1), "KiB", 1, budget=150)


def _enrol(page: Page, server: Server) -> None:
    chair = next(one for one in PEOPLE if one.key == "chair")
    page.goto(f"{server.address}/sign-in")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.locator("[name=login]").fill(chair.login)
    page.locator("[name=password]").fill(chair.password)
    page.locator("form[action='/sign-in'] button").click()
    page.wait_for_url(re.compile("/set-up"))
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.locator("[name=again]").fill(PASSPHRASE)
    page.locator("form[data-set-up] button[type=submit]").click()
    page.wait_for_url(f"{server.address}/", timeout=60_000)
    page.goto(f"{server.address}/every-child")
    held = page.locator("#main a[href^='/discussions/']").count()
    assert held >= HELD, f"only {held} rows are held"


def _unlocks(page: Page, server: Server) -> Iterator[Figure]:
    """What an unlock takes beyond its Argon2id, from the press of the button to the page that follows."""
    beyond = []
    stretches = []
    for _ in range(UNLOCKS):
        page.goto(f"{server.address}/on-this-device")
        stretches.append(float(page.evaluate(STRETCH)))
        page.locator("form[action='/lock'] button").click()
        page.wait_for_url(re.compile("/unlock"), wait_until="load")
        page.locator("[name=passphrase]").fill(PASSPHRASE)
        began = time.perf_counter()
        page.locator("form[data-unlock] button[type=submit]").click()
        page.wait_for_url(f"{server.address}/on-this-device", wait_until="commit")
        beyond.append((time.perf_counter() - began) * 1000 - stretches[-1])
    yield Figure("Argon2id 64 MiB, t=3, median", round(statistics.median(stretches)), "ms", UNLOCKS, budget=1_000)
    yield Figure("unlock beyond Argon2id, median", round(statistics.median(beyond)), "ms", UNLOCKS, budget=150)


def _first_discussion(page: Page) -> str:
    page.goto("/".join(page.url.split("/")[:3]) + "/")
    link = page.locator("#main a[href^='/discussions/']").first.get_attribute("href")
    # What stands first may be a page of the discussion, an action for one.
    found = re.match(r"/discussions/\w+", link or "")
    assert found is not None
    return found.group()


def _pages(context: BrowserContext, page: Page, server: Server, discussion: str) -> Iterator[Figure]:
    """By turns, a round of each: what else the machine does falls on all alike. The first round is not counted."""
    places = {"a discussion from the vault": discussion, "Tonight from the vault": "/", NOTHING: "/unlock"}
    painted: dict[tuple[str, str], list[float]] = {(name, on): [] for on in ("on", "off") for name in places}
    for counted in (False, *[True] * (TIMES // ROUND)):
        for (name, network), times in painted.items():
            context.set_offline(network == "off")
            found = [_painted(page, f"{server.address}{places[name]}") for _ in range(ROUND)]
            times.extend(found if counted else [])
    context.set_offline(False)
    for (name, network), times in painted.items():
        figure = round(percentile(times, 0.95))
        yield Figure(f"open {name}, network {network}, p95", figure, "ms", len(times), budget=100)


def _painted(page: Page, address: str) -> float:
    page.goto(address, wait_until="load")
    for _ in range(100):
        painted = float(page.evaluate(PAINTED))
        if painted >= 0:
            return painted
        page.wait_for_timeout(5)
    raise AssertionError(f"{address} was never painted")


def _cold(context: BrowserContext, page: Page, server: Server) -> Figure:
    """The worker forgets everything; the page hands the key over and the vault is read from the disk."""
    page.goto(f"{server.address}/")
    page.evaluate(PULLED)
    page.goto(f"{server.address}{_first_discussion(page)}")
    assert page.get_by_text(WORDS[:40]).count() >= ENTRIES // HELD, "the device does not hold what was written"
    devtools: CDPSession = context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    times = []
    for _ in range(UNLOCKS):
        devtools.send("ServiceWorker.stopAllWorkers")
        page.wait_for_timeout(200)
        times.append(_painted(page, f"{server.address}/"))
    name = f"{ENTRIES} entries, the worker was stopped: to the 50 most pressing, median"
    return Figure(name, round(statistics.median(times)), "ms", UNLOCKS, budget=400)


def _saves(page: Page, server: Server, discussion: str) -> Figure:
    page.goto(f"{server.address}{discussion}/note")
    person = page.locator("body").get_attribute("data-person")
    times = []
    for number in range(TIMES):
        fields = [
            ["person", person], ["nonce", f"{number:032x}"], ["page", f"{discussion}/note"], ["next", discussion],
            ["add:information/kind", "observation"], ["add:information/tonight", "no"],
            ["add:information/words", "Settled, fed well at six."],
        ]  # fmt: skip
        times.append(float(page.evaluate(SAVE, [f"{discussion}/changes", "", fields])))
    assert min(times) > 0, "a save was not answered by a 303"
    return Figure("save: submit to strict commit, p95", round(percentile(times, 0.95), 1), "ms", TIMES, budget=50)
