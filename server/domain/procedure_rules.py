"""One rule of a procedure file, checked and written out in full: nothing is left to be guessed when it runs."""

from typing import Any

from sync.told import VISITORS

EFFECTS = ("hold", "seen_by", "record", "inform")
FORCES = ("must", "should", "may")
KINDS = ("usual", "max", "relaxation", "national")
UNITS = ("hours", "same_day", "working_days", "asap", "agreed")
PER = ("case", "child")
SAYS = {"id", "line", "title", "why", "beneath"}
KEYS = SAYS | {"when", "effect", "kind", "force", "per", "unit", "amount", "anchor", "stop"}
# Only a social worker of the responsible authority stops a clock for seeing the child (PRACTICE.md P-15).
STOPS: dict[str, dict[str, Any]] = {
    "hold": {"call": "first"},
    "seen_by": {"seen_by": ["social_worker", "lead_social_worker"]},
}
Rule = dict[str, Any]


class Fault(ValueError):
    """What is wrong, where in the file, and what to write instead."""


def compile_rule(raw: object, number: int, vocabulary: dict[str, Any], settings: dict[str, Any], file: str) -> Rule:
    """Raises Fault, its sentence naming the rule."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        raise Fault(f'rule number {number} has no id. Write id = "…", the id it has in the source\'s list.')
    try:
        return _rule(raw, vocabulary, settings, file)
    except Fault as fault:
        raise Fault(f"rule {raw['id']}: {fault}") from fault


def _rule(raw: Rule, vocabulary: dict[str, Any], settings: dict[str, Any], file: str) -> Rule:
    if unknown := sorted(raw.keys() - KEYS):
        raise Fault(f"'{unknown[0]}' means nothing here. Use {', '.join(sorted(KEYS))}.")
    line = raw.get("line")
    if isinstance(line, bool) or not isinstance(line, int) or line < 1:
        raise Fault("it cites no line. Write line = the line of the source it comes from.")
    title = raw.get("title")
    if not isinstance(title, str) or not title:
        raise Fault("it has no title. Say in plain words what it asks for.")
    effect = _one_of(raw, "effect", EFFECTS)
    unit = _one_of(raw, "unit", UNITS)
    return {
        "id": raw["id"],
        "cite": {"source": file, "line": line},
        "title": title,
        "why": _text(raw, "why"),
        "when": _condition(raw["when"], vocabulary) if "when" in raw else None,
        "effect": effect,
        "kind": _one_of(raw, "kind", KINDS, "max"),
        "force": _one_of(raw, "force", FORCES),
        "per": _one_of(raw, "per", PER, "case"),
        "unit": unit,
        "amount": _amount(raw, unit),
        "anchor": _anchor(raw.get("anchor"), vocabulary),
        "stop": _stop(raw.get("stop", STOPS.get(effect)), vocabulary, settings),
        "beneath": {"anchor": _anchor(raw["beneath"], vocabulary)} if "beneath" in raw else None,
    }


def _amount(raw: Rule, unit: str) -> int | None:
    amount = raw.get("amount")
    if unit not in ("hours", "working_days"):
        if amount is not None:
            raise Fault(f"a limit in {unit} has no amount. Take amount out.")
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or not 1 <= amount <= 1000:
        raise Fault(f"it has no amount. Write amount = the number of {unit.replace('_', ' ')}, 1 to 1000.")
    return amount


def _condition(raw: object, vocabulary: dict[str, Any]) -> Rule:
    """`"a"`, `{ any = [...] }`, `{ all = [...] }`, `{ unless_no = "a" }`, `{ known_no = "a" }`, `{ event = "e" }`,
    `{ not_at_discussion = ... }`."""
    if isinstance(raw, str):
        return {"fact": _fact(raw, vocabulary)}
    if not isinstance(raw, dict) or len(raw.keys() - {"before"}) != 1:
        raise Fault("when is not understood. Write a fact, or { any = [facts] }, or { all = [facts] }.")
    key = next(iter(raw.keys() - {"before"}))
    value = raw[key]
    if key in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise Fault(f"when: {key} has nothing in it. Write {key} = [facts].")
        return {key: [_condition(part, vocabulary) for part in value]}
    if key in ("unless_no", "known_no"):
        return {key: _fact(value, vocabulary)}
    if key == "not_at_discussion":
        return {key: _condition(value, vocabulary)}
    if key == "event":
        before = {"before": raw["before"]} if raw.get("before") == "first_call" else {}
        return {key: _event(value, vocabulary), **before}
    raise Fault(f"when: '{key}' means nothing here. Use any, all, unless_no, known_no, event or not_at_discussion.")


def _anchor(raw: object, vocabulary: dict[str, Any]) -> Rule:
    if not isinstance(raw, dict) or len(raw.keys() & {"event", "earliest", "discussion"}) != 1:
        raise Fault("it starts from nothing. Write anchor = { event = … }, { earliest = […] } or { discussion = … }.")
    if "discussion" in raw:
        return _discussion_anchor(raw, vocabulary)
    names = [raw["event"]] if "event" in raw else raw["earliest"]
    if not isinstance(names, list) or not names:
        raise Fault("anchor: earliest has nothing in it. Write earliest = [events].")
    if raw.get("fallback") not in (None, "holding"):
        raise Fault('anchor: the only fallback is "holding".')
    return {
        "events": [_event(name, vocabulary) for name in names],
        "pick": _one_of(raw, "pick", ("first", "last"), "first"),
        "fallback": raw.get("fallback"),
    }


def _discussion_anchor(raw: Rule, vocabulary: dict[str, Any]) -> Rule:
    return {
        "discussion": _one_of(raw, "discussion", ("date", "end")),
        "which": _one_of(raw, "which", ("first", "last", "each"), "first"),
        "carrying": [_event(name, vocabulary) for name in raw.get("carrying", [])],
        "renewed_by": [_fact(name, vocabulary) for name in raw.get("renewed_by", [])],
    }


def _stop(raw: object, vocabulary: dict[str, Any], settings: dict[str, Any]) -> Rule:
    if isinstance(raw, dict) and raw.get("call") == "first":
        return {"call": "first", **_modes(raw, settings)}
    if isinstance(raw, dict) and isinstance(raw.get("seen_by"), list) and raw["seen_by"]:
        for who in raw["seen_by"]:
            if who not in VISITORS:
                raise Fault(f"stop: nobody is called '{who}'. Use {', '.join(VISITORS)}.")
        return {"seen_by": raw["seen_by"]}
    if isinstance(raw, dict) and "event" in raw:
        return {"event": _event(raw["event"], vocabulary), "pick": _one_of(raw, "pick", ("first", "last"), "first")}
    raise Fault("nothing meets it. Write stop = { event = … }.")


def _modes(raw: Rule, settings: dict[str, Any]) -> Rule:
    """H-0.2: whether a video meeting is a face-to-face one is the procedure's choice."""
    if raw.get("face_to_face") is not True:
        return {}
    return {"modes": ["in_person", "video"] if settings["video_counts_as_face_to_face"] else ["in_person"]}


def _one_of(raw: Rule, key: str, known: tuple[str, ...], default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or value not in known:
        raise Fault(f"{key} is {_said(value)}. Use {', '.join(known)}.")
    return value


def _text(raw: Rule, key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise Fault(f"{key} is not words.")
    return value


def _fact(name: object, vocabulary: dict[str, Any]) -> str:
    if not isinstance(name, str) or name not in vocabulary["facts"]:
        raise Fault(f"{_said(name)} is not a fact. Use one of the list in README.md, or declare it under [facts].")
    return name


def _event(name: object, vocabulary: dict[str, Any]) -> str:
    if not isinstance(name, str) or name not in vocabulary["events"]:
        raise Fault(f"{_said(name)} is not an event. Use one of the list in README.md, or declare it under [events].")
    return name


def _said(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "missing" if value is None else "not a word"
