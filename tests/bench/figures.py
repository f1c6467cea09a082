"""What a measurement says, and the runner that prints it: one JSON object a line."""

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol, cast


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `budget` is for speed and size, `must` for what has to hold exactly; one of them is given.

    `ok` is worked out: at most the budget, or at least where `more_is_better`; for `must`, equal to it.
    """

    name: str
    value: float
    unit: str
    n: int
    budget: float | None = None
    must: float | None = None
    more_is_better: bool = False

    @property
    def ok(self) -> bool:
        if self.n < 1 or (self.budget is None) == (self.must is None):
            return False
        if self.must is not None:
            return self.value == self.must
        assert self.budget is not None
        return self.value >= self.budget if self.more_is_better else self.value <= self.budget

    def line(self) -> str:
        parts = {key: value for key, value in asdict(self).items() if value is not None and key != "more_is_better"}
        return json.dumps({**parts, "ok": self.ok})


class Measures(Protocol):
    def figures(self) -> Iterator[Figure]: ...


def percentile(times: Iterable[float], share: float) -> float:
    """The value that `share` (0.95 for p95) of at least 200 times do not exceed. Raises ValueError for fewer."""
    ordered = sorted(times)
    if len(ordered) < 200:
        raise ValueError(f"{len(ordered)} times are too few for a percentile: take 200 or more.")
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run(folder: Path, prefix: str, words: list[str]) -> int:
    """Prints the figures of every `<prefix>_*.py` in `folder` whose name holds one of `words`; 0 only if all are ok."""
    printed = 0
    bad = False
    for path in sorted(folder.glob(f"{prefix}_*.py")):
        if words and not any(word in path.stem for word in words):
            continue
        try:
            for figure in _module(path).figures():
                print(figure.line(), flush=True)
                printed += 1
                bad = bad or not figure.ok
        except Exception as problem:  # noqa: BLE001  # one broken measurement must not hide the others
            print(f"{path.name} stopped: {type(problem).__name__}: {problem}", file=sys.stderr)
            bad = True
    if printed == 0:
        print(f"Nothing was measured in {folder.name}.", file=sys.stderr)
    return 1 if bad or printed == 0 else 0


def _module(path: Path) -> Measures:
    # A module stands for the protocol; its function is looked up when called.
    return cast("Measures", importlib.import_module(f"tests.{path.parent.name}.{path.stem}"))
