"""What a browser does to a page of ours, brought about: its script deaf, late or passed by, its worker stopped."""

import contextlib
import time
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

# Only a fault makes it last so long.
STOP_SECONDS = 60
PAUSE_SECONDS = 0.02

# For `add_init_script`: a page that was put aside, and is told of no lock.
DEAF = "navigator.serviceWorker.addEventListener('message', (event) => event.stopImmediatePropagation())"

# No submit event: nothing of the page's own stands by.
PLAIN_POST = "() => { HTMLFormElement.prototype.submit.call(document.querySelector('form[data-draft]')) }"


# The page's own question was asked before this one, so it has its answer too.
ASKED = """() => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(true)
    navigator.serviceWorker.controller.postMessage({ kind: 'key?' }, [port2])
})"""


def busy(seconds: int) -> str:
    """For `add_init_script`: a slow phone, on which nothing of the page's script can run, or hear, at first."""
    return f"{{ const until = Date.now() + {seconds * 1000}; while (Date.now() < until); }}"


def later(context: BrowserContext, minutes: int) -> None:
    """By so many minutes for the worker, by both of its clocks; the page's own is `page.clock`."""
    for worker in context.service_workers:
        worker.evaluate(
            """(ms) => {
              for (const clock of [Date, performance]) {
                const real = clock.now.bind(clock)
                clock.now = () => real() + ms
              }
            }""",
            minutes * 60_000,
        )


def tools_of(page: Page) -> CDPSession:
    tools = page.context.new_cdp_session(page)
    tools.send("ServiceWorker.enable")
    return tools


def holds_the_key(page: Page) -> None:
    """Until what the worker keeps in memory is this page's too: no browser stops a worker in the blink between its
    answer to a navigation and to the page's first question."""
    page.evaluate(ASKED)


def stops_the_worker(tools: CDPSession) -> None:
    """Until Chromium says that it runs no more."""
    with contextlib.ExitStack() as stack:
        told: list[str] = []

        def hear(said: dict[str, Any]) -> None:
            told.extend(one["runningStatus"] for one in said["versions"])

        tools.on("ServiceWorker.workerVersionUpdated", hear)
        stack.callback(tools.remove_listener, "ServiceWorker.workerVersionUpdated", hear)
        tools.send("ServiceWorker.stopAllWorkers")
        deadline = time.monotonic() + STOP_SECONDS
        while "stopped" not in told:
            assert time.monotonic() < deadline, told
            # The processor is the browser's; what it says is heard while something is sent.
            time.sleep(PAUSE_SECONDS)
            tools.send("ServiceWorker.enable")
