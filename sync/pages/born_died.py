"""A child is born; a child dies: recorded with no signal, each on a page of its own (P-22). Twin of `born_died.ts`."""

from sync.lives import births, death, died
from sync.pages.answers import entry
from sync.pages.children import born_on, identity, values
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.questions import Asking
from sync.pages.short import asking_page
from sync.wording import instant

BORN, DIED = "The child was born", "The child has died"
KNOWN = "A date of birth is recorded already."
FROM_NOW = "From the birth on, by when the child should be seen is counted. Who may take the baby home is asked next."
TOLD = "One person records it, a second confirms it. Until then every date about this child stands."
# Asked, for it is not for Seenby to say what the law of the land is here [P in PRACTICE.md].
ASKED = (
    "No clock runs for this child any more, and nobody is reminded.",
    "Brothers and sisters: who sees them, and by when, comes first.",
    "A further discussion must be a meeting. Ask the chair when it is.",
    "Ask: has a joint agency response been started, and has the child death review been told?",
)


def born(doc: Doc, inputs: Inputs) -> Context:
    """Its author corrects it by a new entry."""
    child, asking = inputs.get("params", {}).get("child", ""), Asking(doc, inputs)
    here, told = f"/discussions/{doc['id']}/children/{child}/born", births(doc, child)
    mine = [one for one in told if wrote(one, inputs)]
    given = mine[-1]["value"] if mine else {"at": inputs["now"]}
    fields = {"add:births/child": child} | ({"add:births/supersedes": mine[-1]["id"]} if mine else {})
    hidden, questions = asking.hidden(fields), _asked(asking, "births", given)
    page = asking_page(
        *("born", BORN, doc, inputs, here, f"/discussions/{doc['id']}/ward-safety-plan", "births"),
        children=[identity(doc, child)],
        lead=[FROM_NOW],
        entries=[entry(doc, "births", one, inputs["now"]) for one in told],
        hidden=[*hidden, *([asking.opened("births", [*hidden, *questions])] if mine else [])],
        questions=questions,
        button="Save the correction" if mine else "Save: the child was born",
    )
    barred = _has_date(doc, child) or (bool(told) and not mine)
    return page | {"back": f"/discussions/{doc['id']}"} | ({"may_write": False, "refused": KNOWN} if barred else {})


def dead(doc: Doc, inputs: Inputs) -> Context:
    child, now, asking = inputs.get("params", {}).get("child", ""), inputs["now"], Asking(doc, inputs)
    here, found = f"/discussions/{doc['id']}/children/{child}/died", death(doc, child)
    path = "death_checks" if found else "deaths"
    page = asking_page(
        *("died", DIED, doc, inputs, here, f"/discussions/{doc['id']}", path),
        children=[identity(doc, child)],
        caution=lost(doc, child, now),
        lead=list(ASKED) if died(doc, child) else [TOLD],
        entries=[entry(doc, "deaths", found, now)] if found else [],
    )
    if found is None:
        return page | {
            "hidden": asking.hidden({"add:deaths/child": child}),
            "questions": _asked(asking, "deaths", {"at": now}),
            "button": "Save: the child has died",
        }
    questions = _asked(asking, path, {})
    for question in questions:
        if question["key"] == "right" and (wrote(found, inputs) or died(doc, child)):
            question["options"] = [one for one in question["options"] if one["value"] == "no"]
    return page | {"hidden": asking.hidden({f"add:{path}/death": found["id"]}), "questions": questions, "ring": True}


def lost(doc: Doc, child: str, now: str) -> str:
    """What stands first about a child who was recorded as having died, until a second person has confirmed it."""
    found = death(doc, child)
    if found is None or died(doc, child):
        return ""
    who = f"Recorded as having died: {found['by']['name']}, {instant(found['at'], now)}."
    if found.get("pending"):
        return f"{who} Saved on this device. Nobody else has it yet: ring."
    return f"{who} A second person must confirm it. Until then every date stands."


def unborn(doc: Doc, child: str) -> bool:
    expected = [one for one in values(doc, f"children.{child}.birth") if one.get("expected")]
    return bool(expected) and not born_on(doc, child)


def _has_date(doc: Doc, child: str) -> bool:
    """A date that somebody wrote, which no record of a birth changes."""
    return any(one.get("date") for one in values(doc, f"children.{child}.birth"))


def _asked(asking: Asking, path: str, given: dict[str, str]) -> list[Context]:
    """Without what the form knows by itself."""
    return [one for one in asking.adding(path, given) if one["key"] not in ("child", "death", "supersedes")]
