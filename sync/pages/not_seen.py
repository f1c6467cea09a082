"""Tried and could not see the child, and what is done then (PRACTICE.md P-23, Z-43). Twin of `not_seen.ts`."""

from typing import Any

from sync.moving import children_of
from sync.pages.answers import answer, entry, said_of, unnamed, visit
from sync.pages.children import identity, label
from sync.pages.clock import Clocks
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import moment
from sync.pages.note_readers import cleared
from sync.pages.questions import Asking, may_write
from sync.pages.tonight import first_screen
from sync.wording import exactly, instant

STEPS = "not_seen_steps"
URGED = {
    "not_safe": "Do not go back alone. Ring the manager, and the police.",
    "not_found": "Ring the police now: nobody knows where this child is.",
}
# What a worker sends by one tap, without typing, when she stands there (Z-43).
ALERTS = {
    "not_safe": ("It was not safe to see the child", " Nobody should go there alone."),
    "not_found": ("The child was not found anywhere", ""),
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
    since = moment(seen["value"]["at"]) if seen else 0
    alert = _alert(doc, asking, child, tried) if tried else []
    steps = [one for one in reversed(doc["entries"].get(STEPS, [])) if one["value"]["child"] == child]
    return (
        page_of("what_next", "The child was not seen", doc, inputs)
        | {
            "child": identity(doc, child),
            "clock": Clocks(doc, inputs).of_child(child),
            "tries": [visit(doc, unnamed(doc, tried), inputs) | {"href": ""}] if tried else [],
            "reason": said_of(tried, "visits", "why_not") if tried else "",
            "urged": URGED.get(tried["value"].get("why_not", ""), "") if tried else "",
            "plan": answer(doc, plan, label(plan), now),
            # What was done about an earlier time, before the child was seen, is over.
            "steps": [entry(doc, STEPS, unnamed(doc, one), now) for one in steps if moment(one["at"]) >= since],
            "alert": alert,
            "alert_words": alert[0]["value"] if alert else "",
            "alert_form": asking.form(f"{here}/what-next", first_screen(doc, inputs)),
            "form": asking.form(f"{here}/what-next", f"{here}/what-next"),
            "not_seen_href": f"{here}/not-seen",
            "seen_href": f"{here}/seen",
        }
        | _steps(asking)
    )


def tried_words(doc: Doc, child: str, now: str) -> str:
    """Stands until the child was seen: who could not see her, and who reads it, comes back to what is done (P-23)."""
    seen, tried = _last(doc, child, "seen"), _last(doc, child, "tried")
    if tried is None or (seen and moment(seen["value"]["at"]) > moment(tried["value"]["at"])):
        return ""
    why = said_of(tried, "visits", "why_not")
    return f"Could not be seen{': ' if why else ''}{why}, {instant(tried['value']['at'], now)}"


def _alert(doc: Doc, asking: Asking, child: str, tried: dict[str, Any]) -> list[Context]:
    """An urgent note with its words ready, until one was written about this child since."""
    words, after = ALERTS.get(tried["value"].get("why_not", ""), ("", ""))
    written = [note for note in doc["entries"].get("urgent", []) if note["value"].get("child") == child]
    later = [note for note in written if moment(note["at"]) >= moment(tried["at"])]
    if not words or later or not may_write(doc, "urgent"):
        return []
    where = f" {tried['value']['where']}." if tried["value"].get("where") else ""
    ready = f"{words}, {exactly(tried['value']['at'])}.{where}{after}"
    return asking.hidden({"add:urgent/words": ready, "add:urgent/child": child})


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
