"""What a procedure asks for besides dates: who takes part, in what form, who decides, what is written down, for whom.

Twin of `duties.ts` over `vectors/duties.json`. A rule without a clock applies as one with a clock does (CLI.md readings
3, 8, 15): an unknown fact leaves it open, and says which fact would settle it.
"""

from typing import Any

from sync import told
from sync.conditions import Applies, fact_words, for_case
from sync.starts import discussions
from sync.told import UNKNOWN, YES
from sync.why import either

Json = dict[str, Any]
# The rest is what this kind of rule says besides: `who`, `takes`, `form`, `outcomes` …
COMMON = frozenset({"id", "part", "cite", "title", "why", "when", "effect", "force"})


def duties(procedure: Json, case: Json) -> list[Json]:
    """Those that apply, and those that would, in the order of the file. Raises CaseError, its text one sentence."""
    read = told.read(case, procedure["vocabulary"])
    held = discussions(read)
    day = held[0].day if held else None
    made = []
    for rule in procedure["rules"]:
        if "unit" not in rule:
            found = for_case(rule.get("when"), read, day)
            if found.answer in (YES, UNKNOWN):
                made.append(_row(rule, found, procedure))
    return made


def _row(rule: Json, found: Applies, procedure: Json) -> Json:
    words = [fact_words(name, procedure["vocabulary"]) for name in found.facts]
    return {
        "rule": rule["id"],
        "part": rule["part"],
        "effect": rule["effect"],
        "force": rule["force"],
        "title": rule["title"],
        "applies": "yes" if found.answer == YES else "unknown",
        "if": list(found.facts),
        "if_words": words,
        "children": list(found.children),
        "cite": rule["cite"],
        "cite_words": f"{procedure['source']['name']}, line {rule['cite']['line']} ({rule['id']})",
        "why": _why(rule, words),
        **{key: said for key, said in rule.items() if key not in COMMON},
    }


def _why(rule: Json, if_words: list[str]) -> str:
    if if_words:
        return f"Applies unless someone records that there is no {either(if_words)}."
    return f"{rule['why']}." if rule["why"] else ""
