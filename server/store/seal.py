"""Sealed bytes: AES-256-GCM, bound to table, row and version, so that no row is swapped or put back (DESIGN.md 1.7)."""

import hashlib
import hmac
import secrets

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.messages import Json

NONCE = 12


class Broken(Exception):
    """Sealed bytes that do not open in this place: changed, swapped, or put back from before."""


def seal(key: bytes, place: str, content: bytes) -> bytes:
    """`place` is table|row|version; the bytes open nowhere else."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def unseal(key: bytes, place: str, sealed: bytes) -> bytes:
    """Raises Broken."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError):
        # The place is ids only, so it may be said.
        raise Broken(f"What is stored at {place} does not open there.") from None


def seal_json(key: bytes, place: str, value: object) -> bytes:
    return seal(key, place, msgspec.json.encode(value))


def unseal_json(key: bytes, place: str, sealed: bytes) -> Json:
    """Raises Broken."""
    return msgspec.json.decode(unseal(key, place, sealed))


def keyed_digest(key: bytes, content: bytes) -> str:
    """Tells equal from different, and whoever lacks the key nothing about a short content."""
    return hmac.new(key, content, hashlib.sha256).hexdigest()
