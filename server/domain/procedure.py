"""A local procedure: one cited TOML file, compiled to canonical JSON named by its digest (DESIGN.md decision 6)."""

import hashlib
import json
from functools import cache, partial
from pathlib import Path
from typing import Any

from server.domain.procedure_rules import compile_rule
from server.domain.procedure_school import school_holidays
from server.domain.procedure_starts import check_order
from server.domain.procedure_toml import tables
from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault, meant, one_of, said
from server.domain.vocabulary import EVENTS, FACTS_OF_A_CHILD, FACTS_OF_THE_CASE, IMPLIED_BY, ROLES

FOLDER = Path(__file__).parents[1] / "procedures"
Compiled = dict[str, Any]

SETTINGS: dict[str, Any] = {
    "office_close": "17:00",
    "count_start_day": False,
    "receipt_cutoff": "none",
    "video_counts_as_face_to_face": False,
    # Of a limit in days that are called neither working nor calendar days: both, the earlier shown.
    "days_mean": "both",
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
TOP = {"id", "title", "source", "settings", "events", "facts", "roles", "context", "silent", "rule", "school_holidays"}
SOURCE = ("name", "file", "date", "cites_guidance", "reviewed_on", "reviewed_by")


class ProcedureError(ValueError):
    """A procedure file that cannot be used: the sentence names file, rule, and what to do."""


def compile_procedure(toml_text: str, name: str) -> Compiled:
    """`name` is the file's name, for the sentence. Whole or not at all: raises ProcedureError, its first fault."""
    compiled, faults = examine(toml_text)
    if faults:
        raise ProcedureError(f"{name}: {faults[0]}") from faults[0]
    return compiled


def examine(toml_text: str) -> tuple[Compiled, list[Fault]]:
    """The compiled procedure and everything that is wrong with the file. Where there is a fault it is not whole."""
    walk = Walk()
    try:
        return _compile(tables(toml_text), walk), walk.faults
    except Fault as fault:
        return {}, [fault]


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


def _compile(raw: dict[str, Any], walk: Walk) -> Compiled:
    for key in sorted(raw.keys() - TOP):
        near = meant(key, TOP)
        walk.fault(f"the file has {said(key)}, which means nothing here.{near} Use {', '.join(sorted(TOP))}.", key)
    for key in ("id", "title"):
        if not isinstance(raw.get(key), str) or not raw[key]:
            walk.fault(f'the file has no {key}. Write {key} = "…" at its top.', key)
    vocabulary = _vocabulary(raw, walk)
    source = _source(raw.get("source"), walk)
    settings = _settings(raw.get("settings", {}), walk)
    compiled: Compiled = {
        "id": raw.get("id"),
        "title": raw.get("title"),
        "source": source,
        "settings": settings,
        "vocabulary": vocabulary,
        "context": _sentences(raw, "context", "why the rule with this id asks for nothing", walk),
        "silent": _sentences(raw, "silent", "what the source does not say", walk),
        "school_holidays": school_holidays(raw, walk),
        "rules": _rules(raw.get("rule"), vocabulary, settings, source.get("file", ""), walk),
    }
    return compiled if walk.faults else {**compiled, "version": digest(compiled)}


def _rules(
    raw: object, vocabulary: dict[str, Any], settings: dict[str, Any], file: str, walk: Walk
) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not raw:
        walk.fault("the file has no rules. Write each under [[rule]].", "rule")
        return []
    rules: list[dict[str, Any]] = []
    seen: set[tuple[str, str, str]] = set()
    for number, one in enumerate(raw, 1):
        rule = compile_rule(one, number, vocabulary, settings, file, walk)
        if rule is None:
            continue
        inside = walk.within("rule", number, about=f"rule {rule['id'][:60]}: ")
        inside.read("anchor", partial(check_order, rule, rules), None)
        rules.append(rule)
        names = (rule["id"], rule.get("kind", ""), rule["part"])
        if names in seen:
            alike = f"of kind {rule['kind']}. Give one another kind," if "kind" in rule else "alike. Give one"
            walk.fault(f"rule {rule['id'][:60]}: there are two {alike} a part or its own id.", "rule", number, "id")
        seen.add(names)
    return rules


def _sentences(raw: dict[str, Any], key: str, what: str, walk: Walk) -> dict[str, str]:
    found = raw.get(key, {})
    if not isinstance(found, dict):
        walk.fault(f'[{key}]: write each as name = "{what}".', key)
        return {}
    for name, words in found.items():
        if not isinstance(words, str) or not words:
            walk.fault(f'[{key}] {name[:60]}: write it as name = "{what}".', key, name)
    # What is miswritten is declared all the same: the rules that name it are not at fault.
    return {name: words if isinstance(words, str) else "" for name, words in found.items()}


def _source(raw: object, walk: Walk) -> dict[str, str]:
    if not isinstance(raw, dict):
        walk.fault("the file has no [source]. Say where the procedure comes from.", "source")
        return {}
    for key in sorted(raw.keys() - set(SOURCE)):
        near = meant(key, SOURCE)
        walk.fault(f"[source] has {said(key)}, which means nothing here.{near} Use {', '.join(SOURCE)}.", "source", key)
    for key in SOURCE:
        if not isinstance(raw.get(key), str):
            lacks = f"has no {key}" if key not in raw else f"{key} is not a text in quotes"
            sentence = f'[source] {lacks}. Write {key} = "…"; an empty text where it is not known.'
            walk.fault(sentence, "source", key)
    return {key: raw[key] for key in SOURCE if isinstance(raw.get(key), str)}


def _settings(raw: object, walk: Walk) -> dict[str, Any]:
    if not isinstance(raw, dict):
        walk.fault("[settings] is not a table.", "settings")
        return SETTINGS
    walk = walk.within("settings", about="[settings] ")
    return {
        **SETTINGS,
        **{key: walk.read(key, partial(_setting, key, value), SETTINGS.get(key)) for key, value in raw.items()},
    }


def _setting(key: str, value: object) -> object:
    if key not in SETTINGS:
        near = meant(key, SETTINGS)
        raise Fault(f"has {said(key)}, which is not a setting.{near} Use {', '.join(SETTINGS)}.")
    if not isinstance(value, type(SETTINGS[key])):
        raise Fault(f"{key} is of the wrong kind. Write it like {json.dumps(SETTINGS[key])}.")
    if key in ("office_close", "receipt_cutoff"):
        _time_of_day(key, str(value))
    if key == "days_mean":
        one_of({key: value}, key, ("both", "calendar", "working"))
    return value


def _time_of_day(key: str, value: str) -> None:
    hours, colon, minutes = value.partition(":")
    fits = (
        colon and len(hours) == len(minutes) == 2 and value.replace(":", "").isascii() and (hours + minutes).isdigit()
    )
    if not (fits and hours < "24" and minutes < "60") and not (key == "receipt_cutoff" and value == "none"):
        raise Fault(f'{key} is {said(value)}, which is not a time of day. Write it like "17:00".')


def _vocabulary(raw: dict[str, Any], walk: Walk) -> dict[str, Any]:
    """What every case may name, with the events and facts this file declares."""
    facts = {name: {"of": "case", "words": words} for name, words in FACTS_OF_THE_CASE.items()}
    facts |= {name: {"of": "child", "words": words} for name, words in FACTS_OF_A_CHILD.items()}
    return {
        "events": {**EVENTS, **_sentences(raw, "events", "words that finish a sentence beginning with when", walk)},
        "facts": {**facts, **_facts(raw.get("facts", {}), walk)},
        "implied_by": IMPLIED_BY,
        "roles": {**ROLES, **_sentences(raw, "roles", "what this area calls it", walk)},
    }


def _facts(raw: object, walk: Walk) -> dict[str, dict[str, str]]:
    if not isinstance(raw, dict):
        walk.fault('[facts]: write each as name = { of = "case" or "child", words = "…" }.', "facts")
        return {}
    found = {}
    for name, fact in raw.items():
        fits = isinstance(fact, dict) and fact.get("of") in ("case", "child") and isinstance(fact.get("words"), str)
        if not fits:
            walk.fault(f'[facts] {name[:60]}: write it as {{ of = "case" or "child", words = "…" }}.', "facts", name)
        found[name] = {"of": fact["of"], "words": fact["words"]} if fits else {"of": "child", "words": ""}
    return found
