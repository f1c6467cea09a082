"""What somebody must know tonight is told by telephone until a named person has read it (P-4, Z-31)."""

import re

from playwright.sync_api import expect

from e2e.browsers import later
from e2e.people import ROSIE, Meet, Someone, nobody_needs_to_know
from e2e.places import places, unlike

UNREAD = "Not yet read by a person"
NOT_SENT = "Waiting on this device. Nobody else has it."
UNTOLD = "Nobody has been told yet. Ring, then write who you told."
RING = "Nobody has read this for 10 minutes or more. Ring now."
EDT = "01632 960102"
BY_IMRAN = re.compile(r"Imran Foley \(.+\) has read this and is dealing with it")


def test_written_with_no_signal_and_read_by_the_night_team(meet: Meet) -> None:
    nurse, worker = meet("ward_nurse"), meet("edt_worker")
    for person in (nurse, worker):
        person.enrols()
    nurse.loses_signal()
    words = "Her father is at the ward door and wants to take her home"
    _writes(nurse, words)
    _knows_that_nobody_knows(nurse, words)
    _writes_who_was_told(nurse)
    nurse.has_signal_again()
    nurse.opens("/")
    nurse.waits_for("The server has it since")
    nurse.sees(UNREAD)
    worker.opens("/")
    worker.waits_for(words)
    worker.sees(UNREAD)
    _is_the_same_from_the_server(worker)
    worker.has_in_hand(words)
    worker.does_not_see(words)
    worker.all_is_sent()
    nurse.hears_from_the_server()
    nurse.waits_for("has read this and is dealing with it")
    nurse.sees(BY_IMRAN)
    nurse.does_not_see(UNREAD)
    nurse.opens_rosie()
    nurse.sees(BY_IMRAN)


def test_read_with_no_signal_the_reader_is_told_to_ring(meet: Meet) -> None:
    nurse, worker = meet("ward_nurse"), meet("edt_worker")
    for person in (nurse, worker):
        person.enrols()
    words = "She has stopped feeding"
    _writes(nurse, words)
    worker.opens("/")
    worker.waits_for(words)
    worker.loses_signal()
    worker.has_in_hand(words)
    worker.sees("Grace Adeyemi does not know yet that you have read this. Ring.")
    nurse.opens("/")
    nurse.sees(UNREAD)
    worker.has_signal_again()
    nurse.waits_for("has read this and is dealing with it")


def test_nobody_reads_it_for_ten_minutes(meet: Meet) -> None:
    """With no signal, by the clock of her own device: the page says so by itself, and so does the lock page."""
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.loses_signal()
    nurse.page.clock.install()
    _writes(nurse, "The bruise is new since six o'clock")
    nurse.opens("/")
    nurse.sees(NOT_SENT)
    nurse.does_not_see(RING)
    later(nurse.context, minutes=10)
    for minutes in (4, 4, 2.1):
        nurse.page.keyboard.press("Shift")
        nurse.page.clock.run_for(int(minutes * 60_000))
    nurse.waits_for(RING)
    expect(nurse.main.get_by_role("link", name=EDT).first).to_be_visible()


def test_a_device_that_locked_says_it_on_the_lock_page(meet: Meet) -> None:
    """After five minutes nobody looks at Tonight: it is locked, and still says that nobody knows."""
    nurse = meet("ward_nurse")
    nurse.enrols()
    nurse.loses_signal()
    nurse.page.clock.install()
    words = "He has her passport"
    _writes(nurse, words)
    nurse.page.clock.run_for(310_000)
    expect(nurse.page).to_have_url(re.compile("/unlock"))
    nurse.sees("When this device locked, nobody had read it. Ring.")
    nurse.does_not_see(words)
    nurse.does_not_see("Ring now.")
    expect(nurse.main.get_by_role("link", name=EDT).first).to_be_visible()
    later(nurse.context, minutes=10)
    nurse.page.clock.run_for(610_000)
    nurse.waits_for("10 minutes have passed. Ring now.")
    _still_rings_writes_and_prints_in_hour_thirteen(nurse)


