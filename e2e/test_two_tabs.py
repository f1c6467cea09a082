"""(k) Two tabs of one person: what is saved in one is seen in the other, and a lock in one locks both."""

import re

from playwright.sync_api import expect

from e2e.browsers import busy
from e2e.people import Meet, with_rosie_open

SAVED = "Written in the first tab, with no signal"


def test_saved_in_one_is_seen_in_the_other(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.goto(nurse.page.url)
    nurse.loses_signal()
    nurse.writes_a_note(SAVED)
    expect(other.locator("#main").get_by_text(SAVED)).to_be_visible()
    nurse.locks()
    expect(other).to_have_url(re.compile("/unlock"))
    expect(other.get_by_text(SAVED)).to_have_count(0)


def test_a_tab_that_is_only_starting_when_the_other_locks_is_locked_too(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.add_init_script(busy(4))
    other.goto(nurse.page.url, wait_until="commit")
    nurse.locks()
    expect(other).to_have_url(re.compile("/unlock"))


def test_the_form_open_in_the_other_is_left_as_it_is(meet: Meet) -> None:
    nurse, _ = with_rosie_open(meet)
    other = nurse.context.new_page()
    other.goto(nurse.page.url)
    nurse.begins_a_note("half a sentence in the other tab", other)
    nurse.writes_a_note("a whole one in the first")
    other.wait_for_timeout(1_000)
    expect(other.get_by_label("Write it down")).to_have_value("half a sentence in the other tab")
