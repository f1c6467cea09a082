"""A port that is still free when the server under test has begun."""

import secrets
import socket

# Above what servers are known by, and below 32768, from where on Linux gives a port to whoever opens a connection: a
# start takes seconds, in which browsers and other tests open many.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Nobody listens there, and no system hands it out; another test drawing the same is one in twelve thousand."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
