"""The log of changes: append-only, gapless by discussion, every change sealed in its place."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.access import Person
from server.domain.changes import Outcome
from server.store import receipts, seal
from server.store.discussions import Standing, seal_document
from server.store.opening import keys
from server.store.person import Row, rows, within
from sync.forms import Last
from sync.messages import Change, Receipt

# Log, audit and document in one round trip.
APPEND = """
WITH logged AS (
    INSERT INTO change
        (discussion, seq, op_id, author, device, dseq, form_digest, status, sentence, body, received, xid)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, pg_current_xact_id()::text::bigint)
), noted AS (
    INSERT INTO audit (at, person, device, verb, object, decision) VALUES ($11, $4, $5, 'change', $14, $8)
)
UPDATE discussion SET seq = $2, version = $12, body = coalesce($13, body), changed = $11,
    xid = pg_current_xact_id()::text::bigint, procedure = $15 WHERE id = $1
"""


@dataclass(frozen=True)
class Sender:
    """Whose changes these are, from which device, and when the server had them."""

    person: Person
    device: str
    now: datetime


async def append(sender: Sender, standing: Standing, change: Change, outcome: Outcome) -> Receipt:
    """Writes the change with the next seq, and the document it leaves. The discussion must be locked."""
    seq = standing.seq + 1
    version = standing.version
    body = None
    if outcome.status != "quarantined" and outcome.document is not standing.document:
        version += 1
        body = seal_document(standing.key, standing.id, version, outcome.document)
    content = seal.seal_json(standing.key, _place(standing.id, seq, change.op_id), change)
    await rows(
        APPEND,
        *(standing.id, seq, change.op_id, sender.person.id, sender.device, change.dseq, _form_digest(change.nonce)),
        *(outcome.status, receipts.sealed_sentence("change", change.op_id, outcome.sentence), content, sender.now),
        *(version, body, f"{standing.id}/{seq}", outcome.document["procedure"]),
    )
    return Receipt(change.op_id, outcome.status, seq, receipts.server_time(sender.now), outcome.sentence)


async def last_changes(discussion: str, nonce: str, paths: Iterable[str]) -> dict[str, Last]:
    """Of these paths, the last change that this person made there with the form of this nonce (sync/forms)."""
    wanted = set(paths)
    found = await rows(
        "SELECT c.op_id, c.discussion, c.seq, c.body, d.key_wrapped"
        " FROM change c JOIN discussion d ON d.id = c.discussion"
        " WHERE c.discussion = $1 AND c.form_digest = $2 AND c.author = $3 ORDER BY c.seq",
        *(discussion, _form_digest(nonce), within().person),
    )
    changes = [logged(keys().unwrap(one["key_wrapped"]), one) for one in found]
    return {one["target"]: Last(one["op_id"], one["payload"]) for one in changes if one["target"] in wanted}


def logged(key: bytes, found: Row) -> dict[str, Any]:
    """The change of a row of the log. Raises seal.Broken."""
    change: dict[str, Any] = seal.unseal_json(
        key, _place(found["discussion"], found["seq"], found["op_id"]), found["body"]
    )
    return change


def _place(discussion: str, seq: int, op_id: str) -> str:
    return f"change|{discussion}:{op_id}|{seq}"


def _form_digest(nonce: str) -> str:
    return hashlib.sha256(nonce.encode()).hexdigest()
