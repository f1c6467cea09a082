"""Every date and duty of a set of rules, as a template prints them: of a case or a what-if. Twin of `dates.ts`."""

from collections.abc import Callable
from typing import Any

from sync import rule_words
from sync.pages.inputs import Context
from sync.pages.procedures import GROUPS, group_of, href
from sync.wording import due, instant, overdue

Json = dict[str, Any]
Names = Callable[[list[str]], str]
STATES = {
    "open": ("Open", "blue"),
    "met": ("Done", "green"),
    "met_late": ("Done late", "orange"),
    "late": ("Late", "red"),
    "no_start": ("Not begun", "grey"),
    "not_applicable": ("Does not apply", "grey"),
    "not_yet": ("Not yet", "grey"),
    "too_early": ("Done too early", "red"),
}
WRONG_TIME = {"met_late": ", later than it should have been", "too_early": ", sooner than it may be"}
USUAL_PAST = ("Past the usual day", "orange")
# Nobody need raise a query: a window that closed is no breach.
CLOSED = ("Closed", "grey")
OPEN_QUESTION = ("Question open", "white")
NOT_HELD = ("Not held yet", "orange")
PAST = "this is past"


def groups(dates: list[Context], duties: list[Context]) -> list[Context]:
    """In the groups of the procedure's own page; an empty group is left out."""
    made: list[Context] = [
        {
            "id": name,
            "heading": heading,
            "dates": [one for one in dates if one["group"] == name],
            "duties": [one for one in duties if one["group"] == name],
        }
        for name, heading, _ in GROUPS
    ]
    return [group for group in made if group["dates"] or group["duties"]]


def date_rows(result: Json, procedures: list[Json], now: str, names: Names) -> tuple[list[Context], list[Context]]:
    """Under one procedure, or several whose dates stand: what applies, and what hangs on an open question. A clock that
    has not begun is silent where its projection speaks for it (PRACTICE.md P-2)."""
    spoken_for = {_like(row) for row in result["projected"]}
    certain = [row for row in result["deadlines"] if not (row["state"] == "no_start" and _like(row) in spoken_for)]
    open_ = [row for row in result["conditional"] if not (row["state"] == "no_start" and _like(row) in spoken_for)]
    projected = [
        date_row(row, _whose(row, procedures), now, names, projected=True)
        for row in result["projected"]
        if "if" not in row
    ]
    unknown = [row for row in result["projected"] if "if" in row]
    return (
        [*(date_row(row, _whose(row, procedures), now, names) for row in certain), *projected],
        [date_row(row, _whose(row, procedures), now, names) for row in (*open_, *unknown)],
    )


def date_row(row: Json, procedure: Json, now: str, names: Names, *, projected: bool = False) -> Context:
    """One clock; `names` says children by their ids. A clock that hangs on an open question is past, and never late."""
    hanging = "if" in row
    tag, colour = NOT_HELD if projected else OPEN_QUESTION if hanging else _tag(row)
    late = "" if row["effect"] == "query" else overdue(row, now)
    late = PAST if late and (hanging or projected) else late
    return {
        "group": group_of(row["effect"]),
        "title": _title(row, procedure),
        "who": _who(row, names),
        "words": f"{_words(row, now)}{late and f' ({late})'}",
        "tag": tag,
        "tag_colour": colour,
        "force": rule_words.FORCES.get(row["force"], row["force"]),
        "cite": row["cite_words"],
        "href": href(procedure["version"], row["rule"]),
        "working": row["why"],
        "beneath": _beneath(row, now),
    }


def duty_row(row: Json, procedure: Json, names: Names) -> Context:
    """One duty; its state is the roster's, where it has one."""
    return {
        "group": group_of(row["effect"]),
        "title": row["title"],
        "who": names(row["children"]) if row["children"] else "",
        "tag": OPEN_QUESTION[0] if row["applies"] == "unknown" else "",
        "tag_colour": OPEN_QUESTION[1],
        "force": rule_words.FORCES.get(row["force"], row["force"]),
        "cite": row["cite_words"],
        "href": href(procedure["version"], row["rule"]),
        "lines": rule_words.besides(row, procedure["vocabulary"]),
        "working": row["why"],
    }


def _whose(row: Json, procedures: list[Json]) -> Json:
    """Each area's procedure is written from a source of its own."""
    own = (one for one in procedures if one["source"]["file"] == row["cite"]["source"])
    return next(own, procedures[0])


def _like(row: Json) -> tuple[str, str, str | None]:
    return row["rule"], row["kind"], row["child"]


def _who(row: Json, names: Names) -> str:
    """The children it is about or the recipient, and which discussion, where it is not the first."""
    one = row["child"] or row["recipient"]
    children = [one] if one else row["children"]
    further = f"Discussion {row['sd']}" if row["sd"] is not None and row["sd"] > 1 else ""
    return ", ".join(said for said in (names(children) if children else "", further) if said)


def _tag(row: Json) -> tuple[str, str]:
    if row["state"] == "late" and row["effect"] == "query":
        return CLOSED
    if row["state"] == "late" and row["kind"] == "usual":
        return USUAL_PAST
    return STATES.get(row["state"], (row["state"].replace("_", " ").capitalize(), "grey"))


def _title(row: Json, procedure: Json) -> str:
    """Of several rules of one id the one of this kind and part, for one effect."""
    alike = [rule for rule in procedure["rules"] if rule["id"] == row["rule"] and rule["effect"] == row["effect"]]
    own = [rule for rule in alike if rule.get("kind") == row["kind"] and rule.get("unit") == row["unit"]]
    part = [rule for rule in own if rule["part"] == row["part"]]
    return str((part or own or alike or [{"title": row["rule"]}])[0]["title"])


def _words(row: Json, now: str) -> str:
    if row["met_at"]:
        late = WRONG_TIME.get(row["state"], "")
        said = f"{instant(row['met_at'], now)}{late}"
        return f"Already met, {said}" if "if" in row else f"{said[:1].upper()}{said[1:]}"
    if row["state"] == "no_start":
        return "No date yet: there is no time to work from"
    said = due(row, now)
    return said[:1].upper() + said[1:]


def _beneath(row: Json, now: str) -> str:
    other = row["beneath"]
    return f"{other['words']}: {due(row | other, now)}." if other else ""
