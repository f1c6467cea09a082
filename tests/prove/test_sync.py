"""A small slice of `make prove`, by fixed seeds: the sync holds under faults, and each planted bug is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove.prove_sync import LIVES
from tests.prove.sync.mutants import MUTANTS
from tests.prove.sync.served import Served, served
from tests.prove.sync.walk import run

# Steps: enough for every planted bug, few enough for every test run.
SHORT = 30
SEEDS = (2, 5, 6)


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as found:
        yield found


def test_nothing_is_lost_doubled_or_overwritten_while_the_network_and_the_server_fail(
    server: Served, tmp_path: Path
) -> None:
    ran = [run(server, tmp_path, seed, steps=SHORT) for seed in SEEDS]
    assert [(one.seed, one.problems) for one in ran] == [(seed, []) for seed in SEEDS]
    assert sum(one.kills for one in ran) > 0
    assert sum(one.statuses.total() for one in ran) > SHORT * len(SEEDS)


# In this order: the last leaves the table of changes without its key.
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_planted_bug_is_found(server: Served, tmp_path: Path, mutant: str) -> None:
    server.plant(mutant)
    assert any(run(server, tmp_path, seed, steps=SHORT, mutant=mutant).problems for seed in range(1, LIVES + 1))
