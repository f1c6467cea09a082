"""`python -m server deadlines`: what is due by when, for a case in a file (CLI.md)."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from server import settings
from server.domain.calendar import england
from server.domain.procedure import ProcedureError
from server.procedure_files import find
from sync.deadlines import CaseError, deadlines


def run(argv: list[str]) -> int:
    """0, or 2 with one line on stderr. With `--cases` a bad case is a line of its own on stdout, and 2 at the end."""
    try:
        options = _options(argv)
        now = options.now or settings.read(os.environ).clock().isoformat(timespec="seconds")
        if options.cases:
            return _many(Path(options.cases), options.procedure, now)
        result = _one(Path(options.case), options.procedure, now)
    except (CaseError, ProcedureError) as fault:
        print(" ".join(str(fault).split()), file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False))
    return 0


def _many(folder: Path, procedure: str | None, now: str) -> int:
    if not folder.is_dir():
        raise CaseError(f"There is no folder {folder}.")
    if procedure:
        find(procedure)
    bad = False
    for name, result in _each(folder, procedure, now):
        bad = bad or "error" in result
        print(json.dumps({"case": name, **result}, ensure_ascii=False))
    return 2 if bad else 0


def _each(folder: Path, procedure: str | None, now: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.glob("*.json"), key=lambda file: file.name):
        try:
            yield file.stem, _one(file, procedure, now)
        except (CaseError, ProcedureError) as fault:
            yield file.stem, {"error": " ".join(str(fault).split())}


def _one(file: Path, procedure: str | None, now: str) -> dict[str, Any]:
    case = _read(file)
    name = procedure or (case.get("procedure") if isinstance(case, dict) else None)
    if not isinstance(name, str):
        raise ProcedureError(f"{file.name}: no procedure is named. Give --procedure, or name it in the case.")
    return deadlines(find(name), case, england(), now)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise CaseError(f"The case {file} cannot be read.") from fault
    except (ValueError, RecursionError) as fault:
        raise CaseError(f"The case {file} is not JSON.") from fault


def _options(argv: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="python -m server deadlines", add_help=False)
    parser.add_argument("--procedure")
    parser.add_argument("--case")
    parser.add_argument("--cases")
    parser.add_argument("--now")
    options = parser.parse_args(argv)
    if bool(options.case) == bool(options.cases):
        raise CaseError("Give --case FILE, or --cases FOLDER.")
    return options


class _Parser(argparse.ArgumentParser):
    """One line instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise CaseError(f"deadlines: {message}.")
