"""Every rule of a discussion, what would apply, who was there, and how each date moved. Twin of `rules.ts`."""

from typing import Any

from sync import roster
from sync.case import case
from sync.duties import duties
from sync.following import PATH, followed
from sync.history import history
from sync.known import steps
from sync.pages import children
from sync.pages.answers import by_words, lines_of
from sync.pages.clock import Clocks
from sync.pages.dates import Names, date_rows, duty_row, groups
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.procedures import VERSION_SHOWN, cautions, href
from sync.registry import registry
from sync.rule_words import listed
from sync.wording import describe, exactly, full_day, instant

Json = dict[str, Any]
ROSTER = {
    "there": ("There", "green"),
    "report_only": ("Report only", "orange"),
    "missing": ("Missing", "red"),
    "not_recorded": ("Not recorded", "grey"),
}
VERSIONS = {"Version", "Version before"}
HOW = {
    "certain": "",
    "conditional": ", if a question that is still open is answered yes",
    "projected": ", if the discussion is held on the last day it may be",
}
QUORUM = {
    "none": "This procedure sets no least number who must be there.",
    "not_recorded": "Nobody recorded who was there. Until somebody does, nobody can say whether enough were.",
    "met": "Everybody this procedure needs was there and took part.",
    "not_met": "Not everybody this procedure needs was there. A report that was sent is not attendance.",
}


def rules(doc: Doc, inputs: Inputs) -> Context:
    clocks, now = Clocks(doc, inputs), inputs["now"]
    procedure = inputs.get("procedures", {}).get(doc["procedure"])
    made: Context = {
        **page_of("rules", "Rules and dates", doc, inputs),
        "whose": clocks.rules,
        "href": href(doc["procedure"]) if procedure else "",
        "problem": "",
        "cautions": cautions(procedure) if procedure else [],
        "groups": [],
        "open_dates": [],
        "open_duties": [],
        "seats": [],
        "seated": [],
        "wrote": [],
        "quorum": "",
        "moved": [],
        "begun": [],
        "taken_up": _taken_up(doc, inputs),
        "elsewhere": _elsewhere(doc, inputs),
    }
    if procedure is None or clocks.result is None:
        return made | {"problem": clocks.problem}
    return made | _worked_out(doc, clocks.standing, clocks.result, inputs, now)


def _worked_out(doc: Doc, stand: list[Json], result: Json, inputs: Inputs, now: str) -> Context:
    procedure, kept = stand[0], inputs.get("procedures", {})

    def names(ids: list[str]) -> str:
        """Children only where there are several: the page begins with who they are."""
        if any(one not in doc["children"] for one in ids):
            return listed([_recipient(doc, one) for one in ids], "and")
        return listed([children.name(doc, child) for child in ids], "and") if len(doc["children"]) > 1 else ""

    known, calendar = procedure["vocabulary"]["events"], inputs.get("calendar") or {}
    asked = duties(procedure, case(doc, known))
    people = roster.people_of(doc, procedure["vocabulary"]["roles"])
    seats = roster.roster(asked, people)
    others = [one for one in asked if one["effect"] != "participant"]
    changes = [
        change_of(doc, change, titled(row, [kept[one] for one in followed(doc) if one in kept], names), now)
        for row in history(procedure, steps(doc, known), calendar, kept)
        for change in row["changes"]
    ]
    dates, open_dates = date_rows(result, stand, now, names)
    changes.sort(key=lambda one: str(one["at"]), reverse=True)
    return {
        "groups": groups(dates, [duty_row(row, procedure, names) for row in others if row["applies"] == "yes"]),
        "open_dates": open_dates,
        "open_duties": [duty_row(row, procedure, names) for row in others if row["applies"] == "unknown"],
        "seats": [_seat(row, procedure, names) for row in seats],
        "seated": [_person(one) for one in people],
        "wrote": _wrote(doc),
        "quorum": QUORUM[roster.quorum(seats)],
        "moved": [one for one in changes if one["was"]],
        "begun": [one for one in changes if not one["was"]],
    }


def _recipient(doc: Doc, person: str) -> str:
    said = [str(seat["name"]) for seat in children.values(doc, f"people.{person}.seat") if seat.get("name")]
    return " or ".join(dict.fromkeys(said)) or "Somebody whose name is not recorded"


