"""Tonight, by day Due now: one row a child, reddest first. Twin of `tonight.ts`."""

from sync.pages import urgent
from sync.pages.alike import warning
from sync.pages.born_died import lost
from sync.pages.children import identity, name, shared, values
from sync.pages.clock import Clocks
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import home
from sync.pages.night import night
from sync.pages.prompts import prompts
from sync.pages.shell import shell
from sync.pages.taking import alarm

PLACES = {"ward": "On a ward", "home": "At home", "other": "Somewhere else", "not_found": "Not found"}

WARD_ROLES = ("ward_nurse", "nurse_in_charge")

# A phone paints so many at once; the rest are one link away, and said to be there.
AT_ONCE = 50


def tonight(inputs: Inputs) -> Context:
    context = _listed(inputs, AT_ONCE)
    first, rows = context["first"], context["rows"]
    count = len(first) + len(rows)
    return context | {
        "first": first[:AT_ONCE],
        "rows": rows[: max(AT_ONCE - len(first), 0)],
        "more_words": f"The {AT_ONCE} most pressing of {count} children." if count > AT_ONCE else "",
    }


def every_child(inputs: Inputs) -> Context:
    return _listed(inputs, None)


def _listed(inputs: Inputs, most: int | None) -> Context:
    docs = inputs.get("discussions", [])
    clocks = {doc["id"]: Clocks(doc, inputs) for doc in docs}
    rows = [row for doc in docs for row in _rows(doc, inputs, clocks[doc["id"]])]
    _check(docs, rows)
    rows.sort(key=lambda row: (not row["alarm"], row["clock"]["order"], row["reference"], row["child"]["id"]))
    return {
        "page": shell("tonight", home(inputs["now"]), inputs),
        "urgent": urgent.of_all(inputs),
        **night(inputs, rows, clocks, most),
        "more_words": "",
    }


def _check(docs: list[Doc], rows: list[Context]) -> None:
    """Children who may be taken for each other, of all the discussions in reach (P-21)."""
    groups: dict[str, dict[tuple[str, str], str]] = {}
    mine = {}
    for doc in docs:
        for child in doc["children"]:
            mine[doc["id"], child] = shared(doc, child)
            for key in mine[doc["id"], child]:
                groups.setdefault(key, {})[doc["id"], child] = name(doc, child)
    for row in rows:
        own = row["discussion"], row["child"]["id"]
        others = {one: words for key in mine[own] for one, words in groups[key].items() if one != own}
        row["child"]["check"] = warning([row["child"]["name"], *others.values()])


def _rows(doc: Doc, inputs: Inputs, clocks: Clocks) -> list[Context]:
    waiting = any(item["discussion"] == doc["id"] and item["status"] == "waiting" for item in inputs.get("outbox", []))
    two = any(d["state"] == "open" for d in doc["differences"])
    asked = prompts(doc, clocks, inputs["now"])
    return [
        {
            "href": f"{first_screen(doc, inputs)}#child-{child}",
            "discussion": doc["id"],
            "reference": doc["reference"],
            "child": identity(doc, child),
            "place": place(doc, child),
            "alarm": alarm(doc, child, inputs["now"]),
            "death": lost(doc, child, inputs["now"]),
            "clock": clocks.of_child(child),
            "two": two,
            "prompt": asked[0] if asked and child == doc["children"][0] else "",
            "unsent": bool(waiting),
        }
        for child in doc["children"]
    ]


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
