"""Who has seen the child: four milestones, never one tick (PRACTICE.md P-15). Twin of `milestones.ts`."""

from typing import Any

from sync.case import said_ahead
from sync.counting import counts
from sync.moving import children_of, counted_for
from sync.pages.answers import by_words, said_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.visits import caution, decided, hint, late, stops
from sync.wording import instant

Entry = dict[str, Any]
SOCIAL_WORKER, LEAD = "social_worker", "lead_social_worker"
MILESTONES = (
    ("By hospital staff", ("hospital_staff",)),
    ("By police", ("police",)),
    ("By a social worker", (SOCIAL_WORKER, LEAD)),
    ("Alone by the lead social worker, wishes and feelings heard", (LEAD,)),
)


def milestones(doc: Doc, child: str, inputs: Inputs) -> list[Context]:
    return [_milestone(doc, child, inputs, label, by) for label, by in MILESTONES]


def _milestone(doc: Doc, child: str, inputs: Inputs, label: str, by: tuple[str, ...]) -> Context:
    """The last visit that makes it; where none does, the last that came near, and why it did not."""
    alone, met_by = by == (LEAD,), stops(doc, inputs)
    near = [one for one in _visits(doc, child) if one["value"].get("by") in by]
    made = [one for one in near if _made(doc, one, child) and (not alone or _heard_alone(one))]
    found = next(reversed(made or near), None)
    hints = [] if alone else [hint(one, met_by) for one in by]
    row: Context = {"label": label, "seen": bool(made), "when": "", "by": "", "note": min(hints, key=len, default="")}
    if found is None:
        return row
    note = _alone_note(doc, found) if alone else caution(doc, found, met_by)
    when = (instant(found["value"]["at"], inputs["now"]), found["value"].get("name"))
    return row | {"when": ", ".join(part for part in when if part), "by": by_words(found, inputs["now"]), "note": note}


def _made(doc: Doc, one: Entry, child: str) -> bool:
    return counts(doc, one) and counted_for(doc, one) == child and not said_ahead(one)


def _visits(doc: Doc, child: str) -> list[Entry]:
    return [
        one
        for one in doc["entries"].get("visits", [])
        if child in children_of(doc, one) and one["value"]["what"] == "seen" and not one.get("superseded_by")
    ]


def _heard_alone(item: Entry) -> bool:
    return bool(item["value"].get("alone") == "yes" and item["value"].get("heard") == "yes")


def _alone_note(doc: Doc, item: Entry) -> str:
    if _heard_alone(item):
        return decided(doc, item) or late(item)
    why = said_of(item, "visits", "why_not_alone")
    return f"Seen, but not alone and heard: {why}" if why else "Seen, but not alone and heard."
