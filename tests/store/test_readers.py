"""Who holds the words (P-9, Z-36): the table of tests/assurance/readers.md against real pulls over PostgreSQL."""

import pytest

from sync.registry import registry
from tests.store import matrix
from tests.store.matrix import COLUMNS, Told


@pytest.fixture(scope="module")
async def told(opened: None) -> Told:
    return await matrix.told()


def test_every_field_that_holds_anything_has_its_row_and_every_row_its_field() -> None:
    """Who adds a field writes there first, by thought, who may hold it."""
    fields = {found.path for found in registry().fields if found.kind != "items"}
    assert matrix.paths_of(matrix.table()) == fields


@pytest.mark.parametrize("column", COLUMNS)
async def test_what_everybody_holds_is_what_was_written_by_hand(told: Told, column: str) -> None:
    server, device = await matrix.held_by(told, column)
    found = {row: _letters(told, row, column, server, device) for row in matrix.table()}
    assert found == {row: cells[column] for row, cells in matrix.table().items()}


def _letters(told: Told, row: str, column: str, server: str, device: str) -> str:
    """O: nothing of anybody else's, and her own is there."""
    planted, own = told.planted[row], told.own.get((column, row.partition(" (")[0]))
    letters = [matrix.letter(text, planted) for text in (server, device)]
    held = [own is not None and matrix.letter(text, own) == "W" for text in (server, device)]
    return "".join("O" if letter == "-" and mine else letter for letter, mine in zip(letters, held, strict=True))
