"""A date once shown never moves silently: for each clock what it was, what it is, when that changed and by what.

Twin of `history.ts` over `vectors/history.json`.
"""

from collections.abc import Mapping
from typing import Any

from sync.deadlines import CaseError, deadlines
from sync.working_days import Calendar

Json = dict[str, Any]
Key = tuple[str, str, str | None, str | None, int]
# How firmly a date stood: it applies; it would, if an unknown fact were yes; it would, on the last day for holding.
STANDINGS = (("deadlines", "certain"), ("conditional", "conditional"), ("projected", "projected"))


def history(
    procedure: Json, steps: list[Json], calendar: Calendar, known: Mapping[str, Json] | None = None
) -> list[Json]:
    """`steps` = what `known.steps` made; `known` = procedures by digest, for those that stood at an earlier step.

    One row per rule, kind, child, recipient, and number among its like:
    `{…, changes: [{at, was, is, because}]}`; `was` or `is` is None where there was, or is, no date."""
    made: dict[Key, list[Json]] = {}
    stood: dict[Key, Json] = {}
    for step in steps:
        try:
            stood_then = [(known or {}).get(digest, procedure) for digest in step.get("procedures", [""])]
            stands = _dates([deadlines(one, step["case"], calendar, step["at"]) for one in stood_then])
        except CaseError:
            continue
        for key in [*stands, *(key for key in stood if key not in stands)]:
            was, now = stood.get(key), stands.get(key)
            if was != now:
                _note(made.setdefault(key, []), was, now, step)
        stood = stands
    return [
        {"rule": key[0], "kind": key[1], "child": key[2], "recipient": key[3], "number": key[4], "changes": changes}
        for key, changes in made.items()
        if changes
    ]


def _dates(results: list[Json]) -> dict[Key, Json]:
    found: dict[Key, Json] = {}
    for part, standing in STANDINGS:
        for row in (row for result in results for row in result[part]):
            if row["due_before"] is not None:
                like = (row["rule"], row["kind"], row["child"], row["recipient"])
                number = sum(1 for key in found if key[:4] == like) + 1
                found[(*like, number)] = {
                    "due_before": row["due_before"],
                    "due_date": row["due_date"],
                    "unit": row["unit"],
                    "standing": "conditional" if "if" in row else standing,
                }
    return found


def _note(changes: list[Json], was: Json | None, now: Json | None, step: Json) -> None:
    """What was recorded at one moment is one change, however many answers it was; back where it began is none."""
    because = [{"path": step["path"], "by": step["by"], "value": step["value"]}]
    if changes and changes[-1]["at"] == step["at"]:
        last = changes.pop()
        was, because = last["was"], last["because"] + because
    if was != now:
        changes.append({"at": step["at"], "was": was, "is": now, "because": because})
