"""The key file: 32 random bytes that everything sealed hangs from. Whoever loses it has lost every discussion."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from server.store.engine import StoreError

FILE = "store.key"
LENGTH = 32
# As web/src/vault/hpke.ts seals (SECURITY.md 1a).
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
NOTE = "seenby v1 note|"


class Keys:
    """Keys derived from the key file, one for each use. A discussion has its own random key, wrapped by one of them."""

    def __init__(self, root: bytes) -> None:
        self._wrapping = _derived(root, "discussion keys")
        self.held = _derived(root, "held changes")
        self.receipts = _derived(root, "receipts")
        self.drafts = _derived(root, "drafts")
        self.digests = _derived(root, "digests")
        self._notes = X25519PrivateKey.from_private_bytes(_derived(root, "notes of locked devices"))
        self.check = _derived(root, "which key file").hex()[:32]

    @property
    def seal_to(self) -> str:
        """The public key that a locked device seals to, base64."""
        return base64.b64encode(self._notes.public_key().public_bytes_raw()).decode()

    def opened_note(self, sealed: bytes, bound: str) -> bytes:
        """What a locked device sealed, bound to person, device and name. Raises InvalidTag or ValueError."""
        return SUITE.decrypt(sealed, self._notes, f"{NOTE}{bound}".encode())

    def new_wrapped(self) -> bytes:
        """A new discussion's key, as it may be stored."""
        return aes_key_wrap(self._wrapping, secrets.token_bytes(LENGTH))

    def unwrap(self, wrapped: bytes) -> bytes:
        """Raises StoreError for a key that another key file wrapped."""
        try:
            return aes_key_unwrap(self._wrapping, wrapped)
        except InvalidUnwrap:
            raise StoreError("A discussion's key was wrapped by another key file. Put the right one back.") from None


def read_or_make(folder: Path) -> Keys:
    """The keys of this folder; the file is made, readable to this account alone, if there is none yet."""
    path = folder / FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read(path)
    with os.fdopen(handle, "wb") as file:
        root = secrets.token_bytes(LENGTH)
        file.write(root)
        file.flush()
        os.fsync(file.fileno())
    return Keys(root)


def read(path: Path) -> Keys:
    """Raises StoreError for a file that others may read, or that is not whole."""
    if path.stat().st_mode & 0o077:
        raise StoreError(f"{path} can be read by other accounts. Make it readable to its owner alone (chmod 600).")
    root = path.read_bytes()
    if len(root) != LENGTH:
        raise StoreError(f"{path} holds {len(root)} bytes and should hold {LENGTH}. Put the whole file back.")
    return Keys(root)


def _derived(root: bytes, use: str) -> bytes:
    return HKDF(SHA256(), LENGTH, salt=None, info=f"seenby v1 {use}".encode()).derive(root)
