"""One server a story file; people are met as the story needs them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from e2e import people
from e2e.server import Server

expect.set_options(timeout=people.PATIENCE)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("SEENBY_CHROMIUM") or shutil.which("chromium")
    assert found, "Chromium is missing: run `make test`, which installs it or says how."
    return found


@pytest.fixture(scope="module")
def seenby() -> Iterator[Server]:
    """A fresh Seenby with the demo people and cases."""
    home = Path(tempfile.mkdtemp(prefix="seenby-e2e-"))
    home.chmod(0o711)
    server = Server(home)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def meet(playwright: Playwright, chromium: str, seenby: Server) -> Iterator[people.Meet]:
    """`meet("ward_nurse")`: each call is another device; `profile=` goes back to one."""
    folder = Path(tempfile.mkdtemp(prefix="seenby-profiles-"))
    met: list[people.Someone] = []

    def someone(role: str, profile: Path | None = None, **options: object) -> people.Someone:
        place = profile or folder / f"{role}-{len(met)}"
        met.append(people.meet(playwright, chromium, seenby, place, role, **options))
        return met[-1]

    yield someone
    for one in met:
        one.leaves()
    shutil.rmtree(folder, ignore_errors=True)
