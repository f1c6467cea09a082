"""One rule of a procedure file, checked and written out in full: nothing is left to be guessed when it runs."""

from typing import Any

from server.domain import procedure_clock, procedure_duties
from server.domain.procedure_conditions import condition
from server.domain.procedure_words import Fault, Raw, one_of, text

FORCES = ("must", "should", "may")
KEYS = {"id", "part", "line", "title", "why", "when", "effect", "force"}
Rule = dict[str, Any]


def compile_rule(raw: object, number: int, vocabulary: Raw, settings: Raw, file: str) -> Rule:
    """Raises Fault, its sentence naming the rule."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"]:
        raise Fault(f'rule number {number} has no id. Write id = "…", the id it has in the source\'s list.')
    try:
        return _rule(raw, vocabulary, settings, file)
    except Fault as fault:
        raise Fault(f"rule {raw['id']}: {fault}") from fault


def _rule(raw: Rule, vocabulary: Raw, settings: Raw, file: str) -> Rule:
    effect = one_of(raw, "effect", tuple(procedure_duties.EFFECTS))
    says = procedure_duties.EFFECTS[effect]
    timed = "unit" in raw or effect in procedure_duties.TIMED
    known = KEYS | says.keys() | (procedure_clock.KEYS if timed else set())
    if unknown := sorted(raw.keys() - known):
        raise Fault(f"'{unknown[0]}' means nothing here. Use {', '.join(sorted(known))}.")
    line = raw.get("line")
    if isinstance(line, bool) or not isinstance(line, int) or line < 1:
        raise Fault("it cites no line. Write line = the line of the source it comes from.")
    if not text(raw, "title"):
        raise Fault("it has no title. Say in plain words what it asks for.")
    rule = {
        "id": raw["id"],
        "part": text(raw, "part"),
        "cite": {"source": file, "line": line},
        "title": raw["title"],
        "why": text(raw, "why"),
        "when": condition(raw["when"], vocabulary, settings) if "when" in raw else None,
        "effect": effect,
        # A source may ask no more than that something be considered; no clock hangs on that.
        "force": one_of(raw, "force", FORCES if timed else (*FORCES, "consider")),
        **{key: read(raw, key, vocabulary) for key, read in says.items()},
    }
    return rule | procedure_clock.clock(raw, effect, vocabulary, settings) if timed else rule
