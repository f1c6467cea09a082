"""What a nurse wrote in a night with no signal, sent over a ward's link: DESIGN.md section 6, 250 kbit/s and 800 ms."""

import secrets
import statistics
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from e2e.people import CHROMIUM, OPTIONS, ROSIE, Someone, meet, shell
from e2e.server import Server
from tests.bench.figures import Figure
from tests.bench.wire import Slow, Wire
from tests.folders import temporary_home

QUEUED = 50
TIMES = 5
LINK = Slow(bytes_a_second=250_000 / 8, round_trip=0.8)
KIB = 1024
WORDS = "Settled after pain relief, fed well at six, mother stayed by the cot. Bruise on the left arm, seen at ten."
SAVE = """async ([here, person, nonce, words]) => {
  const body = new URLSearchParams([['person', person], ['nonce', nonce], ['page', `${here}/note`], ['next', here],
    ['add:information/kind', 'observation'], ['add:information/tonight', 'no'], ['add:information/words', words]])
  return (await fetch(`${here}/changes`, {method: 'POST', body, redirect: 'manual'})).type
}"""
# From the sign that the network is back until the device holds a receipt for each: the page of this device says so.
SENT = """async () => {
  const began = performance.now()
  window.dispatchEvent(new Event('online'))
  for (;;) {
    const page = await (await fetch('/on-this-device')).text()
    if (page.includes('Nothing is waiting.')) return (performance.now() - began) / 1000
    await new Promise((later) => setTimeout(later, 10))
  }
}"""


def figures() -> Iterator[Figure]:
    with temporary_home() as home:
        server = Server(home)
        server.start()
        wire = Wire(server.port)
        wire.start()
        try:
            seconds, up = _measured(server, wire)
        finally:
            wire.stop()
            server.stop()
    yield Figure(
        f"{QUEUED} queued changes, 250 kbit/s, 800 ms: until each is received", seconds, "s", TIMES, budget=2.2
    )
    yield Figure(f"{QUEUED} queued changes: up the wire", up, "KiB", TIMES, budget=20)


def _measured(server: Server, wire: Wire) -> tuple[float, float]:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shell(), headless=True, args=CHROMIUM)
        link = Server(server.home, port=int(wire.address.rpartition(":")[2]))
        nurse = meet(browser.new_context(**OPTIONS), link, "ward_nurse", None)
        nurse.enrols()
        nurse.opens_rosie()
        times, bytes_up = zip(*(_sent(nurse, wire) for _ in range(TIMES)), strict=True)
        browser.close()
    return round(statistics.median(times), 2), round(statistics.median(bytes_up) / KIB, 1)


def _sent(nurse: Someone, wire: Wire) -> tuple[float, int]:
    here = "/".join(nurse.page.url.split("/")[:5]).removeprefix(nurse.server.address)
    person = nurse.page.locator("body").get_attribute("data-person")
    nurse.loses_signal()
    for number in range(QUEUED):
        said = nurse.page.evaluate(SAVE, [here, person, secrets.token_hex(16), f"{ROSIE} {number}. {WORDS}"])
        assert said == "opaqueredirect", said
    before, wire.slow = wire.up, LINK
    nurse.has_signal_again()
    took = float(nurse.page.evaluate(SENT))
    up, wire.slow = wire.up - before, None
    nurse.hears_from_the_server()
    return took, up
