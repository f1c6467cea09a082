"""Every change any release ever made is still read, and ends as it did then."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.domain import document
from server.domain.access import Actor
from server.domain.changes import decide
from sync.messages import SCHEMA, canonical, decode_change, dhash
from sync.registry import registry
from tests.domain.story import CHAIR, DOCTOR, NOW, NURSE

FILES = sorted((Path(__file__).parent / "golden").glob("v*.json"))
PEOPLE: dict[str, Actor] = {actor.person.id: actor for actor in (NURSE, DOCTOR, CHAIR)}


def test_the_present_schema_has_its_file() -> None:
    assert [path.stem for path in FILES] == [f"v{number}" for number in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_change_is_read_and_ends_as_it_did(path: Path) -> None:
    golden: dict[str, Any] = json.loads(path.read_text("utf-8"))
    held = document.new("D1", "digest", "K7P2")
    for one in golden["changes"]:
        change = decode_change(canonical(one["change"]))
        outcome = decide(held, change, PEOPLE[change.actor], NOW, registry())
        held = outcome.document
        assert outcome.status == one["status"], (one["why"], outcome.sentence)
    assert {path: leaf["value"] for path, leaf in held["leaves"].items()} == golden["values"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_change_goes_out_as_it_came_in(path: Path) -> None:
    for one in json.loads(path.read_text("utf-8"))["changes"]:
        change = decode_change(canonical(one["change"]))
        assert canonical(msgspec.to_builtins(change)) == canonical(one["change"])
        assert dhash(change) == one["dhash"]
