"""Which child this is: name, date of birth, one number, always together (PRACTICE.md P-21). Twin of `children.ts`."""

from typing import Any

from sync.pages.inputs import Context, Doc
from sync.registry import registry

NUMBERS = (
    ("nhs", "NHS number"),
    ("hospital", "Hospital number"),
    ("social_care", "Social care number"),
    ("police", "Police reference"),
)
BIRTHS = (("date", "Date of birth"), ("expected", "Expected date of birth (EDD)"))
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNNAMED = "Name not recorded"


def identity(doc: Doc, child: str) -> Context:
    """Strings for one child; two different answers stand side by side, neither wins."""
    return {
        "id": child,
        "name": name(doc, child),
        "born": _born(doc, child),
        "number": _number(doc, child),
    }


def name(doc: Doc, child: str) -> str:
    names = [said for value in values(doc, f"children.{child}.names") if (said := _name(value))]
    return " or ".join(dict.fromkeys(names)) or UNNAMED


def identities(doc: Doc) -> list[Context]:
    return [identity(doc, child) for child in doc["children"]]


def about(doc: Doc | None, path: str) -> str:
    """The child a path is about, by name; empty where it is about all."""
    steps = path.split(".")
    child = steps[1] if len(steps) > 1 and steps[0] in ("children", "decisions") else ""
    return name(doc, child) if doc and child in doc["children"] else ""


def label(path: str) -> str:
    found = registry().field(path)
    assert found is not None, f"no field: {path}"
    return found.named(path)


def path_words(doc: Doc | None, path: str) -> str:
    """What was written, never its words: its label, and which child."""
    found = registry().field(path)
    child = about(doc, path)
    words = found.named(path) if found else "Something this Seenby does not know"
    return f"{words} ({child})" if child else words


def values(doc: Doc, path: str) -> list[dict[str, Any]]:
    """Every value a path may have: one, or each side of two different answers."""
    leaf = doc["leaves"].get(path)
    if leaf is None:
        return []
    said = [side["value"] for side in leaf["sides"]] if leaf.get("sides") else [leaf["value"]]
    return [value for value in said if value]


def _name(value: dict[str, Any]) -> str:
    known_as = value.get("known_as", "")
    full = " ".join(value[part] for part in ("given", "family") if value.get(part))
    if known_as and full:
        return full if known_as == value.get("given") else f"{full} (known as {known_as})"
    return full or known_as


def _born(doc: Doc, child: str) -> str:
    said = values(doc, f"children.{child}.birth")
    for key, words in BIRTHS:
        dates = dict.fromkeys(_date(value[key]) for value in said if value.get(key))
        if dates:
            return f"{words}: {' or '.join(dates)}"
    return "Date of birth not recorded"


def _date(iso: str) -> str:
    """As a wristband has it: no weekday."""
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _number(doc: Doc, child: str) -> str:
    said = values(doc, f"children.{child}.numbers")
    for key, label in NUMBERS:
        numbers = dict.fromkeys(value[key] for value in said if value.get(key))
        if numbers:
            return f"{label} {' or '.join(numbers)}"
    return "No number recorded"
