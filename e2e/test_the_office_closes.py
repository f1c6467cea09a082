"""Z-44: an evening with no signal. The office closes, then a day ends, while the first screen lies open: it says so by
itself, by the device's own clock, in one headline a child, and says who has the child tonight."""

from datetime import UTC, datetime, time, timedelta

from playwright.sync_api import Locator, expect

from e2e.browsers import later
from e2e.people import MAYA, TEDDY, Meet, Someone
from server.domain.calendar import england
from server.settings import LONDON
from sync.pages.local import OFFICE_CLOSES, office_open

NOBODY = "Nobody is named for tonight"


def test_while_the_page_is_open(meet: Meet) -> None:
    worker = meet("edt_worker")
    # The cases were opened a moment ago; a midnight may come before his day is looked for.
    began = worker.server.now()
    worker.enrols()
    worker.loses_signal()
    worker.page.clock.install()
    clock = _Evening(worker)
    clock.comes_to(_closes(clock.now) - timedelta(minutes=4))
    expect(worker.main.get_by_role("heading", level=1)).to_have_text("Due now")
    worker.does_not_see(NOBODY)
    clock.passes(minutes=5)
    expect(worker.main.get_by_role("heading", level=1)).to_have_text("Tonight")
    worker.waits_for(NOBODY)
    clock.comes_to(_his_day_ends(began) - timedelta(minutes=2))
    row = _row(worker, TEDDY)
    expect(row.locator(".nhsuk-tag--orange")).to_have_text("Today")
    clock.passes(minutes=3)
    expect(row.locator(".nhsuk-tag--red")).to_have_text("Late")
    expect(row.locator(".app-row__clock")).to_have_count(1)
    _who_was_seen_is_folded_away(worker)
    worker.follows("Go back to the aunt's house")
    worker.presses("I am picking this up")
    worker.sees("Picked up by Imran Foley")
    worker.opens("/")
    expect(_row(worker, TEDDY)).to_contain_text("Tonight with Imran Foley")
    _row(worker, TEDDY).get_by_role("link", name=TEDDY).click()
    card = worker.page.get_by_role("region", name=TEDDY)
    expect(card.locator(".app-clock")).to_have_count(1)
    expect(card.locator("details[open]")).to_have_count(0)


class _Evening:
    """The hour by the device, moved for worker and page alike; nobody touches the page."""

    def __init__(self, person: Someone) -> None:
        self.person = person
        self._moved = timedelta()

    @property
    def now(self) -> datetime:
        """It goes on meanwhile, too."""
        return self.person.server.now() + self._moved

    def comes_to(self, at: datetime) -> None:
        self._moves(int((at - self.now) / timedelta(minutes=1)))
        self.person.opens("/")

    def passes(self, minutes: int) -> None:
        self._moves(minutes)
        self.person.page.clock.run_for(61_000)

    def _moves(self, minutes: int) -> None:
        later(self.person.context, minutes)
        self._moved += timedelta(minutes=minutes)


def _closes(now: datetime) -> datetime:
    """When the office closes next, on a day on which it is open."""
    closing = now.astimezone(LONDON).replace(hour=OFFICE_CLOSES, minute=0, second=0, microsecond=0)
    while closing - timedelta(minutes=5) <= now or not _open(closing):
        closing += timedelta(days=1)
    return closing


def _open(closing: datetime) -> bool:
    return office_open((closing.astimezone(UTC) - timedelta(minutes=1)).isoformat(), england())


def _his_day_ends(now: datetime) -> datetime:
    """Five working days after the discussion about Teddy, which was held on the last weekday."""
    day = now.astimezone(LONDON).date() - timedelta(days=1)
    day -= timedelta(days=max(day.weekday() - 4, 0))
    left = 5
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day.isoformat() not in england()["holidays"]
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def _row(person: Someone, child: str) -> Locator:
    return person.page.get_by_role("listitem").filter(has=person.page.get_by_role("link", name=child)).first


def _who_was_seen_is_folded_away(worker: Someone) -> None:
    expect(worker.main.get_by_role("link", name=MAYA)).to_be_hidden()
    worker.page.locator("summary", has_text="The other children").click()
    expect(worker.main.get_by_role("link", name=MAYA)).to_be_visible()
