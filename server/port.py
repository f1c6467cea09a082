"""Is the port free, and if not, who has it?"""

import errno
import socket
import time
from pathlib import Path

HOST = "127.0.0.1"
LISTENING = "0A"
# The web process of a killed supervisor notices within a second, or some seconds where the machine is busy: counted by
# how often we look, since a machine that stands still lets the time pass and nothing else.
LOOKS = 25
BETWEEN_SECONDS = 0.2


class PortTaken(Exception):
    """A sentence that names the port and, where it can be seen, the process that holds it."""


def require_free(port: int) -> None:
    """Raises PortTaken unless 127.0.0.1:port can be listened on, after waiting a little for a dying process."""
    for _ in range(LOOKS):
        if _free(port):
            return
        time.sleep(BETWEEN_SECONDS)
    if not _free(port):
        raise PortTaken(
            f"Port {port} is held by {holder(port)}. Stop that, or choose another port: make run PORT={port + 1}"
        )


def holder(port: int) -> str:
    """In words, who listens on this port; only root sees other people's processes."""
    inodes = _listening_inodes(port)
    for process in Path("/proc").glob("[0-9]*"):
        try:
            links = {str(fd.readlink()) for fd in (process / "fd").iterdir()}
            if links & inodes:
                return _named(process)
        except OSError:
            continue
    return "another process"


def _named(process: Path) -> str:
    words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    if "multiprocessing.spawn" in words:
        # A web process of ours or of a program like ours: the one to stop is its parent.
        return _named(process.parent / (process / "stat").read_text().rpartition(")")[2].split()[1])
    return f"process {process.name} ({words[:80]})"


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as problem:
            raise PortTaken(f"Port {port} may not be used by this user. Choose one above 1023.") from problem
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def _listening_inodes(port: int) -> set[str]:
    inodes: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for row in rows:
            _, local, _, state, *rest = row.split()
            if state == LISTENING and int(local.rsplit(":", 1)[1], 16) == port:
                inodes.add(f"socket:[{rest[5]}]")
    return inodes
