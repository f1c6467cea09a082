"""What a recorded visit does to the clock, said beneath it (PRACTICE.md P-15, Z-33). Twin of `visits.ts`."""

from typing import Any

from sync.case import said_ahead
from sync.counting import check, counts
from sync.pages.inputs import Doc, Inputs
from sync.pages.local import minutes_between

Stops = list[dict[str, Any]]
# Where the procedure is not at hand, or has no clock for seeing the child.
USUAL: Stops = [{"seen_by": ["social_worker", "lead_social_worker"]}]
NOT_STOPPING = "This does not stop the clock"
ALONE_ONLY = "This stops the clock only if the child was seen alone"
UNDECIDED = f"{NOT_STOPPING} unless a manager decides that it counts."
STILL_TO_COME = "The time said here is later than when it was written. Write it again with the right time."
WRITTEN_LATE = "Written more than 2 hours after the time said. A manager should check it."
LATE_MINUTES = 120


def stops(doc: Doc, inputs: Inputs) -> Stops:
    """Whose visits meet what the discussion's procedure asks for (Q-9b)."""
    procedure = inputs.get("procedures", {}).get(doc["procedure"]) or {"rules": []}
    found = [rule["stop"] for rule in procedure["rules"] if rule["effect"] == "seen_by" and "unit" in rule]
    each = [one for stop in found for one in stop.get("any", [stop]) if "seen_by" in one]
    return each or USUAL


def hint(by: str | None, met_by: Stops) -> str:
    """What a visit by such a person does not do; empty where it stops a clock."""
    mine = [stop for stop in met_by if by in stop["seen_by"]]
    if not mine:
        return NOT_STOPPING
    return ALONE_ONLY if all(stop.get("alone") for stop in mine) else ""


def caution(doc: Doc, item: dict[str, Any], met_by: Stops) -> str:
    """Empty where there is nothing to say; `item` is an entry of `visits`."""
    value = item["value"]
    if said_ahead(item):
        return f"{NOT_STOPPING}. {STILL_TO_COME}"
    said = hint(value.get("by"), met_by) if value.get("what") == "seen" else NOT_STOPPING
    if said and not (said == ALONE_ONLY and value.get("alone") == "yes"):
        return f"{said}."
    return decided(doc, item) or ("" if counts(doc, item) else UNDECIDED) or late(item)


def decided(doc: Doc, item: dict[str, Any]) -> str:
    """What a manager said of it."""
    found = check(doc, item)
    if found is None:
        return ""
    by, said = found["by"], found["value"]
    verdict = "it counts" if said["counts"] == "yes" else "it does not count and does not stop the clock"
    why = f": {said['why']}" if said.get("why") else "."
    return f"{by['name']} ({by['role']}) decided that {verdict}{why}"


def late(item: dict[str, Any]) -> str:
    return WRITTEN_LATE if minutes_between(item["value"]["at"], item["at"]) > LATE_MINUTES else ""
