"""`make bench`: every `bench_*.py` here, each with `figures()`. `python -m tests.bench store` runs those named so."""

import sys
from pathlib import Path

from tests.bench.figures import run

sys.exit(run(Path(__file__).parent, "bench", sys.argv[1:]))
