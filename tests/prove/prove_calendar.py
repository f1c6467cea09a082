"""Working days counted a second time, by another library: they agree, and would not if a bank holiday were worked."""

import sys
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.domain.second_calendar import disagreements
from tests.prove.planted import Bug, copy, is_red

PAIRS = 100_000
WORKED = Bug(
    "a bank holiday is worked", "sync/working_days.py", "and number not in holidays", "and number not in days[:0]"
)
CALENDAR = "tests/domain/test_calendar.py"


def figures() -> Iterator[Figure]:
    found = disagreements(seed=1, count=PAIRS)
    for said in found[:3]:
        print(said, file=sys.stderr)
    yield Figure(
        "starts and numbers of working days on which another library differs", len(found), "pairs", PAIRS, must=0
    )
    with copy() as place:
        red = int(is_red(place, WORKED, CALENDAR, because="test_another_library"))
        yield Figure("working days counted with bank holidays worked: red", red, "runs", 1, must=1)
