"""One rule of a procedure file, checked and written out in full: nothing is left to be guessed when it runs."""

from functools import partial
from typing import Any

from server.domain import procedure_clock
from server.domain.procedure_conditions import condition
from server.domain.procedure_duties import EFFECTS, TIMED
from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault, Raw, meant, one_of, said, text

FORCES = ("must", "should", "may")
KEYS = {"id", "part", "line", "title", "why", "when", "effect", "force"}
LAST_LINE = 100_000
# Of tables and lists inside one another in one rule: more is no condition that anybody could read.
DEEPEST = 20
Rule = dict[str, Any]


def compile_rule(raw: object, number: int, vocabulary: Raw, settings: Raw, file: str, walk: Walk) -> Rule | None:
    """Every fault goes to `walk`, its sentence naming the rule. None where it is no rule at all."""
    walk = walk.within("rule", number)
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        walk.fault(f'rule number {number} has no id. Write id = "…", the id it has in the source\'s list.')
        return None
    walk = walk.within(about=f"rule {raw['id'][:60]}: ")
    if _depth(raw) > DEEPEST:
        walk.fault("one thing stands inside another too many times. Write it flatter.")
        return None
    return _rule(raw, vocabulary, settings, file, walk)


def _depth(value: object) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, parts), default=0)


def _rule(raw: Rule, vocabulary: Raw, settings: Raw, file: str, walk: Walk) -> Rule | None:
    effect = walk.read("effect", lambda: one_of(raw, "effect", tuple(EFFECTS)), "")
    if not effect:
        return None
    says = EFFECTS[effect]
    timed = "unit" in raw or effect in TIMED
    _all_known(raw, KEYS | says.keys() | (procedure_clock.KEYS if timed else set()), walk)
    # A source may ask no more than that something be considered; no clock hangs on that.
    forces = FORCES if timed else (*FORCES, "consider")
    rule = {
        "id": raw["id"],
        "cite": {"source": file, "line": walk.read("line", lambda: _line(raw), 0)},
        "title": walk.read("title", lambda: _title(raw), ""),
        "part": walk.read("part", lambda: text(raw, "part"), ""),
        "why": walk.read("why", lambda: text(raw, "why"), ""),
        "when": walk.read("when", lambda: _when(raw, vocabulary, settings), None),
        "effect": effect,
        "force": walk.read("force", lambda: one_of(raw, "force", forces), ""),
        **{key: walk.read(key, partial(read, raw, key, vocabulary), None) for key, read in says.items()},
    }
    return rule | procedure_clock.clock(raw, effect, vocabulary, settings, walk) if timed else rule


def _all_known(raw: Rule, known: set[str], walk: Walk) -> None:
    for key in sorted(raw.keys() - known):
        walk.fault(f"{said(key)} means nothing here.{meant(key, known)} Use {', '.join(sorted(known))}.", key)


def _when(raw: Rule, vocabulary: Raw, settings: Raw) -> Rule | None:
    return condition(raw["when"], vocabulary, settings) if "when" in raw else None


def _line(raw: Rule) -> int:
    line = raw.get("line")
    if isinstance(line, bool) or not isinstance(line, int) or not 1 <= line <= LAST_LINE:
        raise Fault("it cites no line. Write line = the line of the source it comes from.")
    return line


def _title(raw: Rule) -> str:
    if not text(raw, "title"):
        raise Fault("it has no title. Say in plain words what it asks for.")
    return str(raw["title"])
