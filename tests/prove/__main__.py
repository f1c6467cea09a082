"""`make prove`: every `prove_*.py` here, each with `figures()`. `python -m tests.prove engine` runs those named so."""

import sys
from pathlib import Path

from tests.bench.figures import run

sys.exit(run(Path(__file__).parent, "prove", sys.argv[1:]))
