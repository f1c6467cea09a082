"""A plain TCP relay that counts bytes over the wire, as nothing in a browser can say them, and may be a slow link."""

import queue
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Literal

Way = Literal["up", "down"]
# Each with the moment at which it comes out; an empty one is the end.
Parts = queue.SimpleQueue[tuple[float, bytes]]
PART = 1_400
CHANNEL = 64


@dataclass(frozen=True)
class Slow:
    """A link of so many bytes a second each way; `round_trip` in seconds, one of which a new connection waits for."""

    bytes_a_second: float
    round_trip: float


@dataclass
class Wire:
    """`address` leads to 127.0.0.1:`to`; `up` counts a browser's bytes and `down` the server's, headers and all."""

    to: int
    up: int = 0
    down: int = 0
    slow: Slow | None = None
    _door: socket.socket = field(default_factory=socket.socket)
    _count: threading.Lock = field(default_factory=threading.Lock)
    _free: dict[Way, float] = field(default_factory=lambda: {"up": 0.0, "down": 0.0})

    @property
    def address(self) -> str:
        return f"http://localhost:{self._door.getsockname()[1]}"

    def start(self) -> None:
        self._door.bind(("127.0.0.1", 0))
        self._door.listen(CHANNEL)
        _apart(self._welcome)

    def stop(self) -> None:
        self._door.close()

    def _welcome(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            opens = time.monotonic() + (self.slow.round_trip if self.slow else 0)
            self._carry(browser, server, "up", opens)
            self._carry(server, browser, "down", opens)

    def _carry(self, giver: socket.socket, taker: socket.socket, way: Way, opens: float) -> None:
        """What was given is on its way while more is taken in."""
        parts: Parts = queue.SimpleQueue()
        _apart(self._take, giver, parts, way, opens)
        _apart(_give, taker, parts)

    def _take(
        self, giver: socket.socket, parts: queue.SimpleQueue[tuple[float, bytes]], way: Way, opens: float
    ) -> None:
        part = b"."
        while part:
            try:
                part = giver.recv(PART if self.slow else 65_536)
            except OSError:
                part = b""
            parts.put((self._due(len(part), way, opens), part))

    def _due(self, size: int, way: Way, opens: float) -> float:
        """When so many bytes have come out at the other end, after all that went before them the same way."""
        with self._count:
            setattr(self, way, getattr(self, way) + size)
            if not self.slow:
                return 0.0
            self._free[way] = max(time.monotonic(), opens, self._free[way]) + size / self.slow.bytes_a_second
            return self._free[way] + self.slow.round_trip / 2


def _give(taker: socket.socket, parts: Parts) -> None:
    part = b"."
    while part:
        due, part = parts.get()
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            taker.sendall(part)
        except OSError:
            break
    taker.close()


def _apart(act: object, *what: object) -> None:
    threading.Thread(target=act, args=what, daemon=True).start()  # type: ignore[arg-type] # called with its own words
