"""The bugs that `make prove` plants fit the code as it stands: a long run must not end on one that moved."""

import pytest

from tests.architecture.test_hazards import TEST, hazards
from tests.prove.controls import CONTROLS, Control
from tests.prove.planted import ROOT, Bug
from tests.prove.prove_engine import SHIFTED
from tests.prove.prove_leaks import BUGS
from tests.prove.prove_procedures import TAKEN


@pytest.mark.parametrize(
    "bug", [SHIFTED, TAKEN, *BUGS, *(control.without for control in CONTROLS)], ids=lambda bug: bug.name
)
def test_a_planted_bug_has_its_place(bug: Bug) -> None:
    assert (ROOT / bug.file).read_text("utf-8").count(bug.old) == 1


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.without.name)
def test_what_misses_a_control_is_named_in_the_log_for_its_hazard(control: Control) -> None:
    assert tuple(control.test.split("::")) in TEST.findall(hazards()[control.hazard])


def test_every_hazard_of_the_first_nine_has_a_control_to_take_away() -> None:
    wanted = {*(f"Z-{number}" for number in range(31, 40)), "Z-42", "Z-44"}
    assert wanted - {control.hazard for control in CONTROLS} == set()
