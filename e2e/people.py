"""People as helpers: each has a browser profile of their own, does what a person does, and sees what a person sees."""

import contextlib
import os
import re
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from e2e.server import Server
from server import demo

PHONE = {"width": 360, "height": 740}
OPTIONS: dict[str, Any] = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Europe/London"}
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROSIE = "Rosalind Tennant (known as Rosie)"
TEDDY, MAYA = "Edward Okonjo-Bell (known as Teddy)", "Maya Okonjo-Bell"
# Each of these sees what the others do not: page by page they stand for all the invented people.
ROLES = ("ward_nurse", "nurse_in_charge", "paediatrician", "team_manager", "edt_worker")
# Pages wait for Argon2id and, on two busy cores, for each other; only a fault makes anything last so long.
PATIENCE = 60_000
# A browser that is started on a busy machine.
LAUNCH = 120_000
# A vault's rows are sealed; its worker draws the form with what is kept of it.
HOLDS_DRAFT = "async (words) => (await (await fetch(location.pathname, { cache: 'no-store' })).text()).includes(words)"
ASK_AGAIN_MS = 100
# The worker holds this while it exchanges with the server, to the end.
EXCHANGED = "() => navigator.locks.request('outbox-push', () => undefined)"
SEND_FORMS = """async ([discussion, notes]) => {
  const answers = []
  for (const words of notes) {
    const nonce = crypto.randomUUID().replaceAll('-', '')
    const to = `/discussions/${discussion}`
    const form = { person: document.body.dataset.person, nonce, page: `${to}/note`, next: to }
    const note = { kind: 'observation', tonight: 'no', words }
    const said = Object.entries(note).map(([part, value]) => [`add:information/${part}`, value])
    const body = new URLSearchParams([...Object.entries(form), ...said])
    const answer = await fetch(`${to}/changes`, { method: 'POST', body, redirect: 'manual' })
    answers.push(answer.type)
  }
  return answers
}"""


def chromium() -> str:
    """The browser's program; SEENBY_CHROMIUM names another than the system's."""
    found = os.environ.get("SEENBY_CHROMIUM") or shutil.which("chromium")
    assert found, "Chromium is missing: run `make test`, which installs it or says how."
    return found


def shell() -> str:
    """The same browser without a window around each page, where it is installed: a device costs it a seventh of the
    processor's time. It writes no session files, so whatever comes back to a profile, or reads one, wants the whole."""
    return os.environ.get("SEENBY_CHROMIUM") or shutil.which("chromium-headless-shell") or chromium()


