"""What went over the wire, a JSON object a line: `invoke`, then `ok` or `info` (nobody knows if it was done)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

Event = dict[str, Any]


class History:
    """Written as it happens, so that a run that hangs or dies leaves what led to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO = path.open("w", encoding="utf-8")
        self._count = 0

    def add(self, kind: str, **said: Any) -> int:
        """Answers the event's number, by which a later one may name it."""
        self._count += 1
        self._file.write(json.dumps({"t": self._count, "type": kind, **said}) + "\n")
        return self._count

    def close(self) -> None:
        self._file.close()


def read(path: Path) -> Iterator[Event]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
