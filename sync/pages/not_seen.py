"""Tried and could not see the child, and what is done then (PRACTICE.md P-23, Z-43). Twin of `not_seen.ts`."""

from typing import Any

from sync.london import seconds
from sync.moving import children_of
from sync.pages.answers import answer, entry, said_of, visit
from sync.pages.children import identity, label
from sync.pages.clock import Clocks
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.note_readers import cleared
from sync.pages.questions import Asking

STEPS = "not_seen_steps"
URGED = {
    "not_safe": "Do not go back alone. Ring the manager, and the police.",
    "not_found": "Ring the police now: nobody knows where this child is.",
}


def not_seen(doc: Doc, inputs: Inputs) -> Context:
    asking, child = Asking(doc, inputs), inputs.get("params", {}).get("child", "")
    here = f"/discussions/{doc['id']}/children/{child}"
    return (
        page_of("not_seen", "Could not see the child", doc, inputs)
        | {
            "child": identity(doc, child),
            "cleared": cleared(doc, inputs["now"]),
            "form": asking.form(f"{here}/not-seen", f"{here}/what-next"),
            "taken_href": f"{here}/taken",
        }
        | keyed(asking.adding("visits", {"child": child, "at": inputs["now"]}))
    )


def what_next(doc: Doc, inputs: Inputs) -> Context:
    asking, child, now = Asking(doc, inputs), inputs.get("params", {}).get("child", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/children/{child}"
    plan = f"decisions.{child}.contingency"
    seen, tried = _last(doc, child, "seen"), _last(doc, child, "tried")
    since = seconds(seen["value"]["at"]) or 0 if seen else 0
    steps = [one for one in reversed(doc["entries"].get(STEPS, [])) if one["value"]["child"] == child]
    return (
        page_of("what_next", "The child was not seen", doc, inputs)
        | {
            "child": identity(doc, child),
            "clock": Clocks(doc, inputs).of_child(child),
            "tries": [visit(doc, tried, inputs) | {"href": ""}] if tried else [],
            "reason": said_of(tried, "visits", "why_not") if tried else "",
            "urged": URGED.get(tried["value"].get("why_not", ""), "") if tried else "",
            "plan": answer(doc, plan, label(plan), now),
            # What was done about an earlier time, before the child was seen, is over.
            "steps": [entry(doc, STEPS, one, now) for one in steps if (seconds(one["at"]) or 0) >= since],
            "form": asking.form(f"{here}/what-next", f"{here}/what-next"),
            "not_seen_href": f"{here}/not-seen",
            "seen_href": f"{here}/seen",
        }
        | _steps(asking)
    )


def _steps(asking: Asking) -> Context:
    """A step is a button; the next try has a time, and so a form of its own."""
    asked = keyed(asking.adding(STEPS))
    step = asked["questions"]["step"]
    step["options"] = [option for option in step["options"] if option["value"] != "next_try"]
    return asked


def _last(doc: Doc, child: str, what: str) -> dict[str, Any] | None:
    for one in reversed(doc["entries"].get("visits", [])):
        if child in children_of(doc, one) and one["value"]["what"] == what and not one.get("superseded_by"):
            found: dict[str, Any] = one
            return found
    return None
