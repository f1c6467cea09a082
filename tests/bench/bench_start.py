"""How long until somebody can be served: from nothing (database and invented cases made), and again."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from e2e.server import Server
from tests.bench.figures import Figure
from tests.folders import temporary_home

RUNS = 3


def figures() -> Iterator[Figure]:
    """DESIGN.md section 6: the first start of everything within 5 s of the installation."""
    first, again = [], []
    for _ in range(RUNS):
        with temporary_home() as home:
            first.append(_start(home))
            again.append(_start(home))
    yield Figure("first start to health, median", round(statistics.median(first), 2), "s", RUNS, budget=5)
    yield Figure("later start to health, median", round(statistics.median(again), 2), "s", RUNS, budget=5)


def _start(home: Path) -> float:
    server = Server(home)
    began = time.monotonic()
    server.start()
    try:
        return time.monotonic() - began
    finally:
        server.stop()
