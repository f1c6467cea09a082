"""`python -m server deadlines`: what is due by when, for a case in a file (CLI.md)."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server import settings
from server.arguments import Arguments, Misused
from server.case_files import in_folder, read
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
            return _many(options.cases, options.procedure, now)
        result = _one(Path(options.case), options.procedure, now)
    except (CaseError, ProcedureError, Misused) as fault:
        print(" ".join(str(fault).split()), file=sys.stderr)
        return 2
    print(json.dumps(result, ensure_ascii=False))
    return 0


def _many(folder: str, procedure: str | None, now: str) -> int:
    files = in_folder(folder)
    if procedure:
        find(procedure)
    bad = False
    for name, result in _each(files, procedure, now):
        bad = bad or "error" in result
        print(json.dumps({"case": name, **result}, ensure_ascii=False))
    return 2 if bad else 0


def _each(files: list[Path], procedure: str | None, now: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in files:
        try:
            yield file.stem, _one(file, procedure, now)
        except (CaseError, ProcedureError) as fault:
            yield file.stem, {"error": " ".join(str(fault).split())}


def _one(file: Path, procedure: str | None, now: str) -> dict[str, Any]:
    case = read(file)
    name = procedure or (case.get("procedure") if isinstance(case, dict) else None)
    if not isinstance(name, str):
        raise ProcedureError(f"{file.name}: no procedure is named. Give --procedure, or name it in the case.")
    return deadlines(find(name), case, england(), now)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Arguments("deadlines")
    parser.add_argument("--procedure")
    parser.add_argument("--case")
    parser.add_argument("--cases")
    parser.add_argument("--now")
    options = parser.parse_args(argv)
    if bool(options.case) == bool(options.cases):
        raise Misused("Give --case FILE, or --cases FOLDER.")
    return options
