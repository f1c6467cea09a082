"""Stories that can be longer: `make test` runs them short, `python -m tests.prove stories` as long as was asked."""

import os

LONG = os.environ.get("SEENBY_LONG") == "1"
