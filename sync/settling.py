"""Who may settle two different answers, by the kind of question (PRACTICE.md P-7). Twin of `settling.ts`."""

from collections.abc import Container
from typing import Any

from sync.london import DAY, HOUR, date_text, local_day, offset, seconds, weekday
from sync.registry import Registry

OPENS, CLOSES, SATURDAY = 8, 17, 5


def settling(registry: Registry, path: str) -> dict[str, Any]:
    """The rule for this path: `capacities` and `roles` that settle it at any time, `nights` out of hours, `words`."""
    found = registry.field(path)
    raw = found.raw if found else {}
    named = raw.get("settled_names", {})
    kind = next((kind for kind, names in named.items() if path.rpartition(".")[2] in names), None)
    rule: dict[str, Any] = registry.settling[kind or raw.get("settled", "usual")]
    return rule


def settles(rule: dict[str, Any], capacity: str, role: str, at: str, holidays: Container[str]) -> bool:
    """`at` = when it is settled, ISO 8601."""
    return (
        capacity in rule["capacities"]
        or role in rule["roles"]
        or (role in rule["nights"] and out_of_hours(at, holidays))
    )


def out_of_hours(at: str, holidays: Container[str]) -> bool:
    moment = seconds(at) or 0
    day = local_day(moment)
    hour = (moment + offset(moment)) % DAY // HOUR
    return not OPENS <= hour < CLOSES or weekday(day) >= SATURDAY or date_text(day) in holidays
