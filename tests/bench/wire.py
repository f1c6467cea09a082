"""A plain TCP relay that counts what a server sends: bytes over the wire, as nothing inside a browser can say them."""

import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Wire:
    """`address` leads to 127.0.0.1:`to`; `received` counts the server's bytes, headers and all."""

    to: int
    received: int = 0
    _door: socket.socket = field(default_factory=socket.socket)
    _count: threading.Lock = field(default_factory=threading.Lock)

    @property
    def address(self) -> str:
        return f"http://localhost:{self._door.getsockname()[1]}"

    def start(self) -> None:
        self._door.bind(("127.0.0.1", 0))
        self._door.listen(64)
        threading.Thread(target=self._welcome, daemon=True).start()

    def stop(self) -> None:
        self._door.close()

    def _welcome(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.to))
            threading.Thread(target=self._relay, args=(browser, server), daemon=True).start()
            threading.Thread(target=self._relay, args=(server, browser, True), daemon=True).start()

    def _relay(self, giver: socket.socket, taker: socket.socket, counts: bool = False) -> None:
        try:
            while part := giver.recv(65_536):
                if counts:
                    with self._count:
                        self.received += len(part)
                taker.sendall(part)
        except OSError:
            pass
        finally:
            taker.close()
