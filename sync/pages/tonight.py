"""Tonight, by day Due now: one row a child, reddest first. Twin of `tonight.ts`."""

from collections.abc import Callable

from sync.pages import urgent
from sync.pages.alarm import alarm
from sync.pages.alike import warning
from sync.pages.born_died import lost
from sync.pages.children import identity, name, shared, values
from sync.pages.clock import Clocks
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import home
from sync.pages.night import named_tonight, night
from sync.pages.prompts import prompts
from sync.pages.shell import shell

PLACES = {"ward": "On a ward", "home": "At home", "other": "Somewhere else", "not_found": "Not found"}

WARD_ROLES = ("ward_nurse", "nurse_in_charge")

# A phone paints so many at once; the rest are one link away, and said to be there.
AT_ONCE = 50


def tonight(inputs: Inputs) -> Context:
    clocks = _clocks(inputs)
    context = _listed(inputs, clocks, AT_ONCE)
    first, rows = context["first"], context["rows"]
    count, shown = len(first) + len(rows), _shown_in(inputs, clocks)
    return context | {
        "first": shown(first[:AT_ONCE]),
        "rows": shown(rows[: max(AT_ONCE - len(first), 0)]),
        "more_words": f"The {AT_ONCE} most pressing of {count} children." if count > AT_ONCE else "",
    }


def every_child(inputs: Inputs) -> Context:
    clocks = _clocks(inputs)
    context, shown = _listed(inputs, clocks), _shown_in(inputs, clocks)
    return context | {name: shown(context[name]) for name in ("first", "rows")}


def _clocks(inputs: Inputs) -> dict[str, Clocks]:
    return {doc["id"]: Clocks(doc, inputs) for doc in inputs.get("discussions", [])}


def _listed(inputs: Inputs, clocks: dict[str, Clocks], most: int | None = None) -> Context:
    rows = [row for doc in inputs.get("discussions", []) for row in _rows(doc, inputs, clocks[doc["id"]])]
    rows.sort(key=lambda row: (not row["alarm"], row["clock"]["order"], row["reference"], row["child"]["id"]))
    return {
        "page": shell("tonight", home(inputs["now"]), inputs),
        "urgent": urgent.of_all(inputs),
        **night(inputs, rows, clocks, most),
        "more_words": "",
    }


def _rows(doc: Doc, inputs: Inputs, clocks: Clocks) -> list[Context]:
    """What rows are sorted and counted by; the rest is made where it is shown: a county holds more than a page does."""
    return [
        {
            "discussion": doc["id"],
            "reference": doc["reference"],
            "child": {"id": child},
            "alarm": alarm(doc, child, inputs["now"]),
            "clock": clocks.of_child(child),
        }
        for child in doc["children"]
    ]


def _shown_in(inputs: Inputs, clocks: dict[str, Clocks]) -> Callable[[list[Context]], list[Context]]:
    docs = {doc["id"]: doc for doc in inputs.get("discussions", [])}
    others, has = _others_in(docs), named_tonight(inputs)

    def shown(row: Context) -> Context:
        doc, child = docs[row["discussion"]], row["child"]["id"]
        check = warning([name(doc, child), *others(doc, child)])
        detail = _detail(doc, child, inputs, clocks[doc["id"]])
        return row | detail | {"child": identity(doc, child) | {"check": check}, "has": has(doc, row)}

    return lambda rows: [shown(row) for row in rows]


def _detail(doc: Doc, child: str, inputs: Inputs, clocks: Clocks) -> Context:
    asked = prompts(doc, clocks, inputs["now"]) if child == doc["children"][0] else []
    waiting = (one["discussion"] == doc["id"] and one["status"] == "waiting" for one in inputs.get("outbox", []))
    return {
        "href": f"{first_screen(doc, inputs)}#child-{child}",
        "place": place(doc, child),
        "death": lost(doc, child, inputs["now"]),
        "two": any(one["state"] == "open" for one in doc["differences"]),
        "prompt": asked[0] if asked else "",
        "unsent": any(waiting),
    }


def _others_in(docs: dict[str, Doc]) -> Callable[[Doc, str], list[str]]:
    """The names of those who may be taken for a child, of all the discussions in reach (P-21)."""
    groups: dict[str, dict[tuple[str, str], str]] = {}
    for doc in docs.values():
        for child in doc["children"]:
            for key in shared(doc, child):
                groups.setdefault(key, {})[doc["id"], child] = name(doc, child)

    def others(doc: Doc, child: str) -> list[str]:
        alike = {one: called for key in shared(doc, child) for one, called in groups[key].items()}
        return [called for one, called in alike.items() if one != (doc["id"], child)]

    return others


def first_screen(doc: Doc, inputs: Inputs) -> str:
    """A ward begins with what it must know at the bedside (PRACTICE.md P-5)."""
    ward = (inputs["person"] or {}).get("role") in WARD_ROLES or doc["capacity"].startswith("ward_")
    return f"/discussions/{doc['id']}{'/ward-safety-plan' if ward else ''}"


def place(doc: Doc, child: str) -> str:
    """Where the child is, in few words; two places are both said, and neither is certain."""
    said = dict.fromkeys(_place(value) for value in values(doc, f"children.{child}.place"))
    return " or ".join(said) or "Where the child is now: not recorded"


def _place(value: dict[str, str]) -> str:
    kind = PLACES.get(value.get("kind", ""), "")
    where = value.get("where", "")
    return f"{kind}: {where}" if kind and where else kind or where
