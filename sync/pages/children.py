"""Which child this is: name, date of birth, one number, always together (PRACTICE.md P-21). Twin of `children.ts`."""

import re
from typing import Any

from sync.lives import births
from sync.london import date_text, local_day, seconds
from sync.pages.alike import likeness, warning
from sync.pages.inputs import Context, Doc
from sync.registry import registry

NUMBERS = (
    ("nhs", "NHS number"),
    ("hospital", "Hospital number"),
    ("social_care", "Social care number"),
    ("police", "Police reference"),
)
BORN, EXPECTED = "Date of birth", "Expected date of birth (EDD)"
NO_NHS = {"not_known": "NHS number not known", "none_yet": "No NHS number yet"}
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
        "initials": initials(doc, child),
        "ends": _ends(_number(doc, child)),
        "check": warning([name(doc, one) for one in (child, *alike(doc, child))]),
    }


def alike(doc: Doc, child: str) -> list[str]:
    """The others of this discussion who may be taken for this child."""
    others = [one for one in doc["children"] if one != child]
    mine = shared(doc, child) if others else set()
    return [one for one in others if mine & shared(doc, one)]


def shared(doc: Doc, child: str) -> set[str]:
    said = values(doc, f"children.{child}.birth")
    days = [one[key] for one in said for key in ("date", "expected") if one.get(key)] + born_on(doc, child)
    return likeness(values(doc, f"children.{child}.names"), days, twin=any(one.get("order") for one in said))


def born_on(doc: Doc, child: str) -> list[str]:
    """Each day of birth that somebody gave, `YYYY-MM-DD`: as a date, or with the birth."""
    dates = [one["date"] for one in values(doc, f"children.{child}.birth") if one.get("date")]
    moments = [seconds(one["value"]["at"]) for one in births(doc, child)]
    return list(dict.fromkeys([*dates, *(date_text(local_day(one)) for one in moments if one is not None)]))


def name(doc: Doc, child: str) -> str:
    return name_at(doc, f"children.{child}.names")


def name_at(doc: Doc, path: str) -> str:
    """Of a child or an adult; two different answers stand side by side."""
    names = [said for value in values(doc, path) if (said := _name(value))]
    return " or ".join(dict.fromkeys(names)) or UNNAMED


def initials(doc: Doc, child: str) -> str:
    """All that a page says of a name that a parent may be reading too (PRACTICE.md P-19)."""
    said = [_initials(value) for value in values(doc, f"children.{child}.names")]
    return " or ".join(dict.fromkeys(one for one in said if one)) or UNNAMED


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


def _initials(value: dict[str, Any]) -> str:
    words = [value[part] for part in ("given", "family") if value.get(part)] or [value.get("known_as", "")]
    return "".join(f"{word[0]}." for word in words if word)


def _ends(number: str) -> str:
    """Tells two of the same letters apart, and is no name."""
    figures = "".join(re.findall("[0-9]", number))
    return f"number ends {figures[-4:]}" if figures else ""


def _born(doc: Doc, child: str) -> str:
    expected = [one["expected"] for one in values(doc, f"children.{child}.birth") if one.get("expected")]
    for words, days in ((BORN, born_on(doc, child)), (EXPECTED, expected)):
        if days:
            return f"{words}: {' or '.join(dict.fromkeys(_date(day) for day in days))}"
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
    return next((NO_NHS[one["no_nhs"]] for one in said if one.get("no_nhs")), "No number recorded")