def test_a_note_that_someone_needs_to_know_of(meet: Meet) -> None:
    nurse, chair = meet("ward_nurse"), meet("team_manager")
    for person in (nurse, chair):
        person.enrols()
    nurse.opens_rosie()
    words = "Mother rang the ward: he has the car"
    nurse.begins_a_note(words)
    told = nurse.main.get_by_text("Nobody has been told yet, and saving this tells nobody.")
    expect(told).to_be_hidden()
    nobody_needs_to_know(nurse.page, "Yes")
    expect(told).to_be_visible()
    nurse.saves("Save the note")
    nurse.sees(UNTOLD)
    chair.opens("/")
    chair.waits_for(words)
    chair.has_in_hand(words)
    nurse.opens("/")
    nurse.waits_for("Helen Marsh (Team manager, chairing) has read this and is dealing with it")


def test_with_no_script(meet: Meet) -> None:
    nurse, worker = (meet(role, java_script_enabled=False) for role in ("ward_nurse", "edt_worker"))
    for person in (nurse, worker):
        person.signs_in()
    words = "Written at the ward's own computer"
    _writes(nurse, words)
    nurse.sees(UNREAD)
    worker.opens("/")
    worker.sees(words)
    worker.has_in_hand(words)
    worker.does_not_see(words)
    nurse.opens("/")
    nurse.sees(BY_IMRAN)


def _still_rings_writes_and_prints_in_hour_thirteen(nurse: Someone) -> None:
    """Z-42: locked, with no signal, her session long over: whom to ring, one press that records, and the paper form."""
    later(nurse.context, minutes=13 * 60)
    nurse.opens("/")
    expect(nurse.page).to_have_url(re.compile("/unlock"))
    _shows_whom_to_ring(nurse)
    nurse.presses("Not safe")
    nurse.sees("Not safe: saved on this device, sealed.")
    nurse.follows("Paper form")
    nurse.sees("Typed in later by")
    _shows_whom_to_ring(nurse)
    sheet = nurse.page.pdf(format="A4", margin={"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"})
    assert sheet.count(b"/Type /Page\n") == 1, "on one side"
    nurse.follows("Back")
    expect(nurse.page).to_have_url(re.compile("/unlock"))


def _shows_whom_to_ring(nurse: Someone) -> None:
    for number in ("999", EDT):
        expect(nurse.main.get_by_role("link", name=number).first).to_be_visible()


def _is_the_same_from_the_server(person: Someone) -> None:
    """Each page that shows it, as server and worker draw it of the same copy."""
    telling = [path for path, route in places(person).items() if route.name == "told"]
    for path in ("/", telling[0].rpartition("/urgent/")[0], *telling):
        differing = unlike(person, path)
        assert differing == "", f"{path}\n{differing}"


def _writes(nurse: Someone, words: str) -> None:
    """Three taps and the words: Rosie, the button, save."""
    nurse.opens("/")
    nurse.follows(ROSIE)
    nurse.follows("Someone needs to know")
    nurse.page.get_by_label("What they need to know").fill(words)
    nurse.saves("Save the urgent note")
    nurse.sees(words)


def _knows_that_nobody_knows(nurse: Someone, words: str) -> None:
    for page in (nurse.place, "/"):
        nurse.opens(page)
        for said in (words, UNREAD, NOT_SENT, UNTOLD):
            nurse.sees(said)
        expect(nurse.main.get_by_role("link", name="999").first).to_be_visible()
        expect(nurse.main.get_by_role("link", name=EDT).first).to_be_visible()


def _writes_who_was_told(nurse: Someone) -> None:
    nurse.follows("Write who was told")
    nurse.page.get_by_label("Emergency duty team").check()
    nurse.page.get_by_label("Their name").fill("Sam Cole")
    nurse.saves("Save who was told")
    nurse.sees("Emergency duty team, Sam Cole: told by Grace Adeyemi")
    nurse.does_not_see(UNTOLD)
    nurse.sees(UNREAD)
