"""An annotated discussion -> the deadline engine's case (CLI.md). Twin of `case.ts`."""

from collections.abc import Container
from typing import Any

from sync.correcting import counted
from sync.counting import counts
from sync.lives import counted_births, death, died
from sync.london import date_text, local_day, seconds
from sync.moving import counted_for

Doc = dict[str, Any]
Leaf = dict[str, Any]
Case = dict[str, Any]

# A pending one of these would put a date back, or end the clocks, before the server has it.
ONLY_WHEN_RECEIVED = frozenset({"child_died"})
HELD = frozenset({"sd_contact", "sd_concluded"})
# What else meets a clock.
AWAITED = frozenset(
    {"police_liaison", "ntk_submitted", "management_note", "referrer_informed", "isu_notified", "icpc_held"}
)
# None of these was done while it is still to come: it would end a clock, or put every child's date back.
DONE = HELD | AWAITED
# Takes the place of what was written by mistake, and is nothing that happened.
NOT_SO = "not_so"
AHEAD = 120  # seconds that two honest clocks may be apart


def case(doc: Doc, known: Container[str] | None = None) -> Case:
    """What the device or server knows, with every answer that is still in doubt given as its sides. `known`: the events
    that the procedure knows, for an older one does not know the words that came later."""
    # Whoever is here for one child alone has the dates that hang on the others all the same.
    doc = doc | {"children": doc["every_child"]} if "every_child" in doc else doc
    events = [*_events(doc), *_lives(doc), *_agreed(doc), *_visits(doc)]
    return {
        "children": [_child(doc, child) for child in doc["children"]],
        "facts": _facts(doc, "facts."),
        "events": [event for event in events if known is None or event["type"] in known],
    }


def said_ahead(entry: Leaf) -> bool:
    """Its own time is later than when it was written, or than when the server had it (PRACTICE.md Z-33)."""
    said = seconds(entry["value"].get("at") or "")
    known = [seconds(entry[key]) for key in ("at", "received") if entry.get(key)]
    return said is not None and any(one is not None and said > one + AHEAD for one in known)


def _child(doc: Doc, child: str) -> Case:
    made: Case = {"id": child, "facts": _facts(doc, f"children.{child}.facts.")}
    said = [value for value, _ in _sides(doc["leaves"].get(f"children.{child}.birth")) if value]
    born = sorted([birth["date"] for birth in said if birth.get("date")] or _days(counted_births(doc, child)))
    expected = sorted(birth["expected"] for birth in said if birth.get("expected"))
    if born:
        made["dob"] = born[0]
    elif expected:
        made["expected_birth"] = expected[0]
    return made


def _facts(doc: Doc, prefix: str) -> dict[str, Any]:
    facts = {}
    for path in sorted(doc["leaves"]):
        name = path.removeprefix(prefix)
        if path.startswith(prefix) and "." not in name:
            said = [_answer(value, at) for value, at in _sides(doc["leaves"][path])]
            if len(said) > 1:
                facts[name] = {"sides": said}
            elif said and said[0] != "unknown":
                facts[name] = said[0]
    return facts


def _answer(value: Any, at: str | None) -> Any:
    """`at` = when it was learnt, else when it was written down."""
    if not value or value.get("answer") in (None, "unknown"):
        return "unknown"
    when = value.get("when") or at
    return {"answer": value["answer"], "at": when} if when else value["answer"]


def _sides(leaf: Leaf | None) -> list[tuple[Any, str | None]]:
    """Every answer that may yet stand: a pending one beside what it would replace (README.md, overlay)."""
    if leaf is None:
        return []
    if leaf.get("sides"):
        return [(side["value"], side["at"]) for side in leaf["sides"]]
    own = (leaf["value"], leaf["at"])
    if leaf.get("pending"):
        return [own, *(_sides(leaf.get("settled")) or [(None, None)])]
    return [own]


def _events(doc: Doc) -> list[Case]:
    return [
        {key: part for key, part in entry["value"].items() if key != "note"}
        for entry in counted(doc["entries"].get("events", []))
        if _stands(entry)
        and not (entry.get("pending") and entry["value"]["type"] in ONLY_WHEN_RECEIVED)
        and not (entry["value"]["type"] in DONE and said_ahead(entry))
    ]


def _stands(event: Leaf) -> bool:
    """What meets a clock and begins none meets it no longer, as soon as it is corrected."""
    type_ = event["value"]["type"]
    return type_ != NOT_SO and not (event.get("superseded_by") and type_ in AWAITED)


def _lives(doc: Doc) -> list[Case]:
    """A birth begins clocks, so one that is not sent yet counts; a death ends them, and must be known from two."""
    made = [
        {"type": "child_born", "child": child, "at": one["value"]["at"]}
        for child in doc["children"]
        for one in counted_births(doc, child)
    ]
    return made + [
        {"type": "child_died", "child": child, "at": one["value"]["at"]}
        for child in doc["children"]
        if (one := death(doc, child)) and died(doc, child)
    ]


def _days(entries: list[Leaf]) -> list[str]:
    moments = [seconds(one["value"]["at"]) for one in entries]
    return [date_text(local_day(moment)) for moment in moments if moment is not None]


def _agreed(doc: Doc) -> list[Case]:
    """By when the discussion agreed that each child is seen; of two dates still in doubt, both."""
    made = []
    for child in doc["children"]:
        for value, at in _sides(doc["leaves"].get(f"decisions.{child}.seen_plan")):
            when = seconds((value or {}).get("when") or "")
            if when is not None:
                due = date_text(local_day(when))
                made.append({"type": "visit_agreed", "child": child, "at": at or value["when"], "due": due})
    return made


def _visits(doc: Doc) -> list[Case]:
    """Only visits in which the child was seen, which count and which the server has. Pending or still to come stops
    none."""
    seen = []
    for entry in doc["entries"].get("visits", []):
        value = entry["value"]
        if entry.get("superseded_by") or entry.get("pending") or said_ahead(entry):
            continue
        child = counted_for(doc, entry)
        if value.get("what") != "seen" or not value.get("by") or not counts(doc, entry) or not child:
            continue
        seen.append(
            {"type": "child_seen", "child": child, "by": value["by"], "at": value["at"]}
            | ({"alone": value["alone"] == "yes"} if value.get("alone") in ("yes", "no") else {})
        )
    return seen
