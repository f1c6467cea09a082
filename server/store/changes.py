"""THE write path: every change of every discussion goes through `apply`, a transaction each (DESIGN.md 1.3, 4)."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

import asyncpg
import msgspec

from server.domain import ending, handovers
from server.domain.access import Actor, Person
from server.domain.changes import Outcome, decide
from server.store import audit, devices, excluded, handing, held, receipts, recorded
from server.store.discussions import ID, Standing, locked
from server.store.engine import outside
from server.store.log import Sender, append, logged
from server.store.person import Row, as_person, row, within
from server.store.procedures import may_take_up, procedures
from sync.forms import NewChange
from sync.messages import Change, Malformed, Receipt, decode_change
from sync.registry import registry

CHANNEL = "seenby"
OUT_OF_REACH = "Kept for the chair to check: you have no part in this discussion now."
TAMPERED = "Kept to be checked: something else was sent before under the same id."
NESTED = "This change could not be read: it is nested too deeply."
OTHER_DEVICE = "This says that it was written on another device."
NOT_A_PROCEDURE = "That is no newer version of this procedure. Look at what would change, and choose again."
NOT_DECIDED = "Kept for the chair to check: Seenby could not work out what this changes."

log = logging.getLogger(__name__)


class TamperedError(Exception):
    """Another change has this id already."""


async def apply(
    person: Person, device: str, changes: Sequence[bytes | msgspec.Raw | Change], now: datetime
) -> list[Receipt]:
    """One receipt for each change, in order. Opens its own transactions. Raises DeviceRefusedError.

    A change that cannot be read, reached or merged is kept and answered `quarantined` with a sentence.
    """
    sender = Sender(person, device, now)
    await devices.know_device(person.id, device, now)
    touched: dict[str, None] = {}
    answers = [await _receive(sender, one, touched) for one in changes]
    if touched:
        # A hint only, after the last commit; ids only, since anybody on the database may listen.
        await outside("SELECT pg_notify($1, $2)", CHANNEL, " ".join(touched))
    return answers


async def apply_form(person: Person, device: str, made: Iterable[NewChange], now: datetime) -> list[Receipt]:
    """As `apply`, for the changes of a plain form: `device` is the session's own, and numbers them here."""
    changes = [msgspec.convert(one | {"dseq": 0, "prev_dhash": ""}, Change) for one in made]
    return await apply(person, device, changes, now)


async def _receive(sender: Sender, one: bytes | msgspec.Raw | Change, touched: dict[str, None]) -> Receipt:
    if isinstance(one, Change):
        return await _send(sender, one, touched)
    try:
        change = _storable(decode_change(one))
    except (Malformed, RecursionError) as problem:
        sentence = str(problem) if isinstance(problem, Malformed) else NESTED
        return await _hold(sender, held.unread(bytes(one)), sentence, "unreadable")
    return await _send(sender, change, touched)


def _storable(change: Change) -> Change:
    """Raises Malformed for what no column can hold."""
    if not 0 <= change.dseq < 2**53:
        raise Malformed("This change has a number that no device gives.")
    return change


async def _send(sender: Sender, change: Change, touched: dict[str, None]) -> Receipt:
    try:
        receipt = await _one(sender, change)
    except (TamperedError, asyncpg.UniqueViolationError):
        return await _hold(sender, held.of(change), TAMPERED, "tampered")
    if receipt is None:
        return await _hold(sender, held.of(change), OUT_OF_REACH, "out of reach")
    touched[change.discussion] = None
    return receipt


async def _hold(sender: Sender, change: held.Unread, sentence: str, reason: str) -> Receipt:
    async with as_person(sender.person.id, sender.now):
        await audit.note("change", "held", "quarantined", device=sender.device, reason=reason)
        return await held.keep(sender.device, change, sentence)


