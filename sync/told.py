"""A case as it is told (CLI.md), read and checked: every mistake is one sentence, the same in both languages."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sync.errors import CaseError
from sync.london import day_number, lacks_offset, midnight, seconds

NO, UNKNOWN, YES = 0, 1, 2
RANKS = {"no": NO, "unknown": UNKNOWN, "yes": YES}
# Earlier than any instant: an answer with no time counts from the first call (CLI.md reading 5).
ALWAYS = -(10**15)
MODES = ("phone", "video", "in_person")
VISITORS = ("social_worker", "lead_social_worker", "police", "hospital_staff")
OF_A_CHILD = frozenset({"child_seen", "child_born", "child_died"})

Sides = tuple[tuple[int, int], ...]  # (answer, since) for each side; one side where nobody differs
NOBODY_SAID: Sides = ((UNKNOWN, ALWAYS),)


class Span(NamedTuple):
    """An instant, or the earliest and latest of the sides that differ about it."""

    lo: int
    hi: int


class Event(NamedTuple):
    type: str
    at: Span
    end: Span | None
    sd: int
    child: str | None
    recipient: str | None
    mode: str | None
    by: str | None
    due: int | None  # the London date that was agreed
    rule: str | None
    alone: bool
    choice: str | None
    who: str | None
    reason: str | None


class Child(NamedTuple):
    id: str
    born: Span | None
    died: bool
    facts: Mapping[str, Sides]
    expected: bool = False


class Told(NamedTuple):
    children: tuple[Child, ...]
    facts: Mapping[str, Sides]
    events: tuple[Event, ...]
    implied_by: Mapping[str, tuple[str, ...]]
    memo: dict[tuple[str | None, str], Sides]
    recipients: tuple[str, ...] = ()  # those the case declares
    today: int | None = None  # the London date, for an age before the discussion

    def of_type(self, name: str) -> list[Event]:
        return [event for event in self.events if event.type == name]

    def about(self, child: Child | None) -> "Told":
        """Without what happened to another child."""
        if child is None:
            return self
        return self._replace(events=tuple(event for event in self.events if event.child in (None, child.id)))


def read(case: object, vocabulary: Mapping[str, Any]) -> Told:
    """Raises CaseError. Keys it does not know are let be: a newer case may carry more."""
    if not isinstance(case, dict):
        raise CaseError("The case is not a JSON object.")
    facts = _facts(case.get("facts"), vocabulary, child=None)
    declared = _children(case.get("children"), vocabulary)
    recipients = case.get("recipients")
    events = tuple(
        _event(f"Event {number}", raw, vocabulary, declared, recipients if isinstance(recipients, list) else None)
        for number, raw in enumerate(_list(case.get("events"), "events"), 1)
    )
    children = tuple(_born(child, dob, events) for child, dob in declared.values())
    named = tuple(one for one in recipients if isinstance(one, str)) if isinstance(recipients, list) else ()
    return Told(children, facts, events, vocabulary["implied_by"], memo={}, recipients=named)


def moment(text: object, where: str) -> int:
    """Seconds since 1970. Raises CaseError."""
    if text is None:
        raise CaseError(f"{where}: no time is given.")
    found = seconds(text) if isinstance(text, str) else None
    if found is not None:
        return found
    if isinstance(text, str) and lacks_offset(text):
        raise CaseError(f"{where}: the time '{text}' has no offset from UTC.")
    raise CaseError(f"{where}: {_said(text)} is not a time.")


def _children(raw: object, vocabulary: Mapping[str, Any]) -> dict[str, tuple[Child, int | None]]:
    found: dict[str, tuple[Child, int | None]] = {}
    for number, entry in enumerate(_list(raw, "children"), 1):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name:
            raise CaseError(f"Child {number} has no id.")
        if name in found:
            raise CaseError(f"Child '{name}' is declared twice.")
        dob = _date(name, entry.get("dob"))
        expected = _date(name, entry.get("expected_birth")) is not None
        facts = _facts(entry.get("facts"), vocabulary, child=name)
        found[name] = (Child(name, None, died=False, facts=facts, expected=expected), dob)
    return found


def _date(child: str, text: object) -> int | None:
    number = day_number(text) if isinstance(text, str) else None
    if number is None and text is not None:
        raise CaseError(f"Child '{child}': {_said(text)} is not a date.")
    return number


def _born(child: Child, dob: int | None, events: tuple[Event, ...]) -> Child:
    births = [event.at for event in events if event.type == "child_born" and event.child == child.id]
    died = any(event.type == "child_died" and event.child == child.id for event in events)
    if births:
        born: Span | None = first(births)
    else:
        born = None if dob is None else Span(midnight(dob), midnight(dob))
    return child._replace(born=born, died=died)


def first(spans: list[Span]) -> Span:
    """The first of several instants, under every side."""
    return Span(min(span.lo for span in spans), min(span.hi for span in spans))


def last(spans: list[Span]) -> Span:
    return Span(max(span.lo for span in spans), max(span.hi for span in spans))


def _facts(raw: object, vocabulary: Mapping[str, Any], child: str | None) -> dict[str, Sides]:
    where = "" if child is None else f"Child '{child}': "
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise CaseError(f"{where}'facts' is not a JSON object.")
    for name in raw:
        known = vocabulary["facts"].get(name)
        if known is None:
            raise CaseError(f"{where}'{name}' is not a fact this procedure knows.")
        if child is not None and known["of"] != "child":
            raise CaseError(f"{where}'{name}' is not a fact of a child.")
    return {name: _answers(answer, f"{where}Fact '{name}'") for name, answer in raw.items()}


def _answers(raw: object, where: str) -> Sides:
    return tuple(_answer(side, where) for side in _sides(raw, where))


def _answer(raw: object, where: str) -> tuple[int, int]:
    answer, at = (raw.get("answer"), raw.get("at")) if isinstance(raw, dict) else (raw, None)
    if not isinstance(answer, str) or answer not in RANKS:
        raise CaseError(f"{where}: {_said(answer)} is not yes, no or unknown.")
    return RANKS[answer], ALWAYS if at is None else moment(at, where)


def _event(
    where: str,
    raw: object,
    vocabulary: Mapping[str, Any],
    declared: Mapping[str, Any],
    recipients: list[Any] | None,
) -> Event:
    if not isinstance(raw, dict):
        raise CaseError(f"{where} is not a JSON object.")
    name = raw.get("type")
    if name is None:
        raise CaseError(f"{where} has no type.")
    if not isinstance(name, str) or name not in vocabulary["events"]:
        raise CaseError(f"{where}: {_said(name)} is not an event this procedure knows.")
    where = f"{where} ({name})"
    at = _span(raw.get("at"), where)
    end = None if raw.get("end") is None else _span(raw["end"], where)
    if end is not None and end.hi < at.lo:
        raise CaseError(f"{where}: it ends before it starts.")
    return Event(
        name,
        at,
        end,
        sd=_number(raw.get("sd"), where),
        child=_child(raw.get("child"), name, where, declared),
        recipient=_recipient(raw.get("recipient"), name, where, recipients),
        mode=_one_of(raw.get("mode"), MODES, where),
        by=_one_of(raw.get("by"), VISITORS, where),
        due=_due(raw.get("due"), where),
        rule=_words(raw.get("rule")),
        alone=raw.get("alone") is True,
        choice=_words(raw.get("choice")),
        who=_words(raw.get("who")),
        reason=_words(raw.get("why")),
    )


def _words(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw else None


def _due(raw: object, where: str) -> int | None:
    number = day_number(raw) if isinstance(raw, str) else None
    if number is None and raw is not None:
        raise CaseError(f"{where}: {_said(raw)} is not a date.")
    return number


def _span(raw: object, where: str) -> Span:
    moments = [moment(side, where) for side in _sides(raw, where)]
    return Span(min(moments), max(moments))


def _sides(raw: object, where: str) -> list[Any]:
    if not isinstance(raw, dict) or "sides" not in raw:
        return [raw]
    sides = raw["sides"]
    if not isinstance(sides, list) or not sides:
        raise CaseError(f"{where}: no sides are given.")
    return sides


def _number(raw: object, where: str) -> int:
    if raw is None:
        return 1
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= 999:
        raise CaseError(f"{where}: a discussion is numbered 1, 2, 3 and so on.")
    return raw


def _child(raw: object, name: str, where: str, declared: Mapping[str, Any]) -> str | None:
    if raw is None and name not in OF_A_CHILD:
        return None
    if raw is None:
        raise CaseError(f"{where}: no child is named.")
    if not isinstance(raw, str) or raw not in declared:
        raise CaseError(f"{where}: child {_said(raw)} is not declared.")
    return raw


def _recipient(raw: object, name: str, where: str, recipients: list[Any] | None) -> str | None:
    if raw is None and name != "record_received":
        return None
    if not isinstance(raw, str) or not raw:
        raise CaseError(f"{where}: no recipient is named.")
    if recipients is not None and raw not in recipients:
        raise CaseError(f"{where}: recipient '{raw}' is not declared.")
    return raw


def _one_of(raw: object, known: tuple[str, ...], where: str) -> str | None:
    if raw is None or (isinstance(raw, str) and raw in known):
        return raw
    raise CaseError(f"{where}: {_said(raw)} is not {', '.join(known[:-1])} or {known[-1]}.")


def _list(raw: object, name: str) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise CaseError(f"'{name}' is not a list.")
    return raw


def _said(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "what is given"
