"""Each rule of the sources stands in exactly one file, and cites its own line of its own source.

`tests/sources.json` has, for each procedure, the source's file, the lines of each rule, and the SHA-256 of each such
line: no text. Where the texts are at hand (SEENBY_SOURCES, else `shared/sources` beside the project) they are held to
those digests, so that a source that was changed or re-flowed is noticed before its line numbers mislead.
"""

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from server.domain.procedure import load_builtin
from tests.sync.vectors import ROOT

SOURCES: dict[str, Any] = json.loads((ROOT / "tests" / "sources.json").read_text(encoding="utf-8"))
TEXTS = Path(os.environ.get("SEENBY_SOURCES", ROOT.parent / "shared" / "sources"))


def said_in(procedure: dict[str, Any]) -> set[str]:
    return {*(rule["id"] for rule in procedure["rules"]), *procedure["context"]}


def numbers(lines: str) -> list[int]:
    """`"34-35, 40"` -> 34, 35, 40."""
    found: list[int] = []
    for part in lines.split(", "):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_every_rule_of_the_source_is_in_its_file_as_a_rule_or_with_the_reason_why_not(source: str) -> None:
    procedure = load_builtin()[source]
    listed = SOURCES[source]["rules"].keys()
    assert said_in(procedure) - listed == set()
    assert listed - said_in(procedure) == set()
    assert {rule["id"] for rule in procedure["rules"]} & procedure["context"].keys() == set()


def test_no_rule_of_a_source_stands_in_two_files() -> None:
    times = Counter(rule for source in SOURCES for rule in said_in(load_builtin()[source]))
    assert [rule for rule, count in times.items() if count > 1] == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_rule_cites_its_own_line_of_its_own_source(source: str) -> None:
    expected = SOURCES[source]
    for rule in load_builtin()[source]["rules"]:
        assert rule["cite"]["source"] == expected["file"], rule["id"]
        assert rule["cite"]["line"] in numbers(expected["rules"][rule["id"]]), rule["id"]


@pytest.mark.parametrize("source", SOURCES)
def test_every_line_of_a_rule_has_its_digest_and_the_text_at_hand_agrees(source: str) -> None:
    expected = SOURCES[source]
    cited = {number for lines in expected["rules"].values() for number in numbers(lines)}
    assert {int(number) for number in expected["lines"]} == cited
    text = TEXTS / expected["file"]
    if text.exists():
        lines = text.read_text(encoding="utf-8").split("\n")
        found = {str(number): hashlib.sha256(lines[number - 1].encode()).hexdigest() for number in sorted(cited)}
        assert found == expected["lines"]
