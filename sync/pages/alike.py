"""Two children who may be taken for each other (PRACTICE.md P-21, Z-38). Twin of `alike.ts`."""

from typing import Any

COUNTS = {2: "two", 3: "three"}
FIRST_SIGNS = 3


def likeness(names: list[dict[str, Any]], days: list[str], *, twin: bool) -> set[str]:
    """What two such children share: a family name with a day of birth or with how a name begins; a twin's birthday."""
    families = {_folded(one["family"]) for one in names if one.get("family")}
    firsts = {_folded(one[key])[:FIRST_SIGNS] for one in names for key in ("given", "known_as") if one.get(key)}
    made = {f"{family}, {said}" for family in families for said in (*days, *firsts)}
    return made | ({f"twin, {day}" for day in days} if twin else set())


def warning(names: list[str]) -> str:
    """The child's own name first; empty where nobody else is like her."""
    if len(names) < 2:
        return ""
    if len(names) not in COUNTS:
        return f"Check: {len(names)} children have names like this one"
    return f"Check: {COUNTS[len(names)]} children called {' and '.join(dict.fromkeys(names))}"


def _folded(name: str) -> str:
    return name.lower()
