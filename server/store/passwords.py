"""Passwords: Argon2id with 19 MiB, two passes, one lane (OWASP's floor; SECURITY.md section 1), off the event loop."""

import asyncio
import os

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1


async def hashed(password: str) -> str:
    """As a PHC string, salt included."""
    return await asyncio.to_thread(_hash, password)


async def matches(password: str, hash_: str | None) -> bool:
    """For a login that nobody has, `hash_` is None: the same work is done, so that the time tells nothing."""
    right = await asyncio.to_thread(_verify, password, hash_ or NOBODY)
    return right and hash_ is not None


def _hash(password: str) -> str:
    kdf = Argon2id(salt=os.urandom(16), length=32, iterations=PASSES, lanes=LANES, memory_cost=MEMORY_KIB)
    return kdf.derive_phc_encoded(password.encode())


def _verify(password: str, hash_: str) -> bool:
    try:
        Argon2id.verify_phc_encoded(password.encode(), hash_)
    except InvalidKey:
        return False
    return True


# Made at import from a password that nobody knows.
NOBODY = _hash(os.urandom(16).hex())
