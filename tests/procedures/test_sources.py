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


def faults(source: str, procedure: dict[str, Any]) -> list[str]:
    expected = SOURCES[source]
    said = said_in(procedure)
    both = {rule["id"] for rule in procedure["rules"]} & procedure["context"].keys()
    found = [f"{rule} is in the source and not in the file" for rule in expected["rules"] if rule not in said]
    found += [f"{rule} is in the file and not in the source" for rule in said - expected["rules"].keys()]
    found += [f"{rule} is both a rule and the reason why not" for rule in both]
    for rule in procedure["rules"]:
        file, line = rule["cite"]["source"], rule["cite"]["line"]
        if file != expected["file"] or line not in numbers(expected["rules"].get(rule["id"], "0")):
            found.append(f"{rule['id']} cites {file}, line {line}")
    return found


@pytest.mark.parametrize("source", SOURCES)
def test_every_rule_of_the_source_is_in_its_file_and_cites_its_own_line(source: str) -> None:
    assert faults(source, load_builtin()[source]) == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_rule_taken_out_or_a_line_one_off_is_noticed(source: str) -> None:
    procedure = load_builtin()[source]
    for name in said_in(procedure):
        rules = [rule for rule in procedure["rules"] if rule["id"] != name]
        context = {key: words for key, words in procedure["context"].items() if key != name}
        without = {**procedure, "rules": rules, "context": context}
        assert faults(source, without) == [f"{name} is in the source and not in the file"]
    for rule in procedure["rules"]:
        line = max(numbers(SOURCES[source]["rules"][rule["id"]])) + 1
        shifted = {**rule, "cite": {**rule["cite"], "line": line}}
        assert len(faults(source, {**procedure, "rules": [*procedure["rules"], shifted]})) == 1


def test_no_rule_of_a_source_stands_in_two_files() -> None:
    times = Counter(rule for source in SOURCES for rule in said_in(load_builtin()[source]))
    assert [rule for rule, count in times.items() if count > 1] == []


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
