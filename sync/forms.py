"""A form field's name is the operation: form fields -> changes (sync/README.md). Twin of `forms.ts`."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sync import values
from sync.messages import SCHEMA, Json, canonical_text, op_id
from sync.registry import Field, Registry

OPERATIONS = frozenset({"set", "tag", "add", "step", "settle"})
# In a form's path, the id of an item that begins with this form; the same form sent twice begins it once.
NEW = "new"
NewChange = dict[str, Json]


@dataclass(frozen=True)
class Author:
    """Who makes the changes of one form; `claimed_at` is ISO 8601 UTC by the author's own clock."""

    device: str
    actor: str
    acting_role: str
    discussion: str
    claimed_at: str
    mono_ms: int
    tz: str
    skew_est_ms: int
    app_v: str
    profile_v: str


@dataclass(frozen=True)
class Last:
    """The last change of the same nonce and path, if whoever receives the form has one."""

    op_id: str
    payload: Json


class Form:
    """The fields of one submitted form, sorted by what they say."""

    def __init__(self, fields: Iterable[tuple[str, str]]) -> None:
        self.plain: dict[str, str] = {}
        self.seen: dict[str, list[str]] = {}
        self.was: dict[str, str] = {}
        self.inputs: dict[str, tuple[str, dict[str, list[str]]]] = {}
        for name, value in fields:
            self._read(name, value)

    @property
    def nonce(self) -> str:
        return self.plain.get("nonce", "")

    @property
    def paths(self) -> list[str]:
        """Every path the form speaks of: a box that was shown and left empty sends only its `was`."""
        return list(dict.fromkeys([*self.inputs, *self.was]))

    @property
    def targets(self) -> list[str]:
        """The same as its changes name them."""
        return [self.target(path) for path in self.paths]

    def target(self, path: str) -> str:
        return ".".join(f"n{self.nonce[:15].lower()}" if step == NEW else step for step in path.split("."))

    def _read(self, name: str, value: str) -> None:
        operation, colon, rest = name.partition(":")
        path, _, part = rest.partition("/")
        if not colon:
            self.plain[name] = value
        elif operation == "seen":
            self.seen[path] = value.split()
        elif operation == "was":
            self.was[path] = value
        elif operation in OPERATIONS:
            self.inputs.setdefault(path, (operation, {}))[1].setdefault(part, []).append(value)


def changes_from(
    fields: Iterable[tuple[str, str]], registry: Registry, author: Author, last: Mapping[str, Last], zone: str
) -> tuple[list[NewChange], list[values.Problem]]:
    """Changes lack only `dseq` and `prev_dhash`; what the same nonce already said on a path is not said again.

    With problems nothing should be saved as a change: the form is kept as a draft and shown again.
    """
    form = Form(fields)
    made, problems = [], []
    for path in form.paths:
        found = registry.field(path)
        operation, inputs = form.inputs.get(path, ("set", {}))
        payload, wrong = _payload(form, path, operation, inputs, found, zone)
        problems += wrong
        if not wrong:
            change = _change(form, path, operation, payload, found, author, last.get(form.target(path)))
            made += [change] if change else []
    return made, problems


def _payload(
    form: Form, path: str, operation: str, inputs: dict[str, list[str]], found: Field | None, zone: str
) -> tuple[Json, list[values.Problem]]:
    if operation == "tag":
        return _tags(inputs.get("", []), form.was.get(path)), []
    if operation == "settle":
        return values.group(f"settle:{path}", inputs, values.SETTLEMENT, zone, every=True)
    if operation in ("set", "add") and found is not None and found.parts:
        alone = form.plain.get("asks") == path and form.was.get(path, "null") == "null"
        every = operation == "add" or alone or NEW in path.split(".")
        return values.group(f"{operation}:{path}", inputs, found.asked(path), zone, every=every)
    return values.text((inputs.get("") or [""])[0]) or None, []


def _tags(ticked: list[str], was: str | None) -> dict[str, list[str]]:
    before = set(values.parsed_list(was))
    return {"add": sorted(set(ticked) - before), "remove": sorted(before - set(ticked))}


def _change(
    form: Form, path: str, operation: str, payload: Json, found: Field | None, author: Author, last: Last | None
) -> NewChange | None:
    seen, target = form.seen.get(path, []), form.target(path)
    if last is not None:
        if canonical_text(last.payload) == canonical_text(payload):
            return None
        seen = [last.op_id]
    elif _unchanged(operation, payload, form.was.get(path)):
        return None
    return {
        "op_id": op_id(form.nonce, target, seen, payload), "nonce": form.nonce,
        "device": author.device, "actor": author.actor,
        "acting_role": author.acting_role, "discussion": author.discussion, "kind": operation, "target": target,
        "seen": seen, "payload": payload, "section": found.section if found else "", "claimed_at": author.claimed_at,
        "mono_ms": author.mono_ms, "tz": author.tz, "skew_est_ms": author.skew_est_ms, "schema_v": SCHEMA,
        "app_v": author.app_v, "profile_v": author.profile_v,
    }  # fmt: skip


def _unchanged(operation: str, payload: Json, was: str | None) -> bool:
    if operation == "tag":
        return not payload["add"] and not payload["remove"]
    if operation == "settle" or (operation == "add" and not was):
        return False
    return canonical_text(payload) == unicodedata.normalize("NFC", was or "null")
