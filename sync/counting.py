"""Whether a visit counts as the child having been seen (PRACTICE.md P-15). Twin of `counting.ts`."""

from typing import Any

Entry = dict[str, Any]
# Recorded as such; a manager decides.
GLIMPSED = frozenset({"asleep", "door", "video"})


def check(doc: dict[str, Any], visit: Entry) -> Entry | None:
    """What a manager decided about it last. One that is not sent yet can take a visit away, and never lend one."""
    checks = doc["entries"].get("visit_checks", [])
    said = [one for one in checks if one["value"]["visit"] == visit["id"]]
    standing = [one for one in said if not one.get("pending") or one["value"]["counts"] == "no"]
    return standing[-1] if standing else None


def counts(doc: dict[str, Any], visit: Entry) -> bool:
    said = check(doc, visit)
    if said is not None:
        return bool(said["value"]["counts"] == "yes")
    return visit["value"].get("in_what_way") not in GLIMPSED
