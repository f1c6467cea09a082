"""What must be known of each child before a discussion ends (PRACTICE.md P-2 iii, P-3). Twin of `ending.ts`."""

from collections.abc import Callable
from typing import Any

from sync.lives import births, died

# Without these an injured child is one of five working days.
FACTS = ("actual_harm", "immediate_risk")
Doc = dict[str, Any]
Answers = Callable[[str], list[dict[str, Any]]]


def missing(doc: Doc, procedure: dict[str, Any], answers: Answers) -> list[tuple[str, str]]:
    """Child and path of every answer that is wanting. `answers` = all that may stand on a path; two different answers
    are answers. Nothing is asked of who is not born yet, or has died."""
    asked = [one for one in doc["children"] if not died(doc, one) and not _unborn(doc, one, answers)]
    dated = any(rule["effect"] == "seen_by" and rule.get("unit") == "agreed" for rule in procedure["rules"])
    made = [
        (child, path)
        for child in asked
        for path in (f"children.{child}.facts.{fact}" for fact in FACTS)
        if not (said := answers(path)) or any(one.get("answer") not in ("yes", "no") for one in said)
    ]
    plans = [f"decisions.{child}.seen_plan" for child in asked if dated]
    return made + [(path.split(".")[1], path) for path in plans if not _planned(answers(path))]


def _unborn(doc: Doc, child: str, answers: Answers) -> bool:
    said = answers(f"children.{child}.birth")
    expected = any(one.get("expected") for one in said) and not any(one.get("date") for one in said)
    return expected and not births(doc, child)


def _planned(said: list[dict[str, Any]]) -> bool:
    """A date; and where the child is not to be seen alone, why."""
    return bool(said) and all(one.get("when") and (one.get("alone") != "no" or one.get("why_not")) for one in said)
