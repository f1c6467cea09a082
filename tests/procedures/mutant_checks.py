"""What must hold of any file at all: it is used or it is refused in sentences, and nothing crashes (issue 4)."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from server.domain.calendar import england
from server.domain.procedure import FOLDER, Compiled, digest, examine
from server.domain.procedure_doubts import doubts
from server.domain.procedure_lines import line_of
from server.domain.procedure_words import Fault
from sync.deadlines import deadlines
from tests.procedures.mutants import mutant

FILES = [*sorted(FOLDER.glob("*.toml")), *sorted(Path(__file__).parent.glob("*.toml"))]
REAL = [file.read_text(encoding="utf-8") for file in FILES]
NOW = "2026-11-20T19:40:00Z"
CASE: dict[str, Any] = {
    "children": [{"id": "c1", "dob": "2019-05-02", "facts": {"actual_harm": "yes"}}, {"id": "c2"}],
    "facts": {"organised_or_multiple": "yes"},
    "events": [
        {"type": "referral_received", "at": "2026-11-20T15:00:00Z"},
        {"type": "sd_contact", "sd": 1, "mode": "phone", "at": "2026-11-20T17:00:00Z", "end": "2026-11-20T17:30:00Z"},
        {"type": "record_released", "sd": 1, "at": "2026-11-20T18:00:00Z"},
    ],
}


def crashes(seed: int, count: int) -> tuple[list[str], Counter[str]]:
    """Of `count` spoiled files those that did not end as they must, with how; and how many ended which way."""
    random = Random(seed)
    ended: Counter[str] = Counter()
    found = []
    for number in range(count):
        text = mutant(random, REAL)
        try:
            wrong = _wrong(text, ended)
        except Exception as crash:  # noqa: BLE001  # any crash at all is what is looked for
            wrong = f"{type(crash).__name__}: {crash}"
        if wrong:
            found.append(f"seed {seed}, file {number}: {wrong[:300]}")
    return found, ended


def _wrong(text: str, ended: Counter[str]) -> str:
    compiled, faults = examine(text)
    ended["refused" if faults else "used"] += 1
    ended["refused for several faults"] += len(faults) > 1
    last = text.count("\n") + 1
    told = faults or [*doubts(compiled)]
    bad = [str(fault) for fault in told if not _well_said(fault) or not 1 <= line_of(text, fault.place) <= last]
    if bad:
        return f"this is not said well: {bad[0]!r}"
    return "" if faults else _used(compiled)


def _well_said(fault: Fault) -> bool:
    sentence = str(fault)
    return sentence.isprintable() and sentence.endswith((".", "?")) and len(sentence) < 2000


def _used(compiled: Compiled) -> str:
    """A file that is let through must not make the engine stumble either."""
    if compiled["version"] != digest(compiled):
        return "its version is not its digest"
    deadlines(compiled, CASE, england(), NOW)
    return ""
