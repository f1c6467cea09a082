"""Which dates of a case would be others under another procedure: was, would be, and by which rule (P-24, Q-30)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sync.deadlines import deadlines
from sync.wording import exactly, full_day

Row = dict[str, Any]
Name = tuple[str, str, str | None, str | None, int | None, int]
PARTS = {
    "deadlines": "",
    "conditional": "if it turns out so",
    "projected": "if the discussion is held as late as it may be",
}
# A day runs to its end; for the others the hour counts.
BY_DAY = ("same_day", "working_days")


def dates(old: Mapping[str, Any], new: Mapping[str, Any], case: Row, calendar: Row, now: str) -> list[str]:
    """One sentence for each date that differs. Raises CaseError."""
    was, would = deadlines(dict(old), case, calendar, now), deadlines(dict(new), case, calendar, now)
    return [sentence for part, words in PARTS.items() for sentence in _differing(was[part], would[part], words)]


def _differing(was: list[Row], would: list[Row], words: str) -> Iterator[str]:
    before, after = dict(_named(was)), dict(_named(would))
    for name in [*after, *(name for name in before if name not in after)]:
        if _due(before.get(name)) != _due(after.get(name)):
            yield _sentence(name, words, before.get(name), after.get(name))


def _named(rows: list[Row]) -> Iterator[tuple[Name, Row]]:
    """Each row by what stays the same under another procedure; the last counts those that are alike in it."""
    seen: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        name = (row["rule"], row["kind"], row["child"], row["recipient"], row["sd"])
        yield (*name, seen[name]), row
        seen[name] += 1


def _due(row: Row | None) -> tuple[str, str] | None:
    return (row["unit"], row["due_before"] or "") if row else None


def _sentence(name: Name, words: str, before: Row | None, after: Row | None) -> str:
    rule, kind, child, recipient, discussion, _ = name
    numbered = f"discussion {discussion}" if discussion and discussion > 1 else ""
    about = ", ".join(word for word in ("" if kind == "max" else kind, child, recipient, numbered, words) if word)
    return f"{rule}{about and f' ({about})'}: {_said(after)}, was {_said(before)}."


def _said(row: Row | None) -> str:
    if row is None:
        return "no date"
    if row["due_before"] is None:
        return "as soon as possible" if row["unit"] == "asap" else "no date yet"
    return full_day(row["due_date"]) if row["unit"] in BY_DAY else exactly(row["due_before"])
