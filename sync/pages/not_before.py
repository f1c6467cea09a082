"""What the family is not told yet (P-28): until a time, which passes, or an event, which nobody here can see.
Twin of `not_before.ts`."""

from sync.pages.children import name, values
from sync.pages.inputs import Doc
from sync.pages.local import minutes_between
from sync.wording import instant

FAMILY = "ward_plan.told"


def paths(doc: Doc) -> list[str]:
    """What all of them may be told, then each child and each adult of whom more was said."""
    return [FAMILY, *sorted(path for path in doc["leaves"] if path.endswith(".told") and path != FAMILY)]


def whom(doc: Doc, path: str) -> str:
    """Empty for the family. An adult is said as the answer has it: a ward holds nothing else of adults."""
    top, who = path.split(".")[:2]
    if top == "adults":
        return " or ".join(dict.fromkeys(value["who"] for value in values(doc, path) if value.get("who")))
    return name(doc, who) if top == "children" else ""


def red(doc: Doc, path: str, now: str) -> list[str]:
    said = []
    for value in values(doc, path):
        if minutes_between(now, value.get("until") or now) > 0:
            said.append(f"Say nothing more before {instant(value['until'], now)}")
        if value.get("not_before"):
            said.append(f"Say nothing more until: {value['not_before']}")
    return said


def everywhere(doc: Doc, now: str) -> list[str]:
    """For whoever is about to do something: of each of the family."""
    return [f"{whom(doc, path) or 'The family'}: s{words[1:]}" for path in paths(doc) for words in red(doc, path, now)]
