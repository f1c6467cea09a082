"""What the chair and the night team are asked before it is too late: a discussion that is not booked, or is booked too
late (PRACTICE.md P-26; DOMAIN.md Q-19), and new information after it was held (P-14). Twin of `prompts.ts`."""

from typing import Any

from sync.london import HOUR, local_day, offset, seconds
from sync.pages.children import name, values
from sync.pages.clock import Clocks
from sync.pages.inputs import Doc
from sync.wording import due, instant

ASKED = ("chair", "minute_taker", "edt")
NOON = 12
TELL = "Tell the team manager now."
Row = dict[str, Any]


def prompts(doc: Doc, clocks: Clocks) -> list[str]:
    """Sentences, most pressing first; none for who neither arranges it nor has it tonight."""
    if clocks.result is None or clocks.closed or doc["capacity"] not in ASKED:
        return []
    rows = [row for row in clocks.result["deadlines"] if row["state"] in ("open", "late")]
    asked = [
        _booked(doc, row, clocks.now) for row in rows if row["effect"] == "hold" and row["kind"] in ("max", "usual")
    ]
    renewed = [row for row in rows if row["new_information"] and not _since(doc, row)]
    return list(
        dict.fromkeys(
            [
                *filter(None, asked),
                *(
                    f"New information about {name(doc, row['child'])}, {instant(row['start'], clocks.now)}: "
                    "is a further discussion needed?"
                    for row in renewed
                ),
            ]
        )
    )


def _booked(doc: Doc, row: Row, now: str) -> str:
    """Of a first discussion that was not held: when it is booked, against the last day for it."""
    if row["sd"] is not None or not row["due_before"] or row["face_to_face"]:
        return ""
    starts = [value["start"] for path in _calls(doc) for value in values(doc, path) if value.get("start")]
    first = min(starts, key=_moment, default="")
    last, usual = _moment(row["due_before"]), row["kind"] == "usual"
    if first and _moment(first) >= last:
        day = "the usual day" if usual else "the last day the procedure allows"
        return f"Booked for {instant(first, now)}, after {day} ({due(row, now).removeprefix('by ')}). {TELL}"
    late = _moment(now) >= _noon(local_day(last - 1))
    if first or usual or not late:
        return ""
    held = "have been held" if row["state"] == "late" else "be held"
    return f"No call or meeting is booked, and the discussion should {held} {due(row, now)}. {TELL}"


def _calls(doc: Doc) -> list[str]:
    return sorted(path for path in doc["leaves"] if path.startswith("calls.") and path.endswith(".details"))


def _since(doc: Doc, row: Row) -> bool:
    """Whether they have spoken again since."""
    calls = [entry["value"] for entry in doc["entries"].get("events", []) if not entry.get("superseded_by")]
    return any(call["type"] == "sd_contact" and _moment(call["at"]) >= _moment(row["start"]) for call in calls)


def _noon(day: int) -> int:
    wall = day * 24 * HOUR + NOON * HOUR
    return wall - offset(wall)


def _moment(iso: str) -> int:
    return seconds(iso) or 0
