"""A discussion under another procedure: what would be due, and taking it up. Twin of `under.ts`.

Its own keeps its version until the chair, having read the differences, takes up another (DESIGN.md decision 6).
"""

from typing import Any

from sync.case import case
from sync.deadlines import CaseError, deadlines
from sync.following import PATH, RESPONSIBLE, standing
from sync.headline import headline, of_case
from sync.history import history
from sync.london import utc
from sync.pages import children
from sync.pages.clock import Clocks
from sync.pages.device import problem
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import moment
from sync.pages.procedures import cautions, href
from sync.pages.questions import Asking, may_write
from sync.pages.rules import change_of, titled
from sync.rule_words import listed

Json = dict[str, Any]
# Filled in by the page: nobody types a version.
GIVEN = ("procedure", "was", "because")
BECAUSE = {
    "newer": "A newer version of the same procedure: it takes the place of the one before.",
    RESPONSIBLE: "Another authority’s procedure: say so only where that authority has accepted that it is responsible "
    "now. The dates of both stand, and the earlier counts.",
}


def under(doc: Doc, inputs: Inputs) -> Context:
    asked = inputs.get("params", {}).get("procedure", "")
    there = inputs.get("procedures", {}).get(asked)
    here = Clocks(doc, inputs)
    if there is None:
        return problem(inputs)
    asking = Asking(doc, inputs)
    back = f"/discussions/{doc['id']}/rules"
    because = RESPONSIBLE if here.standing and here.standing[0]["id"] != there["id"] else "newer"
    given = {"procedure": asked, "was": doc["procedure"], "because": because}
    questions = {one["key"]: one for one in asking.adding(PATH, given)}
    pending = any(entry.get("pending") for entry in doc["entries"].get(PATH, []))
    made: Context = {
        **page_of("under", "Another procedure", doc, inputs),
        "back": back,
        "title": there["title"],
        "href": href(asked),
        "whose": here.rules,
        "cautions": cautions(there),
        "already": asked == doc["procedure"],
        "pending": pending,
        "may_take": may_write(doc, PATH) and asked != doc["procedure"] and not pending,
        "form": asking.form(f"/discussions/{doc['id']}/procedures/{asked}", back),
        "given": [{"name": questions[key]["name"], "value": given[key]} for key in GIVEN],
        "because": BECAUSE[because],
        "why": questions["why"],
        "problem": here.problem,
        "compared": [],
        "differing": [],
    }
    if here.result is None:
        return made
    return made | _compared(doc, there, here, inputs)


def _compared(doc: Doc, there: Json, here: Clocks, inputs: Inputs) -> Context:
    def names(ids: list[str]) -> str:
        return listed([children.name(doc, child) for child in ids], "and") if len(doc["children"]) > 1 else ""

    now, calendar = inputs["now"], inputs.get("calendar") or {}
    then = utc(moment(now) + 1)
    both = {digest: inputs.get("procedures", {})[digest] for digest in standing(doc)} | {there["version"]: there}
    try:
        found = deadlines(there, case(doc, there["vocabulary"]["events"]), calendar, now)
        by: Json = {"by": {}, "path": "", "value": None}
        changes = history(
            there,
            [
                by | {"at": now, "procedures": standing(doc), "case": _common(doc, both)},
                by | {"at": then, "procedures": [there["version"]], "case": _common(doc, both)},
            ],
            calendar,
            both,
        )
    except CaseError as error:
        return {"problem": str(error)}
    assert here.result is not None, "the caller has looked"
    return {
        "compared": [
            *(
                {
                    "label": children.name(doc, child),
                    "now_is": here.of_child(child)["words"],
                    "would_be": headline(found, child, now)["words"],
                }
                for child in doc["children"]
            ),
            {
                "label": "Holding the discussion",
                "now_is": of_case(here.result, now)["words"],
                "would_be": of_case(found, now)["words"],
            },
        ],
        "differing": [
            change_of(doc, change | {"because": []}, titled(row, list(both.values()), names), now)
            for row in changes
            for change in row["changes"]
            if change["at"] == then
        ],
    }


def _common(doc: Doc, procedures: dict[str, Json]) -> Json:
    """What all of them know, so that one case is read under each."""
    known = [set(one["vocabulary"]["events"]) for one in procedures.values()]
    return case(doc, set.intersection(*known))
