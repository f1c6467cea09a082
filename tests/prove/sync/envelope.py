"""A change as a device writes it (sync/README.md), made here from the text of the protocol, not from `sync`."""

import hashlib
import json
from typing import Any

Json = Any  # what came over the wire and was not looked at yet


def canonical(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def op_id(nonce: str, target: str, seen: list[str], payload: Json) -> str:
    return hashlib.sha256(canonical([nonce, target, seen, payload]).encode()).hexdigest()[:32]


def chained(change: dict[str, Json]) -> str:
    """What the next change of the same device names as `prev_dhash`."""
    return hashlib.sha256(canonical(change).encode()).hexdigest()
