"""Who may do what, and why: the one policy, used by handlers, push and pull. Deny by default."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from server.domain import attendance, ward
from server.domain.calendar import england
from sync.attendance import PART
from sync.registry import Field, Registry
from sync.settling import settles, settling

Verb = Literal["read", "write"]
CHAIRS = frozenset({"chair", "minute_taker"})
CAPACITIES = frozenset({"chair", "minute_taker", "participant", "edt", PART, *ward.WARD})
# Refuges and placements (PRACTICE.md P-6), and who is kept out (P-8): only those who run the discussion hold the words.
PROTECTED = frozenset({"protected_addresses", "excluded"})


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    initials: str
    role: str
    role_words: str
    agency: str
    demo: bool = False
    # Of the organisation: `police`, `hospital`, `social_care` …; who may see a note hangs on it.
    agency_kind: str = ""


@dataclass(frozen=True)
class Actor:
    """A person in one discussion: what they may do hangs on the capacity they were granted there."""

    person: Person
    capacity: str
    device: str

    @property
    def by(self) -> dict[str, str]:
        return {
            "id": self.person.id,
            "name": self.person.name,
            "role": self.person.role_words,
            "agency": self.person.agency,
        }


@dataclass(frozen=True)
class Decision:
    """`reason` is a sentence for the person refused."""

    allowed: bool
    reason: str = ""


def in_part(document: dict[str, Any], actor: Actor) -> Actor:
    """The same person, or as one who is here for part of this discussion (PRACTICE.md P-9)."""
    limited = actor.capacity == "participant" and attendance.part_of(document, actor.person.id) is not None
    return replace(actor, capacity=PART) if limited else actor


def may(actor: Actor, verb: Verb, found: Field) -> Decision:
    """Reading and writing; who may settle hangs on the path and the hour: `may_settle`."""
    if actor.capacity not in CAPACITIES:
        return Decision(allowed=False, reason="You have no part in this discussion.")
    match verb:
        case "read" if actor.capacity in ward.WARD:
            return Decision(
                allowed=ward.sight(found) != "nothing", reason="A ward on duty holds its plan, not the record."
            )
        case "read" if actor.capacity == PART and not attendance.ever_held(found):
            return Decision(allowed=False, reason=attendance.ONLY_PART)
        case "read":
            hidden = found.section in PROTECTED and actor.capacity not in CHAIRS
            return Decision(allowed=not hidden, reason="Only the chair and minute taker may see this.")
        case "write":
            return Decision(allowed=actor.capacity in found.writers, reason=_writers(found, actor))


def may_settle(actor: Actor, path: str, at: str, registry: Registry) -> Decision:
    """`at` = when the settlement says it was made: a duty manager's, out of hours."""
    rule = settling(registry, path)
    holidays = frozenset(england()["holidays"])
    part = actor.capacity in CAPACITIES - ward.WARD - {PART}
    return Decision(part and settles(rule, actor.capacity, actor.person.role, at, holidays), reason=rule["words"])


def _writers(found: Field, actor: Actor) -> str:
    if actor.capacity == PART:
        return attendance.ONLY_PART
    if set(found.writers) <= CHAIRS:
        return f"“{found.label}” is written by the chair or minute taker. Write what you think as a note instead."
    return f"“{found.label}” cannot be written by you here."
