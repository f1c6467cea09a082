"""A parent wants to take, or has taken, the child: numbers first (PRACTICE.md P-23). Twin of `taking.ts`."""

from sync.pages.alarm import PATH, alarm, pressed
from sync.pages.answers import entry, unnamed
from sync.pages.children import identity
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write
from sync.pages.ring_first import ring_first
from sync.pages.ward_plan import answers


def taken(doc: Doc, inputs: Inputs) -> Context:
    asking, child, now = Asking(doc, inputs), inputs.get("params", {}).get("child", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/children/{child}/taken"
    return (
        page_of("taken", "A parent wants to take, or has taken, the child", doc, inputs)
        | {
            "child": identity(doc, child),
            "alarm": alarm(doc, child, now),
            "entries": [entry(doc, PATH, unnamed(doc, one), now) for one in reversed(pressed(doc, child))],
            "plan": answers(doc, PATH, now)[0],
            "collecting": _collecting(doc, child, now),
            "ring_first": ring_first(doc, inputs),
            "form": asking.form(here, here),
            "may_write": may_write(doc, PATH),
        }
        | keyed(asking.adding(PATH))
    )


def _collecting(doc: Doc, child: str, now: str) -> Context:
    """Her own answer, which stands in place of the one for all."""
    said = answers(doc, "collecting", now)
    return next((one for one in said if one["path"].startswith(f"children.{child}.")), said[0])
