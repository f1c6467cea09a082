"""A local procedure: one cited TOML file, compiled to canonical JSON named by its digest (DESIGN.md decision 6)."""

import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from server.domain.procedure_rules import compile_rule
from server.domain.procedure_words import Fault
from server.domain.vocabulary import EVENTS, FACTS_OF_A_CHILD, FACTS_OF_THE_CASE, IMPLIED_BY, ROLES

FOLDER = Path(__file__).parents[1] / "procedures"
Compiled = dict[str, Any]

SETTINGS: dict[str, Any] = {
    "office_close": "17:00",
    "count_start_day": False,
    "receipt_cutoff": "none",
    "video_counts_as_face_to_face": False,
    # CLI.md reading 1: where a rule for holding lacks its own event.
    "fallback_events": [
        "information_received",
        "concerns_identified",
        "referral_received",
        "action_needed",
        "action_taken",
    ],
    "last_resort": "first_saved",
}
TOP = {"id", "title", "source", "settings", "events", "facts", "roles", "context", "silent", "rule"}
SOURCE = ("name", "file", "date", "cites_guidance", "reviewed_on", "reviewed_by")


class ProcedureError(ValueError):
    """A procedure file that cannot be used: the sentence names file, rule, and what to do."""


def compile_procedure(toml_text: str, name: str) -> Compiled:
    """`name` is the file's name, for the sentence. Whole or not at all: raises ProcedureError at the first fault."""
    try:
        return _compile(tomllib.loads(toml_text))
    except tomllib.TOMLDecodeError as fault:
        raise ProcedureError(f"{name}: this is not TOML: {fault}.") from fault
    except Fault as fault:
        raise ProcedureError(f"{name}: {fault}") from fault


def digest(compiled: Compiled) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of everything but the version."""
    content = {key: value for key, value in compiled.items() if key != "version"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def load_builtin() -> dict[str, Compiled]:
    """The procedures that come with Seenby, by id."""
    files = sorted(FOLDER.glob("*.toml"))
    compiled = [compile_procedure(file.read_text(encoding="utf-8"), file.name) for file in files]
    return {procedure["id"]: procedure for procedure in compiled}


def _compile(raw: dict[str, Any]) -> Compiled:
    if unknown := sorted(raw.keys() - TOP):
        raise Fault(f"the file has '{unknown[0]}', which means nothing here. Use {', '.join(sorted(TOP))}.")
    for key in ("id", "title"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise Fault(f'the file has no {key}. Write {key} = "…" at its top.')
    vocabulary = _vocabulary(raw)
    source = _source(raw.get("source"))
    settings = _settings(raw.get("settings", {}))
    compiled: Compiled = {
        "id": raw["id"],
        "title": raw["title"],
        "source": source,
        "settings": settings,
        "vocabulary": vocabulary,
        "context": _sentences(raw, "context", "why the rule with this id asks for nothing"),
        "silent": _sentences(raw, "silent", "what the source does not say"),
        "rules": _rules(raw.get("rule"), vocabulary, settings, source["file"]),
    }
    compiled["version"] = digest(compiled)
    return compiled


def _rules(raw: object, vocabulary: dict[str, Any], settings: dict[str, Any], file: str) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not raw:
        raise Fault("the file has no rules. Write each under [[rule]].")
    rules = [compile_rule(rule, number, vocabulary, settings, file) for number, rule in enumerate(raw, 1)]
    seen: set[tuple[str, str, str]] = set()
    for rule in rules:
        names = (rule["id"], rule.get("kind", ""), rule["part"])
        if names in seen:
            alike = f"of kind {rule['kind']}. Give one another kind" if "kind" in rule else "alike. Give one a part"
            raise Fault(f"rule {rule['id']}: there are two {alike}, or its own id.")
        seen.add(names)
    return rules


def _sentences(raw: dict[str, Any], key: str, what: str) -> dict[str, str]:
    found = raw.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(words, str) and words for words in found.values()):
        raise Fault(f'[{key}]: write each as name = "{what}".')
    return found


def _source(raw: object) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise Fault("the file has no [source]. Say where the procedure comes from.")
    for key in SOURCE:
        if not isinstance(raw.get(key), str):
            raise Fault(f'[source] has no {key}. Write {key} = "…"; an empty text where it is not known.')
    return {key: raw[key] for key in SOURCE}


def _settings(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Fault("[settings] is not a table.")
    for key, value in raw.items():
        if key not in SETTINGS:
            raise Fault(f"[settings] has '{key}', which is not a setting. Use {', '.join(SETTINGS)}.")
        if not isinstance(value, type(SETTINGS[key])):
            raise Fault(f"[settings] {key} is of the wrong kind. Write it like {json.dumps(SETTINGS[key])}.")
    for key in ("office_close", "receipt_cutoff"):
        _time_of_day(key, raw.get(key, SETTINGS[key]))
    return {**SETTINGS, **raw}


def _time_of_day(key: str, value: str) -> None:
    hours, colon, minutes = value.partition(":")
    fits = (
        colon and len(hours) == len(minutes) == 2 and value.replace(":", "").isascii() and (hours + minutes).isdigit()
    )
    if not (fits and hours < "24" and minutes < "60") and not (key == "receipt_cutoff" and value == "none"):
        raise Fault(f"[settings] {key} is '{value}', which is not a time of day. Write it like \"17:00\".")


def _vocabulary(raw: dict[str, Any]) -> dict[str, Any]:
    """What every case may name, with the events and facts this file declares."""
    facts = {name: {"of": "case", "words": words} for name, words in FACTS_OF_THE_CASE.items()}
    facts |= {name: {"of": "child", "words": words} for name, words in FACTS_OF_A_CHILD.items()}
    declared = raw.get("facts", {})
    for name, fact in declared.items() if isinstance(declared, dict) else ():
        if (
            not isinstance(fact, dict)
            or fact.get("of") not in ("case", "child")
            or not isinstance(fact.get("words"), str)
        ):
            raise Fault(f'[facts] {name}: write it as {{ of = "case" or "child", words = "…" }}.')
        facts[name] = {"of": fact["of"], "words": fact["words"]}
    events = raw.get("events", {})
    if not isinstance(events, dict) or not all(isinstance(words, str) for words in events.values()):
        raise Fault('[events]: write each as name = "words that finish a sentence beginning with when".')
    roles = raw.get("roles", {})
    if not isinstance(roles, dict) or not all(isinstance(label, str) and label for label in roles.values()):
        raise Fault('[roles]: write each as name = "what this area calls it".')
    return {
        "events": {**EVENTS, **events},
        "facts": facts,
        "implied_by": IMPLIED_BY,
        "roles": {**ROLES, **roles},
    }
