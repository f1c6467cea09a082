"""A ward handed over: whose parts begin and end with it, in the transaction of the change that says so."""

from server.domain.access import CHAIRS
from server.domain.handovers import Moves, account
from server.store import excluded, grants
from server.store.people import choices
from server.store.person import rows, within
from sync.messages import Json

NOT_A_NURSE = "Nobody of that name can take the ward over. Choose the nurse in charge again."
# Why is told to who runs the discussion alone: whoever hands a ward over may not know of it (PRACTICE.md P-8).
CANNOT = "They cannot be added to this discussion. Ring the chair."
KEPT_OUT = "They are kept out of this discussion. Choose another nurse in charge."
# A hospital's nurses; one's own organisation first.
WARD_ROLES = ("ward_nurse", "nurse_in_charge")
MOST = 200


async def colleagues() -> list[dict[str, str]]:
    """Whom the person of `as_person` may hand a ward over to: `{id, words}`, the words as they are printed."""
    return await choices(
        "WHERE a.role = ANY($2) AND a.id::text <> $1"
        " ORDER BY a.organisation = (SELECT organisation FROM account WHERE id::text = $1) DESC, a.name, a.id LIMIT $3",
        *(within().person, list(WARD_ROLES), MOST),
    )


async def refused(discussion: str, payload: Json, capacity: str) -> str | None:
    """A sentence where whom a handover names is no nurse by that name, or is kept out; an acceptance names nobody."""
    if "to" not in payload:
        return None
    if str(payload["to"]) not in [f"{one['id']} {one['words']}" for one in await colleagues()]:
        return NOT_A_NURSE
    if await excluded.is_out(discussion, account(payload["to"])):
        return KEPT_OUT if capacity in CHAIRS else CANNOT
    return None


async def follow(discussion: str, moved: Moves) -> None:
    """Begins the part that was given and ends those it takes the place of."""
    given, now = moved.given, within().now
    new = await grants.grant(
        discussion, given.account, given.capacity, starts=now, ends=given.until, reason="ward handed over"
    )
    for capacity, whose in moved.ended:
        await rows(
            "UPDATE grant_ SET ends = greatest($1, starts), xid = pg_current_xact_id()::text::bigint"
            " WHERE discussion = $2 AND capacity = $3 AND id::text <> $4 AND ends > $1"
            " AND ($5::text IS NULL OR account::text = $5)",
            *(now, discussion, capacity, new, whose),
        )
