"""`python -m server procedures diff OLD NEW [--cases FOLDER]`: what changes, and which dates would then be others."""

import argparse
import os
from collections.abc import Iterator

from server import settings
from server.arguments import Arguments
from server.case_files import in_folder, read
from server.domain import procedure_difference
from server.domain.calendar import england
from server.domain.procedure import Compiled
from server.domain.procedure_dates import dates
from server.procedure_files import find
from sync.errors import CaseError
from sync.pages.procedures import shown

NO_CASES = "No dates were compared. --cases FOLDER compares those of every case in it."


def diff(words: list[str]) -> int:
    """0, or 2 where a case could not be read. Raises ProcedureError, CaseError or Misused."""
    asked = _asked(words)
    old, new = find(asked.old), find(asked.new)
    bad = False
    for line in [*_changes(old, new), *(_dates(old, new, asked) if asked.cases else [NO_CASES])]:
        bad = bad or line.startswith(UNREAD)
        print(line)
    return 2 if bad else 0


UNREAD = "  This case could not be read: "


def _changes(old: Compiled, new: Compiled) -> Iterator[str]:
    if old["version"] == new["version"]:
        yield f"They are the same: version {old['version'][:12]}."
    parts = {
        "RULES": procedure_difference.rules(old, new),
        "SETTINGS": list(_settings(old, new)),
        "BESIDES": procedure_difference.rest(old, new),
    }
    for heading, changes in parts.items():
        if changes:
            yield from (heading, *(f"  {change}" for change in changes), "")


def _settings(old: Compiled, new: Compiled) -> Iterator[str]:
    for before, after in zip(shown("", old)["settings"], shown("", new)["settings"], strict=True):
        if before != after:
            reading = f" ({after['reading']})" if after["reading"] else ""
            yield f"{after['label']}: {after['text']}; was: {before['text']}{reading}."


def _dates(old: Compiled, new: Compiled, asked: argparse.Namespace) -> Iterator[str]:
    """Every date that would be another, case by case."""
    now = asked.now or settings.read(os.environ).clock().isoformat(timespec="seconds")
    yield "DATES"
    files = in_folder(asked.cases)
    differ = 0
    for file in files:
        try:
            found = dates(old, new, read(file), england(), now)
        except CaseError as fault:
            yield from (file.stem, f"{UNREAD}{fault}")
            continue
        differ += bool(found)
        yield from ([file.stem, *(f"  {sentence}" for sentence in found)] if found else [])
    yield f"{differ} of {len(files)} cases would have other dates."


def _asked(words: list[str]) -> argparse.Namespace:
    parser = Arguments("procedures diff")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--cases")
    parser.add_argument("--now")
    return parser.parse_args(words)
