"""Who is kept out of a discussion: the wall that the change which says so sets up or takes down, in its transaction."""

from uuid import uuid4

from server.domain import excluded as excluding
from server.domain.access import CHAIRS
from server.domain.document import Document
from server.store import audit
from server.store.people import choices
from server.store.person import row, rows, within
from sync import excluded
from sync.messages import Change

NO_ACCOUNT = "There is no such account. Choose again which one is theirs."
ONLY_CHAIR = (
    "They chair this discussion, and nobody else does: without them nobody could run it. Ring the manager on call, who "
    "finds another chair first."
)
MOST = 20
# Shorter is a title or an initial.
LEAST = 3


async def refused(discussion: str, change: Change) -> str | None:
    """A sentence where this account cannot be kept out; None for every other change."""
    if change.target != excluded.ACCOUNTS or excluding.account(change) == excluded.NO_ACCOUNT:
        return None
    account = excluding.account(change)
    if await row("SELECT id FROM account WHERE id::text = $1", account) is None:
        return NO_ACCOUNT
    chairs = await rows(
        "SELECT id FROM holders($1) WHERE capacity = 'chair' AND starts <= $2 AND (ends IS NULL OR ends > $2)",
        *([discussion], within().now),
    )
    return ONLY_CHAIR if {str(one["id"]) for one in chairs} == {account} else None


async def follow(discussion: str, before: Document, after: Document) -> None:
    """Keeps out whoever is kept out by now, and ends the parts they had; lets in whoever is not."""
    was, are = excluded.accounts(before), excluded.accounts(after)
    for account in sorted(are - was):
        await rows(
            "INSERT INTO exclusion (id, discussion, account, begun, begun_by) VALUES ($1, $2, $3, $4, $5)",
            *(str(uuid4()), discussion, account, within().now, within().person),
        )
        await rows(
            "UPDATE grant_ SET ends = greatest($1, starts), xid = pg_current_xact_id()::text::bigint"
            " WHERE discussion = $2 AND account = $3 AND (ends IS NULL OR ends > $1)",
            *(within().now, discussion, account),
        )
        await audit.note("keep out", f"{discussion}/{account}", "begun")
    for account in sorted(was - are):
        await rows(
            "UPDATE exclusion SET ended = $1, ended_by = $2 WHERE discussion = $3 AND account = $4 AND ended IS NULL",
            *(within().now, within().person, discussion, account),
        )
        await audit.note("keep out", f"{discussion}/{account}", "ended")


async def is_out(discussion: str, account: str) -> bool:
    found = await row("SELECT kept_out($1, $2) AS out", discussion, account)
    return bool(found and found["out"])


async def with_meant(documents: list[Document]) -> list[Document]:
    """For whoever runs it, with `meant`: the accounts that may be those of somebody who was named, `{id, words}`."""
    return [one | {"meant": await _meant(_names(one))} if _names(one) else one for one in documents]


def _names(document: Document) -> list[str]:
    if document["capacity"] not in CHAIRS:
        return []
    said = " ".join(str(one["value"]["name"]) for one in excluded.unmatched(document))
    return [word for word in said.lower().replace("-", " ").replace(",", " ").split() if len(word) >= LEAST]


async def _meant(words: list[str]) -> list[dict[str, str]]:
    return await choices(
        "WHERE string_to_array(translate(lower(a.name), '-,', '  '), ' ') && $1 AND a.id::text <> $2"
        " ORDER BY a.name, a.id LIMIT $3",
        *(words, within().person, MOST),
    )
