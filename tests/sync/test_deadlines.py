"""The engine against the hand-written cases; its twin is web/test/deadlines.test.ts."""

from typing import Any

import pytest

from server.domain.calendar import england
from server.procedure_files import find
from sync.deadlines import CaseError, deadlines
from tests.sync.vectors import ROOT, files, mismatch, worked_out

FILES = files("deadlines")


def each(part: str) -> list[Any]:
    return [pytest.param(file, vector, id=vector["name"]) for file in FILES for vector in file.get(part, [])]


def procedure(file: dict[str, Any]) -> dict[str, Any]:
    name = file["procedure"]
    return find(str(ROOT / name) if name.endswith(".toml") else name)


@pytest.mark.parametrize(("file", "vector"), each("cases"))
def test_each_hand_written_case_has_its_dates(file: dict[str, Any], vector: dict[str, Any]) -> None:
    assert mismatch(worked_out(procedure(file), vector, file), vector) == ""


@pytest.mark.parametrize(("file", "vector"), each("bad"))
def test_a_bad_case_is_refused_in_one_sentence(file: dict[str, Any], vector: dict[str, Any]) -> None:
    with pytest.raises(CaseError) as refused:
        deadlines(procedure(file), vector["case"], england(), file["now"])
    assert str(refused.value) == vector["error"]


def test_the_calendar_of_another_zone_is_refused() -> None:
    calendar = {**england(), "zone": "Europe/Dublin"}
    with pytest.raises(CaseError, match="Europe/Dublin"):
        deadlines(find("herefordshire"), {}, calendar, "2026-11-20T10:00:00Z")


def test_now_needs_its_offset() -> None:
    with pytest.raises(CaseError, match="Now: the time '2026-11-20T10:00:00' has no offset"):
        deadlines(find("herefordshire"), {}, england(), "2026-11-20T10:00:00")
