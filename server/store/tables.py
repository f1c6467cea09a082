"""The tables. Words and names of children are only inside sealed `Bytea` (DESIGN.md 1.7);
the rest is ids, instants and states.

Composite keys, checks, triggers and policies are in `piccolo_migrations/`. No default of any column reads a clock.
"""

from typing import Any

from piccolo.columns import (
    UUID,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
)
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table

from server.store.engine import DB


def _of(table: type[Table] | str, *, index: bool = False) -> ForeignKey[Any]:
    """Piccolo's own default is nullable and ON DELETE CASCADE (STACK.md section 2)."""
    return ForeignKey(table, null=False, on_delete=OnDelete.restrict, on_update=OnUpdate.restrict, index=index)


class Setting(Table, db=DB):
    """`epoch`: another one after a restore, so that devices start again. `key_check`: which key file sealed this."""

    name = Text(primary_key=True, default=None)
    value = Text(default=None)


class Organisation(Table, db=DB):
    id = UUID(primary_key=True, default=None)
    name = Text(default=None)
    kind = Text(default=None)
    phones = Text(default=None, help_text="JSON: [{who, number}]")


class Account(Table, db=DB):
    id = UUID(primary_key=True, default=None)
    login = Text(unique=True, default=None)
    name = Text(default=None)
    initials = Text(default=None)
    role = Text(default=None)
    role_words = Text(default=None)
    organisation = _of(Organisation)
    password_hash = Text(default=None)
    demo = Boolean(default=None)


class SignInTry(Table, db=DB, tablename="sign_in_try"):
    """Failed tries of one login, known or not, by digest: a login that does not exist leaves the same trace."""

    login_digest = Text(primary_key=True, default=None)
    failures = Integer(default=None)
    last_failed = Timestamptz(default=None)


class Device(Table, db=DB):
    """A browser that named itself, or `web:…` for a session with no worker. `last_*` continue its chain of changes."""

    id = Text(primary_key=True, default=None)
    account = _of(Account, index=True)
    created = Timestamptz(default=None)
    revoked = Timestamptz(null=True, default=None)
    last_dseq = BigInt(default=None)
    last_dhash = Text(default=None)


class Session(Table, db=DB):
    digest = Text(primary_key=True, default=None)
    account = _of(Account, index=True)
    device = _of(Device)
    created = Timestamptz(default=None)
    last_seen = Timestamptz(default=None)
    revoked = Timestamptz(null=True, default=None)


class Procedure(Table, db=DB):
    digest = Text(primary_key=True, default=None)
    id = Text(default=None)
    version = Text(default=None)
    body = Text(default=None, help_text="canonical JSON, as compiled")


class Discussion(Table, db=DB):
    """`xid`: the transaction of the last change of content or of reach (DESIGN.md section 4, Pull)."""

    id = Text(primary_key=True, default=None)
    procedure = _of(Procedure)
    seq = BigInt(default=None)
    version = BigInt(default=None, help_text="rises with every write of body, and is sealed into it")
    key_wrapped = Bytea(default=None)
    body = Bytea(default=None)
    created = Timestamptz(default=None)
    changed = Timestamptz(default=None)
    xid = BigInt(default=None)


class Change(Table, db=DB):
    """The log: append-only, gapless by discussion. `status` is what the server answered; the change is sealed."""

    op_id = Text(primary_key=True, default=None)
    discussion = _of(Discussion)
    seq = BigInt(default=None)
    author = _of(Account)
    device = _of(Device)
    dseq = BigInt(default=None)
    form_digest = Text(default=None, help_text="SHA-256 of the form's nonce, which is random")
    status = Text(default=None)
    sentence = Bytea(null=True, default=None)
    body = Bytea(default=None)
    received = Timestamptz(default=None)
    xid = BigInt(default=None)


class HeldChange(Table, db=DB, tablename="held_change"):
    """What could not go into any discussion's log is kept here: nothing is refused and gone."""

    id = UUID(primary_key=True, default=None)
    person = _of(Account)
    device = _of(Device)
    op_id = Text(default=None, help_text="empty where what arrived names none")
    discussion = Text(null=True, default=None, help_text="as named by the change; may be none of ours")
    body_digest = Text(default=None, help_text="keyed, so that the same bytes are kept once")
    body = Bytea(default=None)
    sentence = Bytea(default=None)
    received = Timestamptz(default=None)
    xid = BigInt(default=None)


class RecordedNote(Table, db=DB, tablename="recorded_note"):
    """What was recorded without unlocking. `note`: its name, and the nonce of the form that confirms it."""

    id = UUID(primary_key=True, default=None)
    note = Text(default=None)
    person = _of(Account)
    device = _of(Device)
    discussion = Text(null=True, default=None, help_text="as named on the device; may be none of ours")
    body = Bytea(default=None)
    received = Timestamptz(default=None)
    ended = Timestamptz(null=True, default=None)
    ended_by = UUID(null=True, default=None)
    how = Text(null=True, default=None)


class Grant(Table, db=DB, tablename="grant_"):
    """Who may reach a discussion, as what, from when until when, and who said so."""

    id = UUID(primary_key=True, default=None)
    account = _of(Account, index=True)
    discussion = _of(Discussion, index=True)
    capacity = Text(default=None)
    starts = Timestamptz(default=None)
    ends = Timestamptz(null=True, default=None)
    granted_by = _of(Account)
    reason = Text(default=None, help_text="a word of ours, never a person's sentence")
    xid = BigInt(default=None)


class Exclusion(Table, db=DB):
    """Who is kept out of a discussion, whatever they were granted; ended when they are let in again."""

    id = UUID(primary_key=True, default=None)
    discussion = _of(Discussion, index=True)
    account = _of(Account)
    begun = Timestamptz(default=None)
    begun_by = _of(Account)
    ended = Timestamptz(null=True, default=None)
    ended_by = UUID(null=True, default=None)


class Draft(Table, db=DB):
    """What a form held when it could not be saved. One for each person and page."""

    id = UUID(primary_key=True, default=None)
    account = _of(Account)
    page = Text(default=None)
    body = Bytea(default=None)
    made = Timestamptz(default=None)


class Audit(Table, db=DB):
    """Append-only; the app may write it and not read it."""

    id = BigSerial(primary_key=True)
    at = Timestamptz(default=None)
    person = UUID(null=True, default=None)
    device = Text(null=True, default=None)
    verb = Text(default=None)
    object = Text(default=None)
    decision = Text(default=None)
    reason = Text(null=True, default=None)


ALL: tuple[type[Table], ...] = (
    Setting,
    Organisation,
    Account,
    SignInTry,
    Device,
    Session,
    Procedure,
    Discussion,
    Change,
    HeldChange,
    RecordedNote,
    Grant,
    Exclusion,
    Draft,
    Audit,
)
