"""What a recorded visit does to the clock, said beneath it (PRACTICE.md P-15, Z-33). Twin of `visits.ts`."""

from typing import Any

from sync.case import said_ahead
from sync.pages.local import minutes_between

STOPPING = ("social_worker", "lead_social_worker")
NOT_STOPPING = "This does not stop the clock"
STILL_TO_COME = "The time said here is later than when it was written. Write it again with the right time."
WRITTEN_LATE = "Written more than 2 hours after the time said. A manager should check it."
LATE_MINUTES = 120


def caution(item: dict[str, Any]) -> str:
    """Empty where there is nothing to say; `item` is an entry of `visits`."""
    value = item["value"]
    if said_ahead(item):
        return f"{NOT_STOPPING}. {STILL_TO_COME}"
    if value.get("what") != "seen" or value.get("by") not in STOPPING:
        return f"{NOT_STOPPING}."
    return WRITTEN_LATE if minutes_between(value["at"], item["at"]) > LATE_MINUTES else ""
