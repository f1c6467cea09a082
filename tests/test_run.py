"""`python -m server run`, the real one: what a person types, what signals do, and what a killed one leaves behind."""

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import httpx
import pytest

from server import cli
from server.demo import PEOPLE
from server.demo.cases import FIRST, names
from server.postgres import Postgres
from server.settings import Settings
from tests.folders import temporary_home
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
OURS = ("DATABASE_URL", "SEENBY_APP_DATABASE_URL", "SEENBY_NOW", "SEENBY_STARTED", "SEENBY_HOME", "SEENBY_DEMO", "PORT")
Start = Callable[..., "Running"]
# Not a budget (tests/bench has those): other tests may be using both cores.
READY_SECONDS = 120
# Who is stopped in the midst of a start finishes that first.
STOP_SECONDS = 180
# What a first start makes, in this order.
STAGES = ("log", "data.half", "data", "data/postmaster.pid")


class Running:
    """One started program, and its words so far."""

    def __init__(self, home: Path, port: int, **more: str) -> None:
        kept = {key: value for key, value in os.environ.items() if key not in OURS}
        self.home = home
        self.port = port
        self.began = time.monotonic()
        self._words = home.with_name(f"said-{secrets.token_hex(4)}")
        with self._words.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "run"],
                cwd=ROOT,
                env={**kept, "SEENBY_HOME": str(home), "PORT": str(port), "SEENBY_DEMO": "few", **more},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def healthy(self) -> dict[str, str] | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                found: dict[str, str] = json.load(answer)
                return found
        except urllib.error.HTTPError as refused:
            refused.close()
        except (OSError, HTTPException, ValueError):
            # Not there, or killed in the midst of its answer.
            pass
        return None

    def ready(self) -> dict[str, str]:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := self.healthy():
                return found
            time.sleep(0.05)
        raise AssertionError(f"It did not start:\n{self.ended(signal.SIGKILL)[1]}")

    def said(self) -> str:
        return self._words.read_text("utf-8", errors="replace")

    def says(self, words: str) -> None:
        """Until it has: it asks itself whether it answers, and that can be later than we."""
        deadline = time.monotonic() + READY_SECONDS
        while words not in self.said():
            assert time.monotonic() < deadline, self.said()
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def web_process(self) -> int:
        """The one child that serves."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        [found] = [int(one) for one in children if b"spawn_main" in words_of(int(one))]
        return found

    def ended(self, number: int | None = None) -> tuple[int, str]:
        """Exit code and everything it said, after this signal."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(STOP_SECONDS)
        return code, self.said()


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_home() as folder:
        yield folder / "seenby"


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Starts the program, by default with this test's home; whatever is left at the end is stopped."""
    started: list[Running] = []

    def run(port: int | None = None, at: Path = home, **more: str) -> Running:
        started.append(Running(at, port or free_port(), **more))
        return started[-1]

    yield run
    for one in started:
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            one.ended(signal.SIGTERM if one.process.poll() is None else None)
    for process in database_processes(home):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGINT)


@pytest.fixture(scope="module")
def shared() -> Iterator[Running]:
    """One server for the tests that only look at it."""
    with temporary_home() as folder:
        running = Running(folder / "seenby", free_port(), SEENBY_DEMO="all")
        running.ready()
        yield running
        running.ended(signal.SIGTERM)


