"""What falls due before the office opens, and what was done since it closed (DOMAIN.md S-8.4; PRACTICE.md P-26, Z-39).
Twin of `night.ts`."""

from sync.pages import actions
from sync.pages.children import name
from sync.pages.clock import Clocks
from sync.pages.dates import date_rows
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import closed, home, opens
from sync.pages.questions import may_write
from sync.wording import instant

# A child's own clock has the child's row; a window that closes is nobody's work.
NOT_LISTED = ("seen_by", "query")
# What the day team is told in the morning; to pick something up is not yet to have done it.
OVER = ("done", "cancelled", "handed_over", "declined")


def night(inputs: Inputs, rows: list[Context], clocks: dict[str, Clocks]) -> Context:
    """`rows` is every child's. The night team has its own list: children not seen first, then by time; the rest folded.
    Others are told of what nobody has accepted, and of what they have picked up themselves."""
    now, calendar, docs = inputs["now"], inputs.get("calendar"), inputs.get("discussions", [])
    until, since = opens(now, calendar), closed(now, calendar)
    team = any(doc["capacity"] == "edt" for doc in docs)
    first = [row for row in rows if presses(row, until)] if team else []
    work = [one for doc in docs for one in _work(doc, inputs, until, team=team)]
    dates = [one for doc in docs for one in _dates(doc, clocks[doc["id"]], now, since, until)] if team else []
    return {
        "team": team,
        "before_words": f"Before the office opens, {instant(until, now)}",
        "first": first,
        "rows": [row for row in rows if not presses(row, until)] if team else rows,
        "before": sorted([*work, *dates], key=_when),
        "done_words": "Done since the office closed" if home(now) == "Tonight" else "Done overnight",
        "done": sorted((one for doc in docs for one in _done(doc, inputs, since)), key=_when),
    }


def presses(row: Context, until: str) -> bool:
    """A child who may have to be seen before then; no date at all is not a date that is far."""
    clock = row["clock"]
    if row.get("alarm"):
        return True
    if clock["kind"] == "met" or clock["tone"] == "quiet":
        return False
    return bool(clock["tone"] == "red" or (clock["due"] and clock["due"] <= until))


def _when(row: Context) -> str:
    return f"{row['due']} {row['reference']} {row['href']}"


def _work(doc: Doc, inputs: Inputs, until: str, *, team: bool) -> list[Context]:
    person = (inputs["person"] or {}).get("name")
    gives = may_write(doc, "actions.{action}.owner")
    made = []
    for action in actions.ids(doc):
        if actions.finished(doc, action) or actions.due(doc, action) > until:
            continue
        doubtful = len(actions.states(doc, action)) > 1 or len(actions.who_has(doc, action)) > 1
        told = gives and (doubtful or actions.not_accepted(doc, action, inputs["now"], until))
        if team or told or person in actions.who_has(doc, action):
            made.append(actions.shown(doc, action, inputs) | {"reference": doc["reference"], "said": ""})
    return made


def _dates(doc: Doc, clocks: Clocks, now: str, since: str, until: str) -> list[Context]:
    """Every other clock that runs out in this night: of one that ran out before, the day team knows."""
    if clocks.result is None:
        return []
    due = [
        row
        for row in clocks.result["deadlines"]
        if row["state"] in ("open", "late")
        and row["effect"] not in NOT_LISTED
        and since < (row["due_before"] or "") <= until
    ]
    shown = date_rows(
        {"deadlines": due, "conditional": [], "projected": []},
        clocks.standing,
        now,
        lambda ids: ", ".join(name(doc, child) for child in ids),
    )[0]
    return [
        {
            "href": f"/discussions/{doc['id']}/rules",
            "what": one["title"],
            "who": one["who"] or "The discussion",
            "when": instant(row["due_before"], now),
            "due": row["due_before"],
            "tag": one["tag"],
            "tag_colour": one["tag_colour"],
            "status": f"{one['words']}. {one['cite']}",
            "reference": doc["reference"],
        }
        for row, one in zip(due, shown, strict=True)
    ]


def _done(doc: Doc, inputs: Inputs, since: str) -> list[Context]:
    """For whoever gave it: what was done, by whom, when."""
    if not may_write(doc, "actions.{action}.owner"):
        return []
    made = []
    for action in actions.ids(doc):
        leaf = doc["leaves"].get(f"actions.{action}.status") or {}
        if leaf.get("value") in OVER and leaf["at"] > since:
            written = doc["entries"].get(f"actions.{action}.evidence", [])
            said = written[-1]["value"].get("words", "") if written else ""
            made.append(actions.shown(doc, action, inputs) | {"reference": doc["reference"], "said": said})
    return made
