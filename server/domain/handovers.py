"""A ward shift handed over, or a child moved to another ward: one nurse in charge offers, another accepts (P-5, Z-34).

The first has it until the second has accepted: nobody ever has to guess whose it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from server.domain import ward
from server.domain.access import CHAIRS, Actor
from server.domain.document import Document
from sync.messages import Change

PATH, ACCEPTS = "handovers", "ward_accepts"
OFFERS = ward.HANDED
LONGEST = timedelta(hours=24)
NOT_YOURS = "Only the nurse in charge it was handed to accepts it. Ring whoever handed it over."
ENDED = "That shift has ended, or it was handed to somebody else. Ring whoever handed it over."
WITHOUT_END = "A ward is handed over to one nurse in charge, for 24 hours at most. Choose who, and until when."
OWN = "You cannot hand it over to yourself. Choose the nurse in charge who takes over."
ONLY_ACCEPTS = "Accept the ward first. Until then it is with whoever handed it over."
ONLY_CHAIR = "Other handovers are written by the chair or minute taker."


@dataclass(frozen=True)
class Given:
    """A part in the discussion, for an account, until an instant with its offset."""

    account: str
    capacity: str
    until: datetime


@dataclass(frozen=True)
class Moves:
    """Whose part begins, and whose parts of a capacity end: of one account, or with None of all but who it is given."""

    given: Given
    ended: tuple[tuple[str, str | None], ...]


def refused(document: Document, change: Change, actor: Actor, now: datetime) -> str | None:
    """A sentence where this handover cannot be; None for every other path."""
    if change.target == ACCEPTS:
        return _not_accepted(_offer(document, change.payload["offer"]), actor, now)
    if change.target != PATH:
        return None
    said = change.payload
    if actor.capacity == ward.OFFERED:
        return ONLY_ACCEPTS
    if said.get("kind") not in OFFERS:
        return None if actor.capacity in CHAIRS else ONLY_CHAIR
    if "to" not in said or "until" not in said or not now < _instant(said["until"]) <= now + LONGEST:
        return WITHOUT_END
    return OWN if account(said["to"]) == actor.person.id else None


def moves(document: Document, change: Change, actor: Actor) -> Moves | None:
    """What an accepted change of `refused` above does to people's parts; `document` as it was before."""
    said = change.payload
    if change.target == PATH and "kind" in said:
        return Moves(Given(account(said["to"]), ward.OFFERED, _instant(said["until"])), ((ward.OFFERED, None),))
    if change.target != ACCEPTS:
        return None
    offer = _offer(document, said["offer"])
    assert offer is not None, "an acceptance was checked against its offer"
    giver = None if offer["value"]["kind"] == "ward_transfer" else str(offer["by"]["id"])
    given = Given(actor.person.id, ward.DUTY, _instant(offer["value"]["until"]))
    return Moves(given, ((ward.OFFERED, actor.person.id), (ward.DUTY, giver)))


def account(person: str) -> str:
    """The id in a part of type `person`: `<id> <name, role, agency>`."""
    return person.partition(" ")[0]


def _offer(document: Document, offer: Any) -> dict[str, Any] | None:
    """The last offer, if it is this one and nobody has accepted it."""
    offers = [one for one in document["entries"].get(PATH, []) if one["value"].get("kind") in OFFERS]
    done = [one["value"]["offer"] for one in document["entries"].get(ACCEPTS, [])]
    return offers[-1] if offers and offers[-1]["id"] == offer and offer not in done else None


def _not_accepted(offer: dict[str, Any] | None, actor: Actor, now: datetime) -> str | None:
    if offer is None or _instant(offer["value"]["until"]) <= now:
        return ENDED
    return None if account(offer["value"]["to"]) == actor.person.id else NOT_YOURS


def _instant(said: str) -> datetime:
    return datetime.fromisoformat(said)
