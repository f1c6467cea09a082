"""A parent wants to take, or has taken, the child: numbers first (PRACTICE.md P-23). Twin of `taking.ts`."""

from sync.lives import died
from sync.pages.answers import answer, entry, said_of, unnamed
from sync.pages.children import identity, label
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write
from sync.pages.ring_first import ring_first
from sync.wording import instant

PATH, COLLECTING = "taking", "ward_plan.collecting"


def alarm(doc: Doc, child: str, now: str) -> str:
    """Stands until somebody says that it is over, and the server has that."""
    said = [one for one in doc["entries"].get(PATH, []) if one["value"]["child"] == child]
    standing = [one for one in said if not (one.get("pending") and one["value"]["what"] == "over")]
    if not standing or standing[-1]["value"]["what"] == "over" or died(doc, child):
        return ""
    found = standing[-1]
    return f"{said_of(found, PATH, 'what')}: {found['by']['name']}, {instant(found['at'], now)}"


def taken(doc: Doc, inputs: Inputs) -> Context:
    asking, child, now = Asking(doc, inputs), inputs.get("params", {}).get("child", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/children/{child}/taken"
    recorded = [one for one in reversed(doc["entries"].get(PATH, [])) if one["value"]["child"] == child]
    return (
        page_of("taken", "A parent wants to take, or has taken, the child", doc, inputs)
        | {
            "child": identity(doc, child),
            "alarm": alarm(doc, child, now),
            "entries": [entry(doc, PATH, unnamed(doc, one), now) for one in recorded],
            "collecting": answer(doc, COLLECTING, label(COLLECTING), now),
            "ring_first": ring_first(doc, inputs),
            "form": asking.form(here, here),
            "may_write": may_write(doc, PATH),
        }
        | keyed(asking.adding(PATH))
    )
