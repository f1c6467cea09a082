"""The only code that knows the database and its keys.

Between requests nothing is held. What a person does is done inside `async with store.as_person(person_id, now)`, one
transaction that row-level security knows the person of; `apply`, `apply_form`, `push`, `pull`, `sign_in`, `sign_out`,
`session` and `phones` open their own.
"""

from server.store.accounts import account, add_person, sign_in, sign_in_waits
from server.store.changes import apply, apply_form
from server.store.devices import DeviceRefusedError, revoke_device
from server.store.discussions import create_discussion, discussion, discussions
from server.store.drafts import draft, drop_draft, keep_draft
from server.store.engine import StoreError
from server.store.grants import grant, revoke, revoke_all
from server.store.handing import colleagues
from server.store.held import held_changes
from server.store.log import last_changes
from server.store.opening import epoch, healthy, opened
from server.store.people import add_organisation, person_of, phones
from server.store.person import as_person
from server.store.procedures import keep_procedure, procedures, reached
from server.store.pull import pull, push
from server.store.recorded import Sealed, recorded
from server.store.recorded import end as end_recorded
from server.store.recorded import take as take_sealed
from server.store.seal import Broken
from server.store.sessions import Session, end_all_sessions, session, sign_out

__all__ = [
    "Broken",
    "DeviceRefusedError",
    "Sealed",
    "Session",
    "StoreError",
    "account",
    "add_organisation",
    "add_person",
    "apply",
    "apply_form",
    "as_person",
    "colleagues",
    "create_discussion",
    "discussion",
    "discussions",
    "draft",
    "drop_draft",
    "end_all_sessions",
    "end_recorded",
    "epoch",
    "grant",
    "healthy",
    "held_changes",
    "keep_draft",
    "keep_procedure",
    "last_changes",
    "opened",
    "person_of",
    "phones",
    "procedures",
    "pull",
    "push",
    "reached",
    "recorded",
    "revoke",
    "revoke_all",
    "revoke_device",
    "session",
    "sign_in",
    "sign_in_waits",
    "sign_out",
    "take_sealed",
]
