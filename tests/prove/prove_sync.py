"""The sync under every fault we know to make: nothing lost, nothing doubled, nothing overwritten unseen (SYNC.md 2b).

`make prove` runs the default, `make prove PROVE_RUNS=500` more; one seed again: `python -m tests.prove.prove_sync
--runs 1 --seed 7`, with a bug planted: `--mutant last_write_wins` (red is what one hopes for then).
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.figures import Figure
from tests.prove.sync.checker import Problem
from tests.prove.sync.faults import WEIGHTS
from tests.prove.sync.mutants import MUTANTS
from tests.prove.sync.served import Served, served
from tests.prove.sync.walk import STEPS, Ran, run

RUNS = int(os.environ.get("PROVE_RUNS", "30"))
# Seeds that a mutant may live through before it counts as not found.
LIVES = 24
# Fewer runs than this say nothing of shares.
MANY = 10
STATUSES = ("applied", "same", "conflict", "quarantined", "needs_upgrade")
RULES = {
    "I1": "lost changes",
    "I2": "changes that count twice",
    "I3": "answers overwritten unseen",
    "I6": "gaps in what devices are shown",
}


@dataclass
class Tally:
    """What all runs came to."""

    runs: int = 0
    steps: int = 0
    kills: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, ran: Ran) -> None:
        self.runs += 1
        self.steps += ran.steps
        self.kills += ran.kills
        self.problems.update(_rule(problem) for problem in ran.problems)
        self.statuses += ran.statuses
        self.faults += ran.faults


def figures(
    runs: int = RUNS, steps: int = STEPS, seed: int = 1, mutant: str = "", mutants: tuple[str, ...] = MUTANTS
) -> Iterator[Figure]:
    with served() as server, tempfile.TemporaryDirectory(prefix="seenby-prove-") as folder:
        tally = Tally()
        server.plant(mutant)
        for one in range(seed, seed + runs):
            ran = run(server, Path(folder), one, steps=steps, mutant=mutant)
            tally.add(ran)
            if ran.problems:
                _tell(server, ran, mutant)
        yield from _told(tally, runs)
        if mutants:
            killed = [one for one in mutants if _found(server, Path(folder), one, steps)]
            yield Figure("sync: planted bugs that were found", len(killed), "bugs", len(mutants), must=len(mutants))


def _told(tally: Tally, runs: int) -> Iterator[Figure]:
    yield Figure("sync: runs", tally.runs, "runs", tally.runs, must=runs)
    yield Figure("sync: steps", tally.steps, "steps", tally.runs, budget=runs, more_is_better=True)
    yield Figure(
        "sync: kills -9 of the server", tally.kills, "kills", tally.runs, budget=runs // 2, more_is_better=True
    )
    for status in STATUSES if tally.runs >= MANY else ():
        share, all_ = _share(tally.statuses, status)
        yield Figure(f"sync: changes answered {status}", share, "%", all_, budget=2, more_is_better=True)
    for fault in sorted(WEIGHTS) if tally.runs >= MANY else ():
        share, all_ = _share(tally.faults, fault)
        yield Figure(f"sync: requests that met {fault}", share, "%", all_, budget=1, more_is_better=True)
    for rule, words in RULES.items():
        yield Figure(f"sync: {words} ({rule})", tally.problems[rule], "problems", tally.statuses.total(), must=0)


def _rule(problem: Problem) -> str:
    """A problem that names no rule would be counted under none of them."""
    assert problem[:2] in RULES, problem
    return problem[:2]


def _share(counts: Counter[str], name: str) -> tuple[float, int]:
    return round(100 * counts[name] / max(1, counts.total()), 1), counts.total()


def _found(server: Served, folder: Path, mutant: str, steps: int) -> bool:
    server.plant(mutant)
    found = any(run(server, folder, seed, steps=steps, mutant=mutant).problems for seed in range(1, LIVES + 1))
    if not found:
        print(f"The planted bug {mutant} was not found in {LIVES} runs.", file=sys.stderr)
    return found


def _tell(server: Served, ran: Ran, mutant: str) -> None:
    """The seed, what is wrong, and the fewest steps of it that still go wrong; their history is kept."""
    smallest = ran
    while smallest.steps > 1:
        fewer = run(server, ran.history.parent, ran.seed, steps=smallest.steps // 2, mutant=mutant)
        if not fewer.problems:
            break
        smallest = fewer
    kept = Path(tempfile.mkdtemp(prefix="seenby-prove-red-")) / smallest.history.name
    kept.write_bytes(smallest.history.read_bytes())
    again = f"--runs 1 --seed {smallest.seed} --steps {smallest.steps}" + (f" --mutant {mutant}" if mutant else "")
    lines = [f"Red: python -m tests.prove.prove_sync {again}", *smallest.problems[:5], f"history: {kept}"]
    print("\n  ".join(lines), file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutant", choices=MUTANTS, default="")
    options = parser.parse_args()
    proof = figures(options.runs, options.steps, options.seed, options.mutant, mutants=())
    results = []
    for figure in proof:
        print(figure.line(), flush=True)
        results.append(figure.ok)
    sys.exit(not all(results))
