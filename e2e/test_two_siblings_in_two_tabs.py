"""Z-38: a brother's and a sister's forms are open in two tabs; what is typed for one never lands on the other."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from e2e.people import MAYA, TEDDY, Meet, Someone
from server.settings import LONDON

CHILDREN = {
    MAYA: "Painted at the table, cheerful",
    TEDDY: "Asleep, woken",
}


def test_on_a_device(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    _each_in_a_tab_of_its_own(nurse, "on the device")


def test_with_plain_forms(meet: Meet) -> None:
    nurse = meet("ward_nurse", java_script_enabled=False)
    nurse.signs_in()
    _each_in_a_tab_of_its_own(nurse, "by plain form")


def test_a_draft_comes_back_to_its_own_child_alone(meet: Meet) -> None:
    nurse = meet("ward_nurse")
    nurse.enrols()
    tabs = {child: _form_for(nurse, child) for child in CHILDREN}
    [_, brother] = CHILDREN
    _types(nurse, tabs[brother], CHILDREN[brother])
    nurse.waits_for_the_draft(CHILDREN[brother], tabs[brother])
    for child, tab in tabs.items():
        tab.reload()
        expect(tab.get_by_label(re.compile("^How the child was"))).to_have_value(
            CHILDREN[brother] if child == brother else ""
        )


def _each_in_a_tab_of_its_own(nurse: Someone, way: str) -> None:
    said = {child: f"{words}, {way}" for child, words in CHILDREN.items()}
    tabs = {child: _form_for(nurse, child) for child in CHILDREN}
    for child, tab in tabs.items():
        _types(nurse, tab, said[child])
    # Saved in the other order than they were opened, each from a page older than the save before it.
    for child in reversed(CHILDREN):
        tabs[child].get_by_role("button", name="Save", exact=True).click()
        expect(tabs[child].get_by_role("region", name="Child seen").get_by_text(said[child])).to_be_visible()
    nurse.opens(tabs[child].url.removeprefix(nurse.server.address).split("?")[0])
    for child, words in said.items():
        entry = nurse.page.get_by_role("region", name="Child seen").get_by_role("listitem").filter(has_text=words)
        expect(entry).to_have_count(1)
        expect(entry).to_contain_text(child)
        for other in CHILDREN:
            if other != child:
                expect(entry).not_to_contain_text(other)


def _form_for(nurse: Someone, child: str) -> Page:
    tab = nurse.context.new_page()
    tab.goto(f"{nurse.server.address}/")
    # A ward's list leads to its plan; the whole discussion is behind that.
    place = tab.get_by_role("link", name=child).first.get_attribute("href") or ""
    tab.goto(f"{nurse.server.address}/discussions/{place.split('/')[2].partition('#')[0]}")
    tab.get_by_role("region", name=child).get_by_role("link", name="Child seen").click()
    expect(tab.locator(".app-child")).to_have_count(1)
    expect(tab.locator(".app-child")).to_contain_text(child)
    return tab


def _types(nurse: Someone, tab: Page, words: str) -> None:
    # Not the present time, which stands there: of an hour that happens twice the page would ask which one.
    noon = (nurse.server.now().astimezone(LONDON) - timedelta(days=1)).strftime("%Y-%m-%dT12:00")
    tab.get_by_label("When", exact=True).fill(noon)
    tab.get_by_label("Hospital staff").check()
    tab.get_by_label(re.compile("^How the child was")).fill(words)
