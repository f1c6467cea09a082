"""Procedure files spoiled in every way: the checker uses or refuses each, in sentences, and never crashes."""

import sys
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.procedures.mutant_checks import crashes
from tests.prove.planted import Bug, copy, is_red

FILES, BATCH = 20_000, 2_000
# Words taken for granted: any value at all is then passed on as if somebody had written it in quotation marks.
TAKEN = Bug(
    "words taken for granted",
    "server/domain/procedure_words.py",
    """    if not isinstance(value, str):
        raise Fault(f"{key} is not words.")
""",
    "",
)
MUTANTS = "tests/procedures/test_mutants.py"


def figures() -> Iterator[Figure]:
    found, used = [], 0
    for seed in range(1, FILES // BATCH + 1):
        more, ended = crashes(seed, BATCH)
        found += more
        used += ended["used"]
    for crash in found[:5]:
        print(crash, file=sys.stderr)
    yield Figure("spoiled procedure files that crash the checker", len(found), "files", FILES, must=0)
    yield Figure("spoiled files still used", used / FILES, "of files", FILES, budget=0.03, more_is_better=True)
    with copy() as place:
        red = int(is_red(place, TAKEN, MUTANTS, because="TypeError"))
        yield Figure("spoiled files read by a checker that takes words for granted: red", red, "runs", 1, must=1)