@dataclass
class Someone:
    """One person on one device."""

    login: str
    password: str
    name: str
    initials: str
    context: BrowserContext
    page: Page
    server: Server
    profile: Path | None = None
    passphrase: str = ""

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.server.address}{path}", wait_until="load")

    def signs_in(self) -> None:
        """For the first time in this browser."""
        self.opens("/sign-in")
        self.gives_the_password()
        expect(self.page).to_have_url(re.compile("/set-up"))

    def signs_in_again(self) -> None:
        """By the link of the page that says her session is over, on a device that keeps her vault."""
        self.waits_for("Your session is over.")
        self.main.get_by_role("link", name="Sign in").click()
        self.gives_the_password()
        expect(self.page).to_have_url(f"{self.server.address}/")

    def gives_the_password(self) -> None:
        self.page.get_by_label("Work email").fill(self.login)
        self.page.get_by_label("Password").fill(self.password)
        self.page.get_by_role("button", name="Sign in").click()

    def enrols(self) -> None:
        """Signs in and keeps an encrypted copy on this device, under the four words offered."""
        self.signs_in()
        words = self.page.locator("[data-words]")
        expect(words).to_have_text(re.compile(r"^\s*\S+ \S+ \S+ \S+\s*$"))
        self.passphrase = words.inner_text().strip()
        self.page.get_by_label("Type the four words").fill(self.passphrase)
        self.page.get_by_label("Type it again").fill(self.passphrase)
        self.presses("Keep Seenby on this device")
        expect(self.page).to_have_url(f"{self.server.address}/")
        expect(self.page.get_by_role("button", name="Lock", exact=True)).to_be_visible()

    def unlocks(self) -> None:
        expect(self.page).to_have_url(re.compile("/unlock"))
        self.page.get_by_label(self.initials, exact=True).check()
        self.page.get_by_label("Your passphrase for this device").fill(self.passphrase)
        self.presses("Unlock")
        expect(self.page).not_to_have_url(re.compile("/unlock"))

    def locks(self) -> None:
        self.page.get_by_role("button", name="Lock", exact=True).click()
        expect(self.page).to_have_url(re.compile("/unlock"))

    def loses_signal(self) -> None:
        self.context.set_offline(True)

    def has_signal_again(self) -> None:
        self.context.set_offline(False)

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link).first.click()

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()

    def presses_the_cover(self) -> None:
        self.page.get_by_text("Cover", exact=True).click()

    def saves(self, button: str) -> None:
        """Sends the form, and is on her way only when she is led on from it: before, the sending could be cut short."""
        form = self.page.url
        self.presses(button)
        expect(self.page).not_to_have_url(form)

    def has_in_hand(self, words: str) -> None:
        """Of the urgent note with these words, for another test's may stand above it on the first screen."""
        note = self.main.locator(".app-card").filter(has_text=words)
        note.get_by_role("button", name="I have read this and I am dealing with it").click()
        expect(note.get_by_role("button")).to_have_count(0)

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.main.get_by_text(words).first).to_be_visible()

    def does_not_see(self, words: str | re.Pattern[str]) -> None:
        expect(self.main.get_by_text(words)).to_have_count(0)

    def waits_for(self, words: str | re.Pattern[str]) -> None:
        """Until it is on the page; a page shows by itself what a pull has changed."""
        expect(self.main.get_by_text(words).first).to_be_visible(timeout=PATIENCE)

    def waits_for_the_draft(self, words: str, page: Page | None = None) -> None:
        """Until these words of the form in front of her are sealed: a slow typist's first draft is without them."""
        page = page or self.page
        deadline = time.monotonic() + PATIENCE / 1000
        # Asked from here: Playwright takes the promise of an answer for a yes.
        while not page.evaluate(HOLDS_DRAFT, words):
            assert time.monotonic() < deadline, f"{words!r} is not sealed"
            page.wait_for_timeout(ASK_AGAIN_MS)

    def hears_from_the_server(self) -> None:
        """A whole pull, asked for by the sign that the network came back."""
        self.page.evaluate(EXCHANGED)
        with self.context.expect_event("request", lambda sent: sent.url.endswith("/sync/pull")):
            self.page.evaluate("() => { window.dispatchEvent(new Event('online')) }")
        self.page.evaluate(EXCHANGED)

    @property
    def main(self) -> Locator:
        return self.page.locator("#main")

    @property
    def place(self) -> str:
        """The path of the page in front of her."""
        return self.page.url.removeprefix(self.server.address).split("#")[0].split("?")[0]

    def opens_rosie(self) -> str:
        """Rosie's discussion; answers its id."""
        self.opens_the_child(ROSIE)
        self.leaves_the_ward_plan()
        return self.place.split("/")[2]

    def opens_the_child(self, name: str) -> None:
        self.opens_every_child()
        self.follows(name)

    def opens_every_child(self) -> None:
        """The first screen, whole: the hour decides whom the night team's folds away, who can wait for the office."""
        self.opens("/")
        folded = self.page.get_by_text("The other children:")
        if folded.count():
            folded.click()

    def leaves_the_ward_plan(self) -> None:
        """For the whole discussion; a ward begins with its plan."""
        expect(self.page).to_have_url(re.compile("/discussions/"))
        if self.place.endswith("/ward-safety-plan"):
            self.follows("Discussion ")
            expect(self.page).not_to_have_url(re.compile("/ward-safety-plan"))

    def begins_a_note(self, words: str, page: Page | None = None) -> None:
        page = page or self.page
        page.get_by_role("link", name="Write a note").first.click()
        page.get_by_label("What I saw or heard").check()
        page.get_by_label("Write it down").fill(words)
        nobody_needs_to_know(page)

    def writes_a_note(self, words: str) -> None:
        """From the page of a discussion, and back to it."""
        self.begins_a_note(words)
        self.saves("Save the note")
        self.sees(words)

    def clock_of(self, child: str) -> str:
        """By when the child should be seen, as the list says it."""
        row = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=child))
        expect(row).to_be_visible()
        return row.locator(".app-row__clock").inner_text()

    def sends_forms(self, discussion: str, notes: list[str]) -> None:
        """One form of a note after another, as her page would send them."""
        for number in self.page.evaluate(SEND_FORMS, [discussion, notes]):
            assert number == "opaqueredirect", "a form was not answered by a redirect"

    def all_is_sent(self) -> None:
        self.opens("/on-this-device")
        self.waits_for("Nothing is waiting.")
        # Sent is not yet heard: an exchange goes on with what the server has to say.
        self.page.evaluate(EXCHANGED)
        self.does_not_see("Needs attention")

    def browser_is_killed(self) -> None:
        """kill -9 of every process of her browser, as when a phone's memory is taken away or a battery ends."""
        assert self.profile is not None, "only a browser of her own can be killed"
        # Again, for a process that was only being made when the others were counted.
        while running := _running(self.profile):
            for number in running:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            time.sleep(0.05)
        with contextlib.suppress(Error):
            self.context.close()

    def leaves(self) -> None:
        with contextlib.suppress(Error):
            self.context.close()


def nobody_needs_to_know(page: Page, answer: str = "No") -> None:
    """What every note asks: does someone need to know tonight, by day today."""
    group = page.get_by_role("group", name=re.compile("^Does someone need to know"))
    group.get_by_label(answer, exact=True).check()


def says_who_is_here(chair: Someone, who: str, child: str, *items: str) -> None:
    """From the page of a discussion: of this person, for which items of it they are here, about one child."""
    chair.follows("Who is here for what")
    chair.follows(who)
    chair.sees("What they have read, printed or heard does not.")
    for label in ("Only what is ticked here", *items, child):
        chair.page.get_by_label(label).check()
    chair.saves("Save")
    chair.sees(f"About {child} alone.")


Meet = Callable[..., Someone]


def meet(context: BrowserContext, server: Server, role: str, profile: Path | None) -> Someone:
    """The demo person with this role, in a browser of their own."""
    person = next(one for one in demo.PEOPLE if one.role == role)
    context.set_default_timeout(PATIENCE)
    page = context.pages[0] if context.pages else context.new_page()
    return Someone(person.login, person.password, person.name, person.initials, context, page, server, profile)


def with_rosie_open(meet: Meet, role: str = "ward_nurse", profile: Path | None = None) -> tuple[Someone, str]:
    """Somebody whose device is set up, at Rosie's discussion; and its id."""
    person = meet(role, profile)
    person.enrols()
    return person, person.opens_rosie()


def beside(other: Someone, role: str) -> Someone:
    """Another person at the same screen."""
    return meet(other.context, other.server, role, other.profile)


def _running(profile: Path) -> list[int]:
    """The browser of this profile; its children name it too."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if str(profile).encode() in entry.read_bytes():
                found.append(int(entry.parent.name))
    return found
