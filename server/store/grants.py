"""Reach: who may hold a discussion, as what, from when until when. A grant is ended, never taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from server.store.person import row, rows, within

# The capacity that counts where a person was granted several.
STRONGEST = ("chair", "minute_taker", "participant", "edt", "ward_on_duty", "ward_offered")
TOUCH = "UPDATE discussion SET xid = pg_current_xact_id()::text::bigint WHERE id = $1"


@dataclass(frozen=True)
class Reach:
    """One person's own grant, with the transaction that last wrote it."""

    discussion: str
    capacity: str
    starts: datetime
    ends: datetime | None
    xid: int


async def grant(
    discussion: str,
    account: str,
    capacity: str,
    *,
    starts: datetime,
    ends: datetime | None = None,
    reason: str = "invited",
) -> str:
    """Given by the person of `as_person`, who must chair the discussion or have just opened it. Answers the grant's id.

    `reason` is one of our words, as it is not sealed.
    """
    grant_id = str(uuid4())
    await rows(
        "INSERT INTO grant_ (id, account, discussion, capacity, starts, ends, granted_by, reason, xid)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, pg_current_xact_id()::text::bigint)",
        *(grant_id, account, discussion, capacity, starts, ends, within().person, reason),
    )
    await rows(TOUCH, discussion)
    return grant_id


async def revoke(grant_id: str) -> bool:
    """Ends a grant now. False where there is none that this person may end, or it had ended."""
    found = await row(
        "SELECT discussion FROM grant_ WHERE id = $1 AND (ends IS NULL OR ends > $2)", grant_id, within().now
    )
    if found is None:
        return False
    # Touched first: a chair who ends their own part reaches nothing afterwards.
    await rows(TOUCH, found["discussion"])
    ended = await rows(
        "UPDATE grant_ SET ends = greatest($2, starts), xid = pg_current_xact_id()::text::bigint"
        " WHERE id = $1 RETURNING id",
        *(grant_id, within().now),
    )
    return bool(ended)


async def revoke_all(discussion: str) -> None:
    """Ends everybody's part now, the chair's own too: the discussion stays, and nobody reaches it."""
    await rows(TOUCH, discussion)
    await rows(
        "UPDATE grant_ SET ends = greatest($2, starts), xid = pg_current_xact_id()::text::bigint"
        " WHERE discussion = $1 AND (ends IS NULL OR ends > $2)",
        *(discussion, within().now),
    )


async def own_reach() -> list[Reach]:
    """Every grant this person ever had, ended ones too."""
    found = await rows("SELECT discussion, capacity, starts, ends, xid FROM grant_ WHERE account = $1", within().person)
    return [Reach(**dict(one)) for one in found]


def strongest(capacities: Sequence[str]) -> str | None:
    return min(capacities, key=STRONGEST.index, default=None)
