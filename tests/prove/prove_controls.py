"""Each control of the hazard log taken away in turn: a test named there goes red (issue 5)."""

import sys
from collections.abc import Iterator

from tests.bench.figures import Figure
from tests.prove.controls import CONTROLS
from tests.prove.planted import copy, is_red


def figures() -> Iterator[Figure]:
    with copy() as place:
        missed = []
        for control in CONTROLS:
            red = is_red(place, control.without, control.test, because="Error")
            missed += [] if red else [control.without.name]
            print(
                f"{control.hazard} without “{control.without.name}”: {control.test if red else 'MISSED'}",
                file=sys.stderr,
            )
        yield Figure("controls taken away that no test missed", len(missed), "controls", len(CONTROLS), must=0)
