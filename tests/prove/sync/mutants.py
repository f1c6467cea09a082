"""Bugs that other systems really have (SYNC.md section 2), planted one at a time: the proof must see each of them.

They live here and nowhere in the product. Those of the server are put into its process after the fork (serve.py).
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from server import store
from server.domain import merge
from server.domain.document import Document
from sync.messages import Receipt

# The package has a function of the same name.
PULLING: Any = sys.modules[f"{store.__name__}.pull"]
WRITING: Any = sys.modules[f"{store.__name__}.changes"]


def last_write_wins() -> None:
    merge.put = lambda document, said: merge._replace(document, said, said.change.payload)


def counter_base() -> None:
    """The base is a number that the author's own waiting change moves on: SYNC.md finding 1."""

    def put(document: Document, said: merge.Said) -> merge.Result:
        change = said.change
        bases, versions = document.setdefault("bases", {}), document.setdefault("versions", {})
        base = max((bases.get(seen, 0) for seen in change.seen), default=0)
        bases[change.op_id] = base + 1
        if base != versions.get(change.target, 0):
            return real(document, said)
        versions[change.target] = base + 1
        return merge._replace(document, said, change.payload)

    real, merge.put = merge.put, put


def no_dedupe() -> None:
    """The table's own key goes too (`WITHOUT_KEY`), or it would save the day."""

    async def forgetful(sql: str, *values: object) -> Any:
        return None if "WHERE op_id" in sql else await real(sql, *values)

    real: Callable[..., Any] = WRITING.row
    WRITING.row = forgetful


def ack_all() -> None:
    async def apply(*said: Any) -> list[Receipt]:
        answers: Sequence[Receipt] = await real(*said)
        return [msgspec.structs.replace(one, status="applied", sentence=None) for one in answers]

    real: Callable[..., Any] = PULLING.apply
    PULLING.apply = apply


def cursor_past_open() -> None:
    """The cursor of a serial number: it steps over transactions that are still open."""

    async def row(sql: str, *values: object) -> Any:
        return await real(sql.replace("pg_snapshot_xmin", "pg_snapshot_xmax"), *values)

    real: Callable[..., Any] = PULLING.row
    PULLING.row = row


WITHOUT_KEY = "ALTER TABLE change DROP CONSTRAINT IF EXISTS change_pkey"
ON_THE_SERVER: dict[str, Callable[[], None]] = {
    "last_write_wins": last_write_wins,
    "counter_base": counter_base,
    "ack_all": ack_all,
    "cursor_past_open": cursor_past_open,
    # Last: it leaves the table without its key.
    "no_dedupe": no_dedupe,
}
ON_THE_DEVICE = ("clears_on_send", "believes_anything")
MUTANTS = (*ON_THE_DEVICE, *ON_THE_SERVER)
