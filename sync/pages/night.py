"""What falls due before the office opens, and what was done since it closed (DOMAIN.md S-8.4; PRACTICE.md P-26, Z-39).
Twin of `night.ts`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sync.pages import actions
from sync.pages.children import name, values
from sync.pages.clock import Clocks
from sync.pages.dates import date_rows
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import closed, home, moment, office_open, opened, opens
from sync.pages.questions import may_write
from sync.wording import due, instant, overdue

# A child's own clock has the child's row; a window that closes is nobody's work.
NOT_LISTED = ("seen_by", "query")
# What the day team is told in the morning; to pick something up is not yet to have done it.
OVER = ("done", "cancelled", "handed_over", "declined")
# Beneath the day team's stand its children, who may not be pushed off the first screens; nor do more of those whose
# date is red push the actions off.
FEW = 10
NOBODY = "Nobody is named for tonight"
# By when, discussion, address; and the row, made only where it is shown: a county holds more than a page does.
Later = tuple[str, Callable[[], Context]]


def night(inputs: Inputs, rows: list[Context], clocks: dict[str, Clocks], most: int | None = None) -> Context:
    """`rows` is every child's. The night team has its own list: children not seen first, then by time; the rest folded.
    Others are told, beneath a child who is late, of what nobody has accepted and of what they picked up themselves."""
    now, calendar, docs = inputs["now"], inputs.get("calendar"), inputs.get("discussions", [])
    until, since = opens(now, calendar), closed(now, calendar)
    team = any(doc["capacity"] == "edt" for doc in docs)
    at_once = FEW if most and not team else most
    work = [one for doc in docs for one in _work(doc, inputs, until, team=team)]
    dates = [one for doc in docs for one in _dates(doc, clocks[doc["id"]], now, since, until)] if team else []
    count = len(work) + len(dates)
    first = [row for row in rows if presses(row, until)] if team else [row for row in rows if _red(row)][:at_once]
    above = {id(row) for row in first}
    return {
        "team": team,
        "before_words": f"Before the office opens, {instant(until, now)}",
        "first": first,
        "rows": [row for row in rows if id(row) not in above],
        "before": _made([*work, *dates], at_once),
        "more_before": f"The first {at_once} of {count}." if at_once and count > at_once else "",
        "done_words": "Done since the office closed" if home(now) == "Tonight" else "Done overnight",
        "done": _made([one for doc in docs for one in _done(doc, inputs, since)], None),
    }


def presses(row: Context, until: str) -> bool:
    """A child who may have to be seen before then; no date at all is not a date that is far."""
    clock = row["clock"]
    if row.get("alarm"):
        return True
    if clock["kind"] == "met" or clock["tone"] == "quiet":
        return False
    return bool(clock["tone"] == "red" or (clock["due"] and clock["due"] <= until))


def _red(row: Context) -> bool:
    """A date that has come; where there is none, it is said, and no action waits beneath it."""
    clock = row["clock"]
    return bool(row.get("alarm") or (clock["tone"] == "red" and clock["due"]))


def named_tonight(inputs: Inputs) -> Callable[[Doc, Context], str]:
    """At office close a clock that presses goes to somebody by name, or it is said that nobody has it (P-26)."""
    now, calendar = inputs["now"], inputs.get("calendar")
    if office_open(now, calendar):
        return lambda _doc, _row: ""
    until, since = opens(now, calendar), opened(now, calendar)
    return lambda doc, row: _has(doc, row["child"]["id"], since) if presses(row, until) else ""


def _has(doc: Doc, child: str, since: str) -> str:
    """A deputy is named for one night: who had another has not this one."""
    leaf = doc["leaves"].get(f"children.{child}.workers") or {}
    fresh = [one for one in leaf.get("sides") or [leaf] if one.get("value") and moment(one["at"]) >= moment(since)]
    names = [one["value"].get("deputy_tonight", "") for one in fresh]
    for action in actions.ids(doc):
        about = [said.get("child") for said in values(doc, f"actions.{action}.what")]
        names += actions.who_has(doc, action) if child in about and not actions.finished(doc, action) else []
    return f"Tonight with {' and '.join(found)}" if (found := list(dict.fromkeys(filter(None, names)))) else NOBODY


def _made(rows: list[Later], most: int | None) -> list[Context]:
    return [make() for _, make in sorted(rows, key=lambda row: row[0])[:most]]


def _action(doc: Doc, action: str, inputs: Inputs, said: str) -> Later:
    def make() -> Context:
        return actions.shown(doc, action, inputs) | {"reference": doc["reference"], "said": said}

    return f"{actions.due(doc, action)} {doc['reference']} {doc['id']} {action}", make


def _work(doc: Doc, inputs: Inputs, until: str, *, team: bool) -> list[Later]:
    person = (inputs["person"] or {}).get("name")
    gives = may_write(doc, "actions.{action}.owner")
    made = []
    for action in actions.ids(doc):
        if actions.finished(doc, action) or actions.of_dead(doc, action) or actions.due(doc, action) > until:
            continue
        doubtful = len(actions.states(doc, action)) > 1 or len(actions.who_has(doc, action)) > 1
        told = gives and (doubtful or actions.not_accepted(doc, action, inputs["now"], until))
        if team or told or person in actions.who_has(doc, action):
            made.append(_action(doc, action, inputs, ""))
    return made


def _dates(doc: Doc, clocks: Clocks, now: str, since: str, until: str) -> list[Later]:
    """Every other clock that runs out in this night: of one that ran out before, the day team knows."""
    return [
        (
            f"{row['due_before']} {doc['reference']} {doc['id']} {row['rule']} {number}",
            partial(_date, doc, clocks, row, now),
        )
        for number, row in enumerate(clocks.result["deadlines"] if clocks.result and not clocks.closed else [])
        if row["state"] in ("open", "late")
        and row["effect"] not in NOT_LISTED
        and since < (row["due_before"] or "") <= until
    ]


def _date(doc: Doc, clocks: Clocks, row: dict[str, Any], now: str) -> Context:
    alone = {"deadlines": [row], "conditional": [], "projected": []}
    [shown], _ = date_rows(alone, clocks.standing, now, lambda ids: ", ".join(name(doc, child) for child in ids))
    return {
        "href": f"/discussions/{doc['id']}/rules",
        "what": shown["title"],
        "who": shown["who"] or "The discussion",
        "when": due(row, now).removeprefix("by "),
        "due": row["due_before"],
        "tag": shown["tag"],
        "tag_colour": shown["tag_colour"],
        "status": ". ".join(filter(None, [overdue(row, now), shown["cite"]])),
        "reference": doc["reference"],
    }


def _done(doc: Doc, inputs: Inputs, since: str) -> list[Later]:
    """For whoever gave it: what was done, by whom, when."""
    if not may_write(doc, "actions.{action}.owner"):
        return []
    made = []
    for action in actions.ids(doc):
        leaf = doc["leaves"].get(f"actions.{action}.status") or {}
        if leaf.get("value") in OVER and leaf["at"] > since:
            written = doc["entries"].get(f"actions.{action}.evidence", [])
            said = written[-1]["value"].get("words", "") if written else ""
            made.append(_action(doc, action, inputs, said))
    return made
