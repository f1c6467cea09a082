"""What the web process loads. It ends with the supervisor that started it, even one that was killed with -9."""

import os
import threading
import time

from server import settings
from server.app import create_app


def follow(parent: int) -> None:
    """Ends this process soon after `parent` is gone: an orphan would hold the port with nobody to stop it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


follow(os.getppid())
app = create_app(settings.read(os.environ))
