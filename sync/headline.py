"""The one sentence that stands first: by when the child should be seen, or the discussion held. Never blank, never
falsely calm (PRACTICE.md P-2, P-3, P-26; DESIGN.md sections 5 and 7). Twin of `headline.ts`."""

from collections.abc import Callable
from typing import Any

from sync.london import local_day, midnight, seconds, utc
from sync.why import either
from sync.wording import day, due, instant

Json = dict[str, Any]
Words = Callable[[Json, str], str]


def headline(result: Json, child_id: str, now: str) -> Json:
    """For one child, from what `deadlines()` gave: words, kind, tone, the row it rests on, the facts that would settle
    it, and the other rows as words."""
    rows = _rows(result, lambda row: row["effect"] == "seen_by" and row["child"] == child_id)
    if any(row["start_from"] == "child_died" for row in rows):
        return _plain("No clock: the child has died", "none", "quiet")
    if any(row["state"] == "not_applicable" for row in rows):
        return _plain("Starts at birth", "unborn", "quiet", rows[0])
    return _first(rows, now, _seen_words) or _plain("No date agreed: ask the chair", "none", "red")


def of_case(result: Json, now: str) -> Json:
    """The same for holding the discussion."""
    rows = _rows(result, lambda row: row["effect"] == "hold")
    if not any(row["effect"] == "hold" for row in [*result["deadlines"], *result["conditional"]]):
        return _plain("This procedure sets no limit for holding the discussion", "none", "quiet")
    missing = _plain("No date can be worked out: give the time of the referral", "none", "red")
    return _first(rows, now, _held_words) or missing


def _rows(result: Json, wanted: Callable[[Json], bool]) -> list[Json]:
    """Rows that say something: a clock with no start is silent, its projection speaks for it."""
    projected = [{**row, "projected": True} for row in result["projected"]]
    rows = [*result["deadlines"], *result["conditional"], *projected]
    return [row for row in rows if row["state"] != "no_start" and wanted(row)]


def _first(rows: list[Json], now: str, words: Words) -> Json | None:
    unmet = [row for row in rows if row["due_before"] and row["state"] in ("open", "late")]
    met = [row for row in rows if row["met_at"] and "if" not in row]
    if unmet:
        top = min(unmet, key=lambda row: _order(row, now))
        others = [row for row in rows if row is not top and not ("if" in row and row["met_at"])]
        kind = "projected" if "projected" in top else "conditional" if "if" in top else "due"
        tone = _tone(top, now)
    elif met:
        top = max(met, key=lambda row: (str(row["met_at"]), row["state"] == "met"))
        others = [row for row in met if row is not top and row["state"] == "met_late"]
        kind, tone = "met", "calm"
    else:
        return None
    said = _met_words(top, now, words) if kind == "met" else words(top, now) + _was(top, rows, now)
    # the other reading of a start is shown beneath, always, while the clock runs.
    doubled = [row for row in [top, *others] if row["beneath"] and row["state"] in ("open", "late")]
    beneath = [_beneath(row, now) for row in doubled]
    return {
        **_plain(said, kind, tone, top),
        "beneath": beneath[0]["words"] if top in doubled else "",
        "due_before": utc(_due(top, now)) if top["due_before"] else None,
        "facts": top.get("if", []),
        "others": [*beneath, *(_other(row, words(row, now)) for row in others)],
    }


def _order(row: Json, now: str) -> tuple[int, int]:
    """The earliest first; but a usual day that is past does not hide the limit that is past too."""
    return (0 if row["state"] == "late" and row["kind"] != "usual" and "if" not in row else 1), _due(row, now)


def _due(row: Json, now: str) -> int:
    """Of a clock that hangs on an answer nobody gave, today at the earliest: no breach on facts nobody had (P-14)."""
    moment = _moment(row["due_before"])
    if "if" not in row or row["met_at"]:
        return moment
    return max(moment, midnight(local_day(_moment(now)) + 1))


def _tone(row: Json, now: str) -> str:
    """Amber from the start of the last working day (P-26); a usual day that is past is not yet red."""
    if row["state"] == "late":
        return "amber" if row["kind"] == "usual" or ("if" in row and "projected" not in row) else "red"
    return "amber" if local_day(_moment(now)) >= local_day(_due(row, now) - 1) else "calm"


def _seen_words(row: Json, now: str) -> str:
    not_held = "projected" in row
    if "if" in row:
        said = _unless(row, now, "Not later than the end of " if not_held else "By the end of ")
        return f"{said}. The discussion has not been held" if not_held else said
    if row["met_at"]:
        return _met_words(row, now, _seen_words)
    tail = ", and the discussion has not been held" if not_held else ""
    if row["state"] == "late":
        return f"Child should have been seen {due(row, now)}{tail}"
    if not_held:
        return f"Not later than the end of {day(row['due_date'], now)}{tail}"
    # It is due on the day on which it was said.
    new = f": new information, {instant(row['start'], now).rpartition(', ')[2]}" if row["new_information"] else ""
    return f"Child {row['force']} be seen {due(row, now)}{new}"


def _was(top: Json, rows: list[Json], now: str) -> str:
    """Of a clock that new information began, the date that stood before it (P-14)."""
    before = [row for row in rows if row["due_before"] and not row["new_information"] and "if" not in row]
    if not top["new_information"] or top["state"] == "late" or not before:
        return ""
    return f" (was {due(min(before, key=lambda row: _moment(row['due_before'])), now)})"


def _held_words(row: Json, now: str) -> str:
    if "if" in row:
        return _unless(row, now, "By the end of ")
    if row["state"] == "met":
        return _met_words(row, now, _held_words)
    usually = "usually " if row["kind"] == "usual" else ""
    if row["state"] in ("late", "met_late"):
        return f"{_what(row)} should {usually}have been held {due(row, now)}"
    return f"{_what(row)} {row['force']} {usually}be held {due(row, now)}"


def _what(row: Json) -> str:
    if row.get("face_to_face"):
        return "Meeting face to face"
    return "Discussion" if row["sd"] is None else "Further discussion"


def _unless(row: Json, now: str, before: str) -> str:
    """Past or today: `Today, unless …` (P-3)."""
    today = local_day(_moment(now))
    last = local_day(_due(row, now) - 1)
    if row["state"] == "late" or (last == today and "projected" not in row):
        when = "Today"
    else:
        when = f"{before}{day(row['due_date'], now)}"
    return f"{when}, unless someone records that there is no {either(row['if_words'])}"


def _met_words(row: Json, now: str, words: Words) -> str:
    at = instant(row["met_at"], now)
    if words is _held_words:
        return f"{_what(row)} held, {at}"
    return f"Seen by a social worker, {at}{', later than it should have been' if row['state'] == 'met_late' else ''}"


def _other(row: Json, words: str) -> Json:
    return {
        "words": words,
        "rule": row["rule"],
        "cite_words": row["cite_words"],
        "force": row["force"],
        "state": row["state"],
        "working": row["why"],
    }


def _beneath(row: Json, now: str) -> Json:
    """Q-8: the other reading of a start."""
    return _other(row, f"{row['beneath']['words']}: {day(row['beneath']['due_date'], now)}")


def _plain(words: str, kind: str, tone: str, row: Json | None = None) -> Json:
    return {
        "words": words,
        "kind": kind,
        "tone": tone,
        "due_before": None,
        "rule": row["rule"] if row else None,
        "cite": row["cite"] if row else None,
        "cite_words": row["cite_words"] if row else None,
        "reason": row["why"] if row else None,
        "facts": [],
        "beneath": "",
        "others": [],
    }


def _moment(text: str) -> int:
    return seconds(text) or 0
