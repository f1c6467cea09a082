"""`python -m server procedures diff OLD NEW [--cases FOLDER | --as LOGIN]`: what changes, and which dates with it."""

import argparse
import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

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

NO_DATES = (
    "No dates were compared. --cases FOLDER compares those of every case in it, --as LOGIN those of every discussion "
    "that this person reaches."
)
UNREAD = "  It could not be read: "
Compared = Iterator[tuple[str, Compiled, Callable[[], Any]]]


def diff(words: list[str]) -> int:
    """0, or 2 where a case could not be read. Raises ProcedureError, CaseError or Misused."""
    asked = _asked(words)
    old, new = find(asked.old), find(asked.new)
    bad = False
    for line in [*_changes(old, new), *_dates(old, new, asked)]:
        bad = bad or line.startswith(UNREAD)
        print(line)
    return 2 if bad else 0


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
    known = settings.read(os.environ)
    now = asked.now or known.clock().isoformat(timespec="seconds")
    if asked.cases:
        yield from _differing(new, _files(asked.cases, old), now, "cases")
    elif asked.as_:
        from server.procedures_open import discussions

        held = (
            (one.reference, one.procedure, partial(_same, one.case)) for one in discussions(known, asked.as_, old["id"])
        )
        yield from _differing(new, held, now, "discussions")
    else:
        yield NO_DATES


def _differing(new: Compiled, compared: Compared, now: str, what: str) -> Iterator[str]:
    yield "DATES"
    count = differ = 0
    for name, old, case in compared:
        count += 1
        try:
            found = dates(old, new, case(), england(), now)
        except CaseError as fault:
            yield from (name, f"{UNREAD}{fault}")
            continue
        differ += bool(found)
        yield from ([name, *(f"  {sentence}" for sentence in found)] if found else [])
    yield f"{differ} of {count} {what} would have other dates."


def _files(folder: str, old: Compiled) -> Compared:
    return ((file.stem, old, partial(read, file)) for file in in_folder(folder))


def _same(case: Any) -> Any:
    return case


def _asked(words: list[str]) -> argparse.Namespace:
    parser = Arguments("procedures diff")
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--cases")
    parser.add_argument("--as", dest="as_")
    parser.add_argument("--now")
    return parser.parse_args(words)
