"""What the chair and the night team are asked before it is too late: a discussion that is not booked, or is booked too
late (PRACTICE.md P-26; DOMAIN.md Q-19), and new information after it was held (P-14). Twin of `prompts.ts`."""

from typing import Any

from sync.case import said_ahead
from sync.london import HOUR, local_day, offset
from sync.pages.children import name
from sync.pages.clock import Clocks
from sync.pages.inputs import Doc
from sync.pages.local import moment
from sync.wording import due, instant

ASKED = ("chair", "minute_taker", "edt")
NOON = 12
NO_FURTHER = "no_further"
Row = dict[str, Any]


def prompts(doc: Doc, clocks: Clocks, now: str) -> list[str]:
    """Sentences, most pressing first; none for who neither arranges it nor has it tonight."""
    if clocks.closed or doc["capacity"] not in ASKED or clocks.result is None:
        return []
    rows = [row for row in clocks.result["deadlines"] if row["state"] in ("open", "late")]
    asked = [_arranged(doc, row, now) for row in rows if row["effect"] == "hold" and row["kind"] in ("max", "usual")]
    return list(
        dict.fromkeys(
            [
                *filter(None, asked),
                *(said for said in _not_held(doc, now) if any(_is_first(row) for row in rows)),
                *(
                    f"New information about {name(doc, row['child'])}, {instant(row['start'], now)}: "
                    "is a further discussion needed?"
                    for row in renewed(doc, clocks, now)
                ),
            ]
        )
    )


def booked(doc: Doc) -> list[str]:
    """Ids of the calls and meetings that were ever booked, cancelled ones too."""
    paths = (path for path in doc["leaves"] if path.startswith("calls.") and path.endswith(".details"))
    return sorted(path.split(".")[1] for path in paths)


def renewed(doc: Doc, clocks: Clocks, now: str) -> list[Row]:
    """Clocks that new information began, which nobody has answered: no call since, none booked, and none needed."""
    rows = (clocks.result or {}).get("deadlines", [])
    running = [row for row in rows if row["state"] in ("open", "late") and row["new_information"]]
    return [row for row in running if not _since(doc, row, now)]


def _time(doc: Doc, call: str) -> str:
    """When one is booked for; of two answers the later, and no time where either has none: it may be cancelled."""
    leaf = doc["leaves"][f"calls.{call}.details"]
    starts = [(side["value"] or {}).get("start", "") for side in leaf.get("sides") or [leaf]]
    return max(starts, key=moment) if all(starts) else ""


def _arranged(doc: Doc, row: Row, now: str) -> str:
    """Of a first discussion that was not held: when it is booked, against the last day for it."""
    if not _is_first(row) or not row["due_before"]:
        return ""
    first = min((one for one in _times(doc) if not _past(one, now)), key=moment, default="")
    last, usual = moment(row["due_before"]), row["kind"] == "usual"
    if first and moment(first) >= last:
        day = "the usual day" if usual else "the last day the procedure allows"
        return f"Booked for {instant(first, now)}, after {day} ({due(row, now).removeprefix('by ')}).{_tell(doc, row)}"
    late = moment(now) >= _noon(local_day(last - 1))
    if first or usual or not late:
        return ""
    held = "have been held" if row["state"] == "late" else "be held"
    return f"No call or meeting is booked, and the discussion should {held} {due(row, now)}.{_tell(doc, row)}"


def _is_first(row: Row) -> bool:
    return row["effect"] == "hold" and row["sd"] is None and not row["face_to_face"]


def _not_held(doc: Doc, now: str) -> list[str]:
    """What was booked, is over by now, and nobody wrote that it was held: until somebody does, it was not."""
    return [
        f"Booked for {instant(one, now)}, and nobody has written that it was held. Write it down, or book another."
        for one in _times(doc)
        if _past(one, now)
    ]


def _times(doc: Doc) -> list[str]:
    return [time for call in booked(doc) if (time := _time(doc, call))]


def _past(start: str, now: str) -> bool:
    return moment(start) + HOUR <= moment(now)


def _since(doc: Doc, row: Row, now: str) -> bool:
    """Whether they have spoken again since, or will."""
    spoken = _said(doc, "sd_contact", NO_FURTHER)
    to_come = [one for one in _times(doc) if not _past(one, now)]
    return any(moment(one) >= moment(row["start"]) for one in [*spoken, *to_come])


def _tell(doc: Doc, row: Row) -> str:
    """A form is asked for past the last day, a note past the usual one (H-2.1, H-3.1); then the manager knows."""
    forms = ("ntk_submitted", "management_note") if row["kind"] == "usual" else ("ntk_submitted",)
    told = any(moment(one) >= moment(row["start"]) for one in _said(doc, *forms))
    return "" if told else " Tell the team manager now."


def _said(doc: Doc, *kinds: str) -> list[str]:
    """When each of these was, as it stands and has come."""
    found = [one for one in doc["entries"].get("events", []) if not one.get("superseded_by") and not said_ahead(one)]
    return [one["value"]["at"] for one in found if one["value"]["type"] in kinds]


def _noon(day: int) -> int:
    wall = day * 24 * HOUR + NOON * HOUR
    return wall - offset(wall)
