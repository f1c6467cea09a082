"""Excluded persons: named by chair or minute taker, matched to an account by a person (PRACTICE.md P-8, Z-35).

Whoever is kept out has no part, whatever was granted: the walls see to it. Here is what may be said, and what of the
record goes with them.
"""

from typing import Any

from server.domain.access import Actor
from server.domain.cut import left
from sync import excluded
from sync.messages import Change

NOT_NAMED = "Nobody of that name is kept out of this discussion. Look again, and name them first."
LET_IN = "They were let in again meanwhile. To keep them out, name them again."
OWN = "You cannot keep yourself out. Ring the manager on call, who finds somebody else to run it."
Document = dict[str, Any]


def refused(document: Document, change: Change, actor: Actor) -> str | None:
    """A sentence where this cannot be; None for every other path."""
    if change.target not in (excluded.ACCOUNTS, excluded.ENDED):
        return None
    name = change.payload["excluded"]
    if name not in [one["id"] for one in document["entries"].get(excluded.PATH, [])]:
        return NOT_NAMED
    if change.target == excluded.ENDED:
        return None
    if name not in [one["id"] for one in excluded.standing(document)]:
        return LET_IN
    return OWN if account(change) == actor.person.id else None


def account(change: Change) -> str:
    """The account that a change of `excluded_accounts` names."""
    return str(change.payload["account"]).partition(" ")[0]


def held(document: Document) -> Document:
    """A copy in which nobody who is kept out has anything in hand: the ward, or a note that someone needs to know.

    What they answered for is nobody's again; the log keeps that they did. The same document where nobody is kept out.
    """
    out = excluded.accounts(document)
    if not out:
        return document
    entries = document["entries"]
    to_them = {one["id"] for one in entries.get("handovers", []) if _to(one) in out}
    gone = to_them | {
        one["id"] for path in ("ward_accepts", "urgent_read") for one in entries.get(path, []) if one["by"]["id"] in out
    }
    kept = {path: [one for one in all_ if one["id"] not in gone] for path, all_ in entries.items()}
    return document | {"entries": left(kept)}


def _to(offer: dict[str, Any]) -> str:
    return str(offer["value"].get("to", "")).partition(" ")[0]
