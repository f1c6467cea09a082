"""axe looks at every shape of every page of every person: `make test` looks once at each kind."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.prove.planted import ROOT

STORY = "e2e/test_every_page_can_be_used_by_everybody.py"
SAID = re.compile(r"(\d+) looks at \d+ kinds, (\d+) shapes")


def figures() -> Iterator[Figure]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", STORY],
        cwd=ROOT,
        env=os.environ | {"SEENBY_EVERY_SHAPE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = SAID.search(done.stdout)
    looks, shapes = (int(number) for number in found.groups()) if found else (0, 0)
    if done.returncode:
        print(done.stdout[-4000:], file=sys.stderr)
    yield Figure(
        "looks of axe, on a phone, wide and in the dark", looks, "looks", shapes, budget=300, more_is_better=True
    )
    yield Figure("stories of axe that failed", done.returncode, "runs", 1, must=0)
