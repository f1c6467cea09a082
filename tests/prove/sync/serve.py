"""The real application over the real database in a process that may be killed at any instant, and started again fast.

Everything is imported once; each web process is a fork of that, so a restart costs a tenth of a second and a run can
afford many. Orders come by stdin (`start`, `start MUTANT`), each answered by the new process's number. With the
orders' end all of it ends.
"""

import asyncio
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server
from litestar import Litestar

from server import pages, settings
from server.app import create_app
from server.port import HOST
from tests.prove.sync.mutants import ON_THE_SERVER


def main() -> None:
    signal.signal(signal.SIGCHLD, _reap)
    found = settings.read(os.environ)
    app = create_app(found)
    pages.compile_all()
    gc.freeze()
    number = 0
    try:
        for order in sys.stdin:
            number = os.fork()
            if number == 0:
                _web(app, found.port, order.split()[1:])
            print(number, flush=True)
    finally:
        if number:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)


def _reap(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _web(app: Litestar, port: int, mutants: list[str]) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for mutant in mutants:
        ON_THE_SERVER[mutant]()
    server = Server(
        app, address=HOST, port=port, interface=Interfaces.ASGI, log_level=LogLevels.error,
        websockets=False,
    )  # fmt: skip
    try:
        asyncio.run(server.serve())
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
