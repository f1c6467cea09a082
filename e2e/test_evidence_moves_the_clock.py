"""(c) Evidence of harm turned to yes offline brings the seen-by forward at once, for that child and not her brother."""

import re

from e2e.people import MAYA, TEDDY, Meet


def test_the_date_moves_on_the_device_and_the_server_agrees(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    before = {child: nurse.clock_of(child) for child in (TEDDY, MAYA)}
    nurse.loses_signal()
    nurse.follows(TEDDY)
    nurse.leaves_the_ward_plan()
    nurse.follows("Answer the evidence questions")
    teddy = nurse.page.get_by_role("region", name=TEDDY)
    teddy.get_by_role("group", name=re.compile("^Evidence or allegation of actual harm")).get_by_label("Yes").check()
    nurse.presses("Save the answers")
    nurse.sees("Saved on this device. Nobody else has it yet.")
    nurse.opens("/")
    offline = {child: nurse.clock_of(child) for child in (TEDDY, MAYA)}
    assert offline[MAYA] == before[MAYA]
    assert offline[TEDDY] != before[TEDDY]
    assert "today" in offline[TEDDY]
    nurse.has_signal_again()
    nurse.opens("/on-this-device")
    nurse.sees(re.compile("The server has it since"))
    nurse.opens("/")
    assert {child: nurse.clock_of(child) for child in (TEDDY, MAYA)} == offline
    plain = meet("ward_nurse", java_script_enabled=False)
    plain.signs_in()
    plain.opens("/")
    assert {child: plain.clock_of(child) for child in (TEDDY, MAYA)} == offline
