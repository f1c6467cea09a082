"""A whole Seenby of its own: `python -m server run` in a process group that a story may kill."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path

from server.settings import LONDON, STARTED
from sync.pages.local import OFFICE_CLOSES, OFFICE_OPENS
from tests.planted import planted
from tests.ports import free_port

ROOT = Path(__file__).parents[1]
# A first start makes a database; on a busy machine that has taken three quarters of a minute.
READY_SECONDS = 120.0
STOP_SECONDS = 120.0
# A file of stories takes about as long.
CLEAR_SECONDS = 60.0
OURS = ("DATABASE_URL", "SEENBY_NOW", "SEENBY_HOME", "SEENBY_DEMO", "PORT")


@dataclass
class Server:
    """`home` keeps the database over a stop and a start."""

    home: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def now(self) -> datetime:
        """What this server takes for the time; it goes on while the server is dead."""
        at = planted()
        return at + timedelta(seconds=time.monotonic() - self.began) if at else datetime.now(UTC)

    def start(self) -> None:
        self.port = self.port or free_port()
        kept = {key: value for key, value in os.environ.items() if key not in OURS}
        if at := planted():
            # The same beginning as ours: a start takes a second, and a part that is ended must not end in the future.
            kept |= {"SEENBY_NOW": at.isoformat(), STARTED: repr(self.began)}
        with (self.home / "output.log").open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server", "run"],
                cwd=ROOT,
                env=kept | {"SEENBY_HOME": str(self.home), "PORT": str(self.port), "SEENBY_DEMO": "few"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(STOP_SECONDS)
            self.process = None

    def kill(self) -> None:
        """The whole process group at once, as a power cut would; PostgreSQL is in a session of its own and goes on."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(STOP_SECONDS)
        self.process = None

    def lets_the_day_turn(self) -> None:
        """Where a day, or the office's, ends within the minute: what is today, or tonight, is soon called otherwise."""
        now = self.now().astimezone(LONDON)
        turn = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        left = (turn - now).total_seconds()
        if turn.hour in (0, OFFICE_OPENS, OFFICE_CLOSES) and left < CLEAR_SECONDS:
            time.sleep(left + 1)

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self._healthy():
            if time.monotonic() > deadline or (self.process and self.process.poll() is not None):
                raise AssertionError(f"Seenby did not start:\n{(self.home / 'output.log').read_text()}")
            time.sleep(0.1)

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError as refused:
            refused.close()
            return False
        except (OSError, HTTPException):
            return False