def _seat(row: Json, procedure: Json, names: Names) -> Context:
    roles = procedure["vocabulary"]["roles"]
    shown = duty_row(row, procedure, names)
    state, colour = ROSTER[row["state"]] if row["applies"] == "yes" else (shown["tag"], shown["tag_colour"])
    asked = [f"{roles.get(one['role'], one['role'])}: {ROSTER[one['state']][0].lower()}" for one in row["asked"]]
    return shown | {"tag": state, "tag_colour": colour, "asked": [] if row["state"] == "not_recorded" else asked}


def _person(one: Json) -> Context:
    state = (
        "took part" if one["there"] else "sent a report, was not there" if one["report"] else "not recorded as there"
    )
    said = ", ".join(part for part in (one["name"], one["role_words"], one["agency"]) if part)
    return {"name": said or "Name not recorded", "state": state}


def _wrote(doc: Doc) -> list[str]:
    """Whoever wrote here, by name: that they wrote is known, and is not attendance."""
    said = [*doc["leaves"].values(), *(entry for all_ in doc["entries"].values() for entry in all_)]
    names = {f"{one['by']['name']}, {one['by']['role']}, {one['by']['agency']}" for one in said}
    return sorted(names)


def _taken_up(doc: Doc, inputs: Inputs) -> list[Context]:
    """Which procedures it took up since it began, newest first."""
    return [
        {
            "title": _title(inputs, entry["value"]["procedure"]),
            "was": _title(inputs, entry["value"]["was"]),
            "lines": _words_of(doc, entry["lines"], PATH),
            "by": by_words(entry, inputs["now"]),
        }
        for entry in reversed(doc["entries"].get(PATH, []))
    ]


def _elsewhere(doc: Doc, inputs: Inputs) -> list[Context]:
    """The other procedures in use: what would be due under each is one link away (PRACTICE.md P-24)."""
    kept = inputs.get("procedures", {})
    others = [one for one in inputs.get("current", []) if one in kept and one != doc["procedure"]]
    others.sort(key=lambda one: (kept[one]["title"], one))
    here = f"/discussions/{doc['id']}/procedures"
    return [{"href": f"{here}/{one}", "title": _title(inputs, one)} for one in others]


def _title(inputs: Inputs, digest: str) -> str:
    found = inputs.get("procedures", {}).get(digest)
    return f"{found['title'] if found else 'A procedure not kept here'}, version {digest[:VERSION_SHOWN]}"


def titled(row: Json, procedures: list[Json], names: Names) -> str:
    """A clock of `history` by the title of its rule, in the first procedure that has it."""
    rules_ = (rule for procedure in procedures for rule in procedure["rules"])
    title = next((rule["title"] for rule in rules_ if _is(rule, row)), row["rule"])
    who = names([row["child"]]) if row["child"] else ""
    return f"{title}{who and ': '}{who}"


def _is(rule: Json, row: Json) -> bool:
    return bool(rule["id"] == row["rule"] and rule.get("kind") == row["kind"])


def change_of(doc: Doc, change: Json, title: str, now: str) -> Context:
    """What a date was and is, and because of what."""
    return {
        "at": change["at"],
        "when": instant(change["at"], now),
        "title": title,
        "was": _dated(change["was"]) if change["was"] else "",
        "now_is": _dated(change["is"]) if change["is"] else "no date",
        "because": [_because(doc, one) for one in change["because"]],
    }


def _dated(said: Json) -> str:
    by_day = said["unit"] in ("same_day", "working_days")
    when = f"by the end of {full_day(said['due_date'])}" if by_day else f"by {exactly(said['due_before'])}"
    return f"{when}{HOW[said['standing']]}"


def _words_of(doc: Doc, lines: list[dict[str, str]], path: str) -> list[dict[str, str]]:
    """A version is said by its title beside it, never by its digest."""
    return lines_of(doc, [line for line in lines if line["label"] not in VERSIONS], path)


def _because(doc: Doc, one: Json) -> str:
    """What was recorded, in few words, and by whom."""
    found = registry().field(one["path"])
    lines = _words_of(doc, describe(found.raw, one["value"]), one["path"]) if found else []
    words = ", ".join(line["text"] for line in lines[:2])
    about = children.path_words(doc, one["path"])
    return f"{about}{words and ': '}{words}. {one['by']['name']}, {one['by']['role']}"