def words_of(process: int) -> bytes:
    """What it was started with; nothing of one that has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def database_processes(home: Path) -> list[int]:
    """PostgreSQL servers over this home; not their children, which are called the same when they are just made."""
    parents = {}
    for process in Path("/proc").glob("[0-9]*"):
        words = words_of(int(process.name)).split(b"\0")
        if words[0].endswith(b"postgres") and str(home / "postgres" / "data").encode() in words:
            with suppress(OSError):
                parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
    return [process for process, parent in parents.items() if parent not in parents]


def none_left(home: Path) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while database_processes(home) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not database_processes(home)


def test_it_says_where_it_is_and_who_can_sign_in_and_health_names_the_database(start: Start) -> None:
    running = start(SEENBY_DEMO="all")
    assert running.ready() == {"status": "ok", "version": "0.1.0", "database": "ok"}
    running.says("nurse@demo.seenby")
    time.sleep(0.3)
    # In these moments the other invented cases are still on their way.
    said = running.ended(signal.SIGTERM)[1]
    assert "Traceback" not in said
    assert f"http://localhost:{running.port}" in said


def test_it_listens_on_this_machine_only(shared: Running) -> None:
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    local = {row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == shared.port}
    assert local == {"0100007F"}


def test_it_answers_with_the_first_invented_cases_and_the_others_follow(shared: Running) -> None:
    chair = next(one for one in PEOPLE if one.key == "chair")
    form = {"login": chair.login, "password": chair.password, "next": "/"}
    # While the others are made it answers late.
    with httpx.Client(
        base_url=f"http://127.0.0.1:{shared.port}", headers={"Sec-Fetch-Site": "same-origin"}, timeout=READY_SECONDS
    ) as browser:
        cookie = browser.post("/sign-in", data=form).headers["set-cookie"].partition(";")[0]
        deadline = time.monotonic() + READY_SECONDS
        held: set[str] = set()
        while len(held) < len(names()) and time.monotonic() < deadline:
            held = set(re.findall(r'href="/discussions/([^"#/]+)', browser.get("/", headers={"Cookie": cookie}).text))
            assert len(held) >= len(FIRST)
        assert len(held) == len(names())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_server_and_the_database(start: Start, home: Path, number: int) -> None:
    running = start()
    running.ready()
    assert database_processes(home)
    assert running.ended(number)[0] == 0
    assert none_left(home)
    assert running.healthy() is None


@pytest.mark.parametrize("stage", STAGES)
def test_a_signal_before_it_is_ready_leaves_nothing_running(start: Start, home: Path, stage: str) -> None:
    running = start()
    deadline = time.monotonic() + READY_SECONDS
    # This or a later one: it may be over before we look again.
    come = [home / "postgres" / one for one in STAGES[STAGES.index(stage) :]]
    while not any(one.exists() for one in come) and time.monotonic() < deadline:
        time.sleep(0.002)
    running.ended(signal.SIGTERM)
    time.sleep(1)
    assert none_left(home)


def test_after_kill_9_a_new_start_takes_over_the_database_and_the_port(start: Start, home: Path) -> None:
    killed = start()
    killed.ready()
    left, orphan = database_processes(home), killed.web_process()
    os.kill(killed.process.pid, signal.SIGKILL)
    again = start(killed.port)
    # The killed one's web process may answer for a moment more.
    deadline = time.monotonic() + READY_SECONDS
    while words_of(orphan) and time.monotonic() < deadline:
        time.sleep(0.05)
    again.ready()
    assert database_processes(home) == left
    assert again.ended(signal.SIGTERM)[0] == 0
    assert none_left(home)


def test_after_kill_9_of_everything_a_new_start_serves(start: Start, home: Path) -> None:
    killed = start()
    killed.ready()
    os.killpg(killed.process.pid, signal.SIGKILL)
    for process in database_processes(home):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    start(killed.port).ready()


def test_a_taken_port_is_one_sentence_that_names_who_holds_it(start: Start, home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        code, said = start(other.getsockname()[1]).ended()
    assert code != 0
    assert said.count("\n") == 1, said
    assert f"process {os.getpid()}" in said
    assert not database_processes(home)


def test_a_second_server_over_one_home_is_refused_and_told_where_the_first_is(start: Start, shared: Running) -> None:
    code, said = start(at=shared.home).ended()
    assert code != 0
    assert f"process {shared.process.pid}, http://localhost:{shared.port}" in said
    assert shared.ready()


def test_two_homes_run_beside_each_other(start: Start, shared: Running) -> None:
    second = start()
    assert second.ready() == shared.ready()
    second.ended(signal.SIGTERM)
    assert shared.ready()


def test_the_web_process_is_replaced_when_it_dies(shared: Running) -> None:
    # Granian takes two deaths within 5.5 s for a crash loop.
    time.sleep(max(0.0, shared.began + 6 - time.monotonic()))
    died = shared.web_process()
    os.kill(died, signal.SIGKILL)
    time.sleep(0.5)
    shared.ready()
    assert shared.web_process() != died


def test_a_bad_setting_is_one_sentence(start: Start) -> None:
    code, said = start(SEENBY_NOW="teatime").ended()
    assert (code, said.count("\n")) == (2, 1)
    assert "SEENBY_NOW is 'teatime'" in said


def test_an_unknown_command_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rnu"]) == 2
    assert "There is no command 'rnu'" in (said := capsys.readouterr().err)
    assert all(command in said for command in cli.COMMANDS)


def test_over_a_database_of_somebody_elses_nobody_is_invented_and_it_is_left_running(start: Start, home: Path) -> None:
    with Postgres(Settings(home=home.with_name("theirs"))) as theirs:
        running = start(DATABASE_URL=theirs.owner_dsn)
        running.ready()
        running.says("Seenby is at")
        time.sleep(0.3)
        code, said = running.ended(signal.SIGTERM)
        assert code == 0
        assert "demo.seenby" not in said
        assert not database_processes(home)
        assert database_processes(home.with_name("theirs"))
