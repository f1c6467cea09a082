"""What the chair writes: a decision about a child, and which of two answers stands. Twin of `decisions.ts`."""

from sync.pages.answers import lines_of, settlement_words, side
from sync.pages.children import about, identity
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write
from sync.pages.short import group_of
from sync.registry import registry
from sync.settling import settles, settling

DECISIONS = ("section_47", "seen_plan", "contingency")


def decision(doc: Doc, inputs: Inputs) -> Context:
    asking, child = Asking(doc, inputs), inputs.get("params", {}).get("child", "")
    return page_of("decision", "Decision", doc, inputs) | {
        "child": identity(doc, child),
        "form": asking.form(f"/discussions/{doc['id']}/children/{child}/decision"),
        "groups": [group_of(doc, inputs, f"decisions.{child}.{part}") for part in DECISIONS],
        "may_write": may_write(doc, f"decisions.{child}.section_47"),
    }


def difference(doc: Doc, inputs: Inputs) -> Context:
    asking, now = Asking(doc, inputs), inputs["now"]
    found = next((d for d in doc["differences"] if d["id"] == inputs.get("params", {}).get("difference")), None)
    page = page_of("difference", "Two different answers", doc, inputs)
    if found is None:
        return page | {
            "found": False,
            "label": "",
            "about": "",
            "settled": False,
            "sides": [],
            "may_settle": False,
            "settled_by": "",
            "caution": "",
        }
    sides = [side(doc, found["path"], item, now) for item in found["sides"]]
    stands = (doc["leaves"].get(found["path"]) or {}).get("stands") or {}
    settlement, rule = found.get("settlement"), settling(registry(), found["path"])
    settled = settlement_words(settlement, now)
    return page | {
        "found": True,
        "label": found["label"],
        "about": about(doc, found["path"]),
        "settled": found["state"] == "settled",
        "pending": bool(found.get("pending")),
        "settlement": settled | {"lines": lines_of(doc, settlement["lines"] if settlement else [], found["path"])},
        "sides": sides,
        "caution": stands.get("words") or "",
        "may_settle": _settles(doc, rule, inputs) and found["state"] == "open" and not found.get("pending"),
        "settled_by": rule["words"],
        # An answer the server does not have cannot be chosen: nobody else could see what was chosen.
        "settle": asking.settling(found["path"], [one for one in sides if not one["pending"]]),
        "form": asking.form(f"/discussions/{doc['id']}/differences/{found['id']}"),
    }


def _settles(doc: Doc, rule: Context, inputs: Inputs) -> bool:
    holidays = (inputs.get("calendar") or {}).get("holidays", [])
    return settles(rule, doc["capacity"], (inputs["person"] or {}).get("role", ""), inputs["now"], holidays)
