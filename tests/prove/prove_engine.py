"""The engine over many random cases: the twins agree, and yes never puts a date back.

`make prove` runs the default; `python -m tests.prove.prove_engine --cases 20000 --seed 7` as many as one likes.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.bench.figures import Figure
from tests.prove.planted import Bug, copy, is_red
from tests.sync.engine_checks import disagreements, put_back, shares_of_all

CASES = 200_000
# Of an answer turned to yes, for so many cases one.
FLIPPED = 4
# Nearly every state that each clock of the five procedures and of the invented ones can have.
STATES = 440
AFTER = "let number = {}\n  let left = amount\n"
SHIFTED = Bug("a twin shifted by a day", "sync/working_days.ts", AFTER.format("start"), AFTER.format("start + 1"))
AGREE = "tests/sync/test_engine.py"
BATCH = 2_000


def figures(cases: int = CASES, seed: int = 1) -> Iterator[Figure]:
    batches = max(1, cases // BATCH)
    size = min(cases, BATCH)
    found = shares_of_all(seed, size)
    rarest, share = min(found.items(), key=lambda pair: pair[1])
    yield Figure(
        f"share of cases in the rarest rule and state ({rarest})",
        round(share, 4),
        "of cases",
        size,
        budget=0.001,
        more_is_better=True,
    )
    yield Figure("rules and states met with", len(found), "pairs", size, budget=STATES, more_is_better=True)
    yield told("random cases on which Python and TypeScript differ", disagreements, range(seed, seed + batches), size)
    flips = range(seed, seed + max(1, batches // FLIPPED))
    yield told("random cases in which a yes put a date back", put_back, flips, size)
    with copy() as place:
        yield Figure("twins compared, one shifted by a day: red", int(is_red(place, SHIFTED, AGREE)), "runs", 1, must=1)


def told(name: str, check: Callable[[int, int], list[str]], seeds: range, size: int) -> Figure:
    """`check` on a batch for each seed, as many at once as there are cores."""
    with ProcessPoolExecutor() as cores:
        found = [case for batch in cores.map(check, seeds, [size] * len(seeds)) for case in batch]
    for case in found[:3]:
        print(case, file=sys.stderr)
    return Figure(name, len(found), "cases", len(seeds) * size, must=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = list(figures(options.cases, options.seed))
    for figure in made:
        print(figure.line())
    sys.exit(not all(figure.ok for figure in made))
