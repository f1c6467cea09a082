"""What is corrected with no signal counts beside its correction until the server has that: no date is put back by one
device alone (PRACTICE.md Z-32). Twin of `correcting.ts`."""

from typing import Any

Entry = dict[str, Any]


def counted(entries: list[Entry]) -> list[Entry]:
    """Without what was corrected for good."""
    unsent = {one["id"] for one in entries if one.get("pending")}
    return [
        one
        for one in entries
        if not one.get("superseded_by") or (not one.get("pending") and one["superseded_by"] in unsent)
    ]
