"""Receipts as they are stored. Their sentence is sealed apart from the words, so that one's own outlive one's reach."""

import re
from datetime import UTC, datetime

from server.store import seal
from server.store.opening import keys
from server.store.person import Row, rows, within
from sync.messages import Receipt

OP_ID = re.compile(r"[0-9a-f]{32}")


def server_time(instant: datetime) -> str:
    """ISO 8601 UTC to the millisecond, with a Z."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def sealed_sentence(table: str, row_id: str, sentence: str | None) -> bytes | None:
    if sentence is None:
        return None
    return seal.seal(keys().receipts, f"{table}.sentence|{row_id}|1", sentence.encode())


def stored(found: Row, table: str = "change") -> Receipt:
    """The receipt of a row of `change` or `held_change`."""
    row_id = found["op_id"] if table == "change" else found["id"]
    sealed = found["sentence"]
    sentence = seal.unseal(keys().receipts, f"{table}.sentence|{row_id}|1", sealed).decode() if sealed else None
    time = server_time(found["received"])
    if table == "change":
        return Receipt(found["op_id"], found["status"], found["seq"], time, sentence)
    return Receipt(found["op_id"], "quarantined", None, time, sentence)


async def since(device: str, xmin: int) -> list[Receipt]:
    """Of this person's changes from one device, those that transactions from `xmin` on may have written."""
    logged = await rows(
        "SELECT op_id, status, seq, sentence, received FROM change WHERE author = $1 AND device = $2 AND xid >= $3"
        " ORDER BY received, seq",
        *(within().person, device, xmin),
    )
    held = await rows(
        "SELECT id, op_id, sentence, received FROM held_change"
        " WHERE person = $1 AND device = $2 AND xid >= $3 AND op_id <> '' ORDER BY received",
        *(within().person, device, xmin),
    )
    return [*(stored(one) for one in logged), *(stored(one, "held_change") for one in held)]
