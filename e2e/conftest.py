"""One server and one Chromium a test process, fresh cases for each story file, people as the story needs them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from e2e import behind, people
from e2e.server import Server
from tests.folders import temporary_folder, temporary_home

expect.set_options(timeout=people.PATIENCE)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    return people.chromium()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = playwright.chromium.launch(
        executable_path=people.shell(), headless=True, args=people.CHROMIUM, timeout=people.LAUNCH
    )
    yield running
    running.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with temporary_home() as home:
        running = Server(home)
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="module")
def seenby(server: Server) -> Server:
    """A running Seenby whose invented cases nobody has touched."""
    if server.process is None:
        server.start()
    server.lets_the_day_turn()
    behind.renews_the_cases(server)
    return server


@pytest.fixture
def meet(playwright: Playwright, chromium: str, browser: Browser, seenby: Server) -> Iterator[people.Meet]:
    """`meet("ward_nurse")`: each call is another device; `profile=` is one on the disk, new or used before."""
    met: list[people.Someone] = []

    def someone(role: str, profile: Path | None = None, **more: object) -> people.Someone:
        options = people.OPTIONS | more
        if profile is None:
            context = browser.new_context(**options)
        else:
            context = playwright.chromium.launch_persistent_context(
                profile,
                executable_path=chromium,
                headless=True,
                args=people.CHROMIUM,
                timeout=people.LAUNCH,
                **options,
            )
        met.append(people.meet(context, seenby, role, profile))
        return met[-1]

    yield someone
    for one in met:
        one.leaves()


@pytest.fixture
def profile() -> Iterator[Path]:
    """A browser's own folder on the disk, for who must come back to it."""
    with temporary_folder("profile") as folder:
        yield folder
