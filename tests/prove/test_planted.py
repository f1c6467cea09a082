"""The bugs that `make prove` plants fit the code as it stands: a long run must not end on one that moved."""

import pytest

from tests.prove.planted import ROOT, Bug
from tests.prove.prove_engine import SHIFTED
from tests.prove.prove_leaks import BUGS


@pytest.mark.parametrize("bug", [SHIFTED, *BUGS], ids=lambda bug: bug.name)
def test_a_planted_bug_has_its_place(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text("utf-8").count(bug.old) == 1
