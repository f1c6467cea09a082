"""Two stories at full length: axe at every shape of every page of everybody, and a worker stopped a hundred times."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.prove.planted import ROOT

STORIES = ["e2e/test_every_page_can_be_used_by_everybody.py", "e2e/test_the_worker_is_stopped.py"]
SAID = re.compile(r"(\d+) looks at \d+ kinds, (\d+) shapes")


def figures() -> Iterator[Figure]:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", *STORIES],
        cwd=ROOT,
        env=os.environ | {"SEENBY_LONG": "1"},
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
    yield Figure("long stories: exit code", done.returncode, "runs", 1, must=0)
