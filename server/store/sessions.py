"""Sessions: 256 random bits in the cookie, only their digest here. Each has a device of its own for plain forms."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.domain.access import Person
from server.store import audit, devices
from server.store.engine import outside
from server.store.people import PERSON, as_known
from server.store.person import as_person, rows, within

IDLE = timedelta(hours=12)
LONGEST = timedelta(hours=12)
TOUCHED_EVERY = timedelta(minutes=1)
# What of the digest names the session's own device: enough to be its own, too little to find the session by.
DEVICE_DIGITS = 24


@dataclass(frozen=True)
class Session:
    """Who is signed in; `device` is the session's own, for those with no worker."""

    person: Person
    device: str
    digest: str


async def open_session(account: str, *, instead_of: str | None = None) -> str:
    """A new session for this account, now; its secret is told once. The one it takes the place of ends."""
    secret = secrets.token_urlsafe(32)
    digest = digest_of(secret)
    device = f"{devices.WEB}{digest[:DEVICE_DIGITS]}"
    await rows("INSERT INTO device VALUES ($1, $2, $3, NULL, 0, '')", device, account, within().now)
    await rows("INSERT INTO session VALUES ($1, $2, $3, $4, $4, NULL)", digest, account, device, within().now)
    if instead_of is not None:
        await _end(digest_of(instead_of))
    return secret


async def session(secret: str, now: datetime) -> Session | None:
    """The session of this secret; None where there is none, or it was ended, or it is too old."""
    found = await outside(
        f"SELECT {PERSON}, s.digest, s.device, s.last_seen FROM session s JOIN account a ON a.id = s.account"  # noqa: S608 -- ours
        " JOIN organisation o ON o.id = a.organisation"
        " WHERE s.digest = $1 AND s.revoked IS NULL AND s.last_seen > $2 AND s.created > $3",
        *(digest_of(secret), now - IDLE, now - LONGEST),
    )
    if not found:
        return None
    if now - found[0]["last_seen"] >= TOUCHED_EVERY:
        await outside("UPDATE session SET last_seen = $2 WHERE digest = $1 AND last_seen < $2", found[0]["digest"], now)
    return Session(as_known(found[0]), found[0]["device"], found[0]["digest"])


async def sign_out(digest: str, now: datetime) -> None:
    """Ends the session of this digest. Nothing on any device is touched."""
    async with as_person(None, now):
        await _end(digest)
        await audit.note("sign out", "session", "allowed")


async def end_all_sessions(account: str) -> None:
    """Of one account: when it is closed, or its password changed."""
    await rows("UPDATE session SET revoked = $2 WHERE account = $1 AND revoked IS NULL", account, within().now)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


async def _end(digest: str) -> None:
    await rows("UPDATE session SET revoked = $2 WHERE digest = $1 AND revoked IS NULL", digest, within().now)