async def _one(sender: Sender, change: Change) -> Receipt | None:
    """None where the discussion is not reached. Raises TamperedError."""
    async with as_person(sender.person.id, sender.now):
        # The lock makes the log gapless, and the decision one about what really stands.
        standing = await locked(change.discussion) if ID.fullmatch(change.discussion) else None
        if standing is None:
            return await _own_again(change)
        earlier = await row("SELECT * FROM change WHERE op_id = $1", change.op_id)
        if earlier is not None:
            return _again(sender, standing, earlier, change)
        actor = Actor(sender.person, standing.capacity, sender.device)
        outcome = _decided(actor, standing, change)
        if outcome.document["procedure"] != standing.document["procedure"] and not await may_take_up(change.payload):
            outcome = Outcome("quarantined", standing.document, NOT_A_PROCEDURE)
        if outcome.status == "applied" and ending.ends(change):
            outcome = await _ended(standing, outcome)
        outcome = await _for_them(standing, change, outcome)
        moved = handovers.moves(standing.document, change, actor) if outcome.status == "applied" else None
        if outcome.status == "needs_upgrade":
            # The one answer that leaves nothing here: the device keeps it (sync/README.md).
            return Receipt(change.op_id, outcome.status, None, receipts.server_time(sender.now), outcome.sentence)
        if sender.device.startswith(devices.WEB):
            change = await _numbered(sender.device, change)
        receipt = await append(sender, standing, change, outcome)
        if change.nonce.startswith(recorded.MARK) and outcome.status != "quarantined":
            await recorded.end(change.nonce, "saved")
        if moved:
            await handing.follow(standing.id, moved)
        await excluded.follow(standing.id, standing.document, outcome.document)
        return receipt


async def _for_them(standing: Standing, change: Change, outcome: Outcome) -> Outcome:
    """Whom a change names must be there to be given the ward, or to be kept out."""
    if outcome.status != "applied":
        return outcome
    sentence = await excluded.refused(standing.id, change)
    if change.target == handovers.PATH:
        sentence = await handing.refused(standing.id, change.payload, standing.capacity)
    return Outcome("quarantined", standing.document, sentence) if sentence else outcome


async def _ended(standing: Standing, outcome: Outcome) -> Outcome:
    followed = standing.document["procedure"]
    kept = await procedures([followed])
    sentence = ending.refused(standing.document, kept.get(followed, {"rules": []}))
    return Outcome("quarantined", standing.document, sentence) if sentence else outcome


async def _numbered(device: str, change: Change) -> Change:
    """A plain form's change gets the number and chain of its session's device here."""
    dseq, prev_dhash = await devices.next_dseq(device)
    numbered = msgspec.structs.replace(change, dseq=dseq, prev_dhash=prev_dhash)
    await devices.keep_chain(numbered)
    return numbered


def _again(sender: Sender, standing: Standing, earlier: Row, change: Change) -> Receipt:
    """The stored receipt, if author, path, value and seen are the same; nothing else is compared (DESIGN.md 4)."""
    if earlier["discussion"] != standing.id or str(earlier["author"]) != sender.person.id:
        raise TamperedError
    before = logged(standing.key, earlier)
    if [before["target"], before["payload"], before["seen"]] != [change.target, change.payload, change.seen]:
        raise TamperedError
    return receipts.stored(earlier)


async def _own_again(change: Change) -> Receipt | None:
    """What was written here before its author's part ended is answered as it was then.

    Its words cannot be opened to be compared; the id, which was checked, is made of path, value and seen.
    """
    if not ID.fullmatch(change.discussion):
        return None
    sql = "SELECT * FROM change WHERE op_id = $1 AND author = $2 AND discussion = $3"
    earlier = await row(sql, change.op_id, within().person, change.discussion)
    return receipts.stored(earlier) if earlier is not None else None


def _decided(actor: Actor, standing: Standing, change: Change) -> Outcome:
    if change.device != actor.device:
        return Outcome("quarantined", standing.document, OTHER_DEVICE)
    try:
        return decide(standing.document, change, actor, within().now, registry())
    except Exception as problem:  # noqa: BLE001 -- one change must never stop a nurse's outbox for ever
        # Never the text of the error: it may hold what somebody typed.
        log.error("decide failed with %s in %s", type(problem).__name__, standing.id)  # noqa: TRY400 -- as said above
        return Outcome("quarantined", standing.document, NOT_DECIDED)
