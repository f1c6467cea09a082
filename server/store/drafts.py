"""What a form held when it could not be saved: sealed, one for each person and page (DESIGN.md section 4)."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from server.store import seal
from server.store.opening import keys
from server.store.person import row, rows, within
from sync.values import Problem


async def keep_draft(page: str, nonce: str, fields: Iterable[tuple[str, str]], errors: Iterable[Problem]) -> None:
    """In place of an earlier draft of this person for this page."""
    content = {"nonce": nonce, "fields": [list(pair) for pair in fields], "errors": [dict(error) for error in errors]}
    sealed = seal.seal_json(keys().drafts, _place(page), content)
    await rows(
        "INSERT INTO draft VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account, page) DO UPDATE SET body = $4, made = $5",
        *(str(uuid4()), within().person, page, sealed, within().now),
    )


async def draft(page: str) -> dict[str, Any] | None:
    """`{nonce, fields: [[name, value]], errors: [{name, text}]}` of this person for this page."""
    found = await row("SELECT body FROM draft WHERE account = $1 AND page = $2", within().person, page)
    opened: dict[str, Any] | None = seal.unseal_json(keys().drafts, _place(page), found["body"]) if found else None
    return opened


async def drop_draft(page: str) -> None:
    await rows("DELETE FROM draft WHERE account = $1 AND page = $2", within().person, page)


def _place(page: str) -> str:
    return f"draft|{within().person}:{page}|1"
