"""Discussions as they are stored: one sealed document each, reached through the person's grants or not at all."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain import attendance
from server.domain import document as documents
from server.domain.access import Actor, Person
from server.domain.document import Document
from server.store import grants, seal
from server.store.excluded import with_meant
from server.store.holders import with_holders
from server.store.opening import keys
from server.store.person import Row, row, rows, within
from sync.registry import registry

# No letter or digit that is taken for another on the telephone.
SPOKEN = "ABCDEFGHJKMNPRSTUVWXYZ23456789"
ID = re.compile(r"d[0-9a-f]{24}")
COLUMNS = "d.id, d.seq, d.version, d.key_wrapped, d.body"
# As `grants.capacity`, in the same statement as the row; $1 person, $2 now.
CAPACITIES = (
    "(SELECT array_agg(g.capacity) FROM grant_ g WHERE g.discussion = d.id AND g.account = $1"
    " AND g.starts <= $2 AND (g.ends IS NULL OR g.ends > $2)) AS capacities"
)


@dataclass(frozen=True)
class Standing:
    """A discussion's row, opened, and what the person who asked is in it."""

    id: str
    seq: int
    version: int
    key: bytes
    document: Document
    capacity: str


async def create_discussion(procedure: str) -> str:
    """Opens one on a kept procedure's digest; the person of `as_person` chairs it. Answers its id."""
    discussion = f"d{secrets.token_hex(12)}"
    reference = "".join(secrets.choice(SPOKEN) for _ in range(4))
    wrapped = keys().new_wrapped()
    body = seal_document(keys().unwrap(wrapped), discussion, 1, documents.new(discussion, procedure, reference))
    await rows(
        "INSERT INTO discussion (id, procedure, seq, version, key_wrapped, body, created, changed, xid)"
        " VALUES ($1, $2, 0, 1, $3, $4, $5, $5, pg_current_xact_id()::text::bigint)",
        *(discussion, procedure, wrapped, body, within().now),
    )
    await grants.grant(discussion, within().person, "chair", starts=within().now, reason="opened")
    return discussion


async def discussion(person: Person, discussion_id: str) -> Document | None:
    """The annotated document of one discussion for this person; None where there is none or they do not reach it."""
    found = await _row(discussion_id)
    if found is None:
        return None
    [whole] = await with_meant(await with_holders([annotated(opened(found), person)]))
    return whole


async def discussions(person: Person) -> list[Document]:
    """Every annotated document this person reaches now, the most recently changed first."""
    found = await rows(
        f"SELECT {COLUMNS}, {CAPACITIES} FROM discussion d ORDER BY d.changed DESC, d.id",  # noqa: S608 -- our own columns
        *(within().person, within().now),
    )
    return [annotated(opened(one), person) for one in found]


async def locked(discussion_id: str) -> Standing | None:
    """The discussion, which nobody else can write until this transaction ends; None where it is not reached."""
    await rows("SELECT id FROM discussion WHERE id = $1 FOR UPDATE", discussion_id)
    # Read by a statement of its own, which sees what was committed while the lock was waited for, a revocation too.
    found = await _row(discussion_id)
    return opened(found) if found is not None and found["capacities"] else None


async def _row(discussion_id: str) -> Row | None:
    return await row(
        f"SELECT {COLUMNS}, {CAPACITIES} FROM discussion d WHERE d.id = $3",  # noqa: S608 -- our own columns
        *(within().person, within().now, discussion_id),
    )


def opened(found: Row) -> Standing:
    """Raises seal.Broken for a row whose bytes are not its own."""
    key = keys().unwrap(found["key_wrapped"])
    document = seal.unseal_json(key, _place(found["id"], found["version"]), found["body"])
    capacity = _capacity(found["capacities"] or (), document)
    return Standing(found["id"], found["seq"], found["version"], key, document, capacity)


def _capacity(granted: Sequence[str], document: Document) -> str:
    """Whoever is here for part of it by day, and has accepted the ward, has the ward: its plan is needed at once."""
    strongest = grants.strongest(granted) or ""
    limited = strongest == "participant" and attendance.part_of(document, within().person or "") is not None
    return (limited and grants.strongest([one for one in granted if one != strongest])) or strongest


def annotated(standing: Standing, person: Person) -> Document:
    return documents.annotate(standing.document, standing.seq, Actor(person, standing.capacity, ""), registry())


def seal_document(key: bytes, discussion_id: str, version: int, document: Document) -> bytes:
    return seal.seal_json(key, _place(discussion_id, version), document)


def _place(discussion_id: str, version: int) -> str:
    return f"discussion|{discussion_id}|{version}"
