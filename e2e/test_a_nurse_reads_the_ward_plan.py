"""(p) A nurse at night, on a phone with no signal: who may visit, who may take the baby home, whom to ring (Z-34)."""

from playwright.sync_api import expect

from e2e.people import ROSIE, Meet


def test_the_plan_is_one_tap_away_with_no_network(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.loses_signal()
    nurse.follows(ROSIE)
    for words in ("Only while staff are with them", "Nobody: the child stays", "Out of hours team"):
        nurse.sees(words)
    nurse.sees("Not recorded. Do not be alone with the family until you have rung.")
    taking = nurse.page.get_by_role("region", name="If a parent wants to take the child")
    expect(taking.get_by_role("link").first).to_have_attribute("href", "tel:999")
    assert nurse.page.evaluate("() => document.documentElement.scrollWidth") <= 360
    small = nurse.page.evaluate(
        "() => [...document.querySelectorAll('main a, main button')].map((one) => one.getBoundingClientRect().height)"
    )
    assert min(small) >= 48, small
