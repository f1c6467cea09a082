"""A what-if needs no network, asks for nobody's name, leaves nothing in the address, and is no case."""

from e2e.people import Meet


def test_she_tries_facts_and_times_and_nothing_is_kept(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.loses_signal()
    nurse.opens("/procedures")
    nurse.follows("What if")
    nurse.waits_for("What if: not a case.")
    nurse.main.get_by_label("Herefordshire").check()
    nurse.main.get_by_label("Referral received").fill("2026-11-18T10:00")
    nurse.presses("Work out the dates")
    nurse.waits_for("What would follow")
    nurse.sees("Hold the discussion within two working days")
    assert nurse.page.url == f"{nurse.server.address}/what-if"
    nurse.opens("/what-if")
    nurse.does_not_see("What would follow")
    nurse.opens("/")
    nurse.does_not_see("Nobody else has it yet.")
