"""What somebody finds who takes the disk: words in every way Chromium and PostgreSQL write them, and keys."""

import base64
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from playwright.sync_api import Page

# The one record in clear: how the key is wrapped (SECURITY.md 1a).
META = """async () => {
  const [{name}] = (await indexedDB.databases()).filter((one) => one.name.startsWith('seenby-'))
  const db = await new Promise((done) => { const ask = indexedDB.open(name); ask.onsuccess = () => done(ask.result) })
  const ask = db.transaction('meta').objectStore('meta').getAll()
  const [meta] = await new Promise((done) => { ask.onsuccess = () => done(ask.result) })
  db.close()
  const {vault, kdf, wrapped} = meta
  return {vault, m: kdf.m, t: kdf.t, p: kdf.p, salt: [...kdf.salt], iv: [...wrapped.iv], box: [...wrapped.box]}
}"""


# Chromium writes its session files some seconds after the act, or many; before that a scan proves nothing.
SESSION_FILES_MS = 8_000
LOOKS = 60
A_SECOND_MS = 1_000
# A database that lives replaces and deletes files of its own, once in a while in the midst of a reading.
READINGS = 20


def found(folders: Iterable[Path], secret: str | bytes) -> list[str]:
    """Files that hold the secret in UTF-8, UTF-16LE or base64, of a reading during which none went away."""
    forms = _forms(secret.encode()) + _forms(secret.encode("utf-16le")) if isinstance(secret, str) else _forms(secret)
    for _ in range(READINGS):
        with suppress(FileNotFoundError):
            return [str(path) for folder in folders for path in folder.rglob("*") if _holds(path, forms)]
    raise AssertionError(f"in {READINGS} readings of the disk there was always a file that went away")


def waits_for_session_files(page: Page, profile: Path, address: str) -> None:
    """Until they say that somebody was at this address, which they may."""
    page.wait_for_timeout(SESSION_FILES_MS)
    for _ in range(LOOKS):
        if found([profile], address):
            return
        page.wait_for_timeout(A_SECOND_MS)
    raise AssertionError("the scan must find the address, or it finds nothing")


def keys_of(page: Page, passphrase: str) -> list[bytes]:
    """The raw keys of this device's one vault: what must be nowhere on its disk."""
    meta = page.evaluate(META)
    stretched = Argon2id(
        salt=bytes(meta["salt"]), length=32, iterations=meta["t"], lanes=meta["p"], memory_cost=meta["m"]
    ).derive(passphrase.encode())
    opening = _derived(stretched, f"seenby v1 key encryption {meta['vault']}")
    root = AESGCM(opening).decrypt(bytes(meta["iv"]), bytes(meta["box"]), f"v1|key|{meta['vault']}".encode())
    return [root, stretched, opening, _derived(root, "seenby v1 records"), _derived(root, "seenby v1 record names")]


def _derived(key: bytes, label: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=bytes(32), info=label.encode()).derive(key)


def _forms(secret: bytes) -> list[bytes]:
    """As it is, and as base64 wherever in a longer text it may begin."""
    return [secret, *(base64.b64encode(b"\0" * shift + secret)[4 if shift else 0 : -4] for shift in range(3))]


def _holds(path: Path, forms: list[bytes]) -> bool:
    # Not `is_file`, which calls what went away no file.
    if not S_ISREG(path.lstat().st_mode):
        return False
    content = path.read_bytes()
    return any(form in content for form in forms)
