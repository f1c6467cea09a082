"""A rule in plain words, against the hand-written cases; its twin is web/test/rule_words.test.ts."""

from typing import Any

import pytest

from server.domain.procedure import load_builtin
from server.procedure_files import find
from sync.rule_words import lines
from tests.sync.vectors import ROOT, load

FILE = load("rule_words")
PROCEDURE = find(str(ROOT / FILE["procedure"]))


@pytest.mark.parametrize("given", FILE["cases"], ids=[given["name"] for given in FILE["cases"]])
def test_each_hand_written_rule_is_said(given: dict[str, Any]) -> None:
    assert lines(given["rule"], PROCEDURE) == given["lines"]


@pytest.mark.parametrize("procedure", load_builtin().values(), ids=load_builtin())
def test_every_rule_of_every_procedure_is_said_without_a_word_of_the_file_s_own(procedure: dict[str, Any]) -> None:
    said = [line["text"] for rule in procedure["rules"] for line in lines(rule, procedure)]
    assert all(said)
    assert not [text for text in said if "_" in text or "{" in text]
