"""Devices: a browser that named itself at first contact, or `web:…`, a session's own where there is no worker."""

import re
from datetime import datetime

from server.store.engine import StoreError, outside
from server.store.person import row, rows
from sync.messages import Change, dhash

WEB = "web:"
SHAPE = re.compile(r"[A-Za-z0-9:_-]{1,80}")

# Whose a device is never changes, so it is asked once in each process.
_known: dict[str, str] = {}
MOST_KNOWN = 10_000


class DeviceRefusedError(StoreError):
    """Named by this request and not this person's, not a device's name, or a session's own that no session has."""


async def know_device(account: str, device: str, now: datetime, *, may_be_revoked: bool = True) -> None:
    """Remembers a device at its first contact. Raises DeviceRefusedError.

    A revoked device may still hand in what was written on it; it is only given nothing back.
    """
    if not SHAPE.fullmatch(device):
        raise DeviceRefusedError("A device's name is letters, digits, and : _ - , at most 80.")
    if may_be_revoked and _known.get(device) == account:
        return
    found = await outside("SELECT account, revoked FROM device WHERE id = $1", device)
    if not found and not device.startswith(WEB):
        await outside(
            "INSERT INTO device VALUES ($1, $2, $3, NULL, 0, '') ON CONFLICT DO NOTHING", device, account, now
        )
        found = await outside("SELECT account, revoked FROM device WHERE id = $1", device)
    if not found or str(found[0]["account"]) != account:
        raise DeviceRefusedError("This device belongs to somebody else.")
    if found[0]["revoked"] is not None and not may_be_revoked:
        raise DeviceRefusedError("This device was taken off the list. Sign in again to set it up anew.")
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[device] = account


async def is_of(device: str, account: str) -> bool:
    """Whether this is a browser's device of this account, revoked or not, as an earlier contact said."""
    if device.startswith(WEB) or not SHAPE.fullmatch(device):
        return False
    return bool(await outside("SELECT id FROM device WHERE id = $1 AND account = $2", device, account))


def forget_devices() -> None:
    """Another database has other devices."""
    _known.clear()


async def revoke_device(device: str, now: datetime) -> None:
    await rows("UPDATE device SET revoked = $2 WHERE id = $1 AND revoked IS NULL", device, now)


async def next_dseq(device: str) -> tuple[int, str]:
    """The number and the chain of this device's next change. Nobody else is given them until this transaction ends."""
    found = await row("SELECT last_dseq, last_dhash FROM device WHERE id = $1 FOR UPDATE", device)
    if found is None:
        raise StoreError(f"No device is called {device!r}.")
    return found["last_dseq"] + 1, found["last_dhash"]


async def keep_chain(change: Change) -> None:
    """The change after this one will name it."""
    sql = "UPDATE device SET last_dseq = $2, last_dhash = $3 WHERE id = $1"
    await rows(sql, change.device, change.dseq, dhash(change))
