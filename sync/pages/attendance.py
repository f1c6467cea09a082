"""Who is here for what, and what somebody who is here for part of it is shown (P-9, Z-36). Twin: `attendance.ts`."""

from sync.attendance import PART, PATH, chosen, kinds, opened_by, standing
from sync.pages import actions, urgent
from sync.pages.alarm import alarm
from sync.pages.answers import answer, by_words, entries
from sync.pages.children import about, identity, label, name, name_at
from sync.pages.clock import Clocks
from sync.pages.contact import contacts
from sync.pages.device import problem
from sync.pages.discussion import noted, visited
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import minutes_between
from sync.pages.questions import Asking, may_write
from sync.pages.ring_first import ring_first
from sync.pages.short import asking_page, card, showing
from sync.pages.tonight import place
from sync.pages.ward_plan import PARTS, answers
from sync.registry import registry
from sync.wording import instant

WHO = "Who is here for what"
NOTHING = "which child, and the dates"
ALWAYS = (
    "They always have: which child, when the child should be seen, whom to ring, and what they write themselves. "
    "Notes that are for others, and addresses that are kept apart, come with nothing here."
)
TAKEN = (
    "What they hold and are not here for goes from their device when it next reaches the server. "
    "What they have read, printed or heard does not."
)
UNTIL = " Until the server has it they are sent what they were sent before."


def words(doc: Doc, inputs: Inputs) -> str:
    """On every page of the discussion, for somebody who is here for part of it; it names no child."""
    if doc["capacity"] != PART:
        return ""
    said = standing(doc, _me(inputs))
    chair = "".join(f", {one['name']}," for one in doc.get("holders", []) if one["capacity"] == "chair")
    what = _items(said["value"]) if said else NOTHING
    return f"You are here for part of this discussion: {what}. Ring the chair{chair} for anything else."


def attendance(doc: Doc, inputs: Inputs) -> Context:
    here, may = f"/discussions/{doc['id']}/who-is-here", may_write(doc, PATH)
    return showing(
        *("attendance", WHO, doc, inputs),
        children=[],
        lead=[ALWAYS],
        sections=[
            card(
                *(f"who-{one['id']}", one["name"]),
                href=f"{here}/{one['id']}" if may else "",
                lines=[f"{one['role']}, {one['agency']}", *_said(doc, one["id"], inputs["now"])],
            )
            for one in _present(doc, inputs["now"])
        ],
    )


def attendance_edit(doc: Doc, inputs: Inputs) -> Context:
    asked, asking = inputs.get("params", {}).get("person"), Asking(doc, inputs)
    one = next((one for one in _present(doc, inputs["now"]) if one["id"] == asked), None)
    if one is None:
        return problem(inputs)
    here, said = f"/discussions/{doc['id']}/who-is-here", standing(doc, one["id"])
    who = f"{one['name']}, {one['role']}, {one['agency']}"
    # What is ticked beneath "All of it" would be lost without a word, so nobody finds that chosen.
    limits = said["value"] if said and said["value"]["part"] == "part" else {}
    given = {key: "true" if part is True else part for key, part in limits.items()}
    questions = [one for one in asking.adding(PATH, given) if one["key"] not in ("who", "after")]
    child = questions.pop()
    every = {"value": "", "text": "Every child here", "id": f"{child['id']}-every", "hint": ""}
    child["options"] = [every | {"checked": child["value"] == ""}, *child["options"]]
    questions += [child] if len(doc["children"]) > 1 else []
    fields = {f"add:{PATH}/who": f"{one['id']} {who}", **({f"add:{PATH}/after": said["id"]} if said else {})}
    hidden = asking.hidden(fields)
    return asking_page(
        *("attendance_edit", WHO, doc, inputs, f"{here}/{one['id']}", here, PATH),
        children=[],
        lead=[who, ALWAYS, f"In this discussion since {instant(one['from'], inputs['now'])}. {TAKEN}"],
        hidden=[*hidden, asking.opened(PATH, [*hidden, *questions])],
        questions=questions,
    )


def in_part(doc: Doc, inputs: Inputs) -> Context:
    """All that somebody who is here for part of it holds, on one page."""
    clocks, now, said = Clocks(doc, inputs), inputs["now"], standing(doc, _me(inputs))
    return page_of("in_part", "Your part", doc, inputs) | {
        "urgent": urgent.of_one(doc, inputs),
        "ring_first": ring_first(doc, inputs),
        "rows": [
            identity(doc, child)
            | {"place": place(doc, child), "alarm": alarm(doc, child, now), "clock": clocks.of_child(child)}
            for child in doc["children"]
        ],
        "groups": [_group(doc, item, inputs) for item in chosen(said["value"] if said else {})],
        "notes": noted(doc, inputs),
    }


def note_kinds(doc: Doc, inputs: Inputs) -> list[str]:
    """What a note of theirs may be; nothing for who is here for all of it."""
    said = standing(doc, _me(inputs)) if doc["capacity"] == PART else None
    return ["observation", *kinds(chosen(said["value"]))] if said else []


def strays(doc: Doc, params: dict[str, str]) -> bool:
    return "person" in params and params["person"] not in [one["id"] for one in doc.get("holders", [])]


def _group(doc: Doc, item: str, inputs: Inputs) -> Context:
    now, family = inputs["now"], item == "family"
    mine = [path for path in sorted(doc["leaves"]) if _mine(doc, path, item)]
    plan = [one for part in PARTS for one in answers(doc, part, now)] if family else []
    lines = [f"{one['who']}, {one['about']}: {' '.join(one['lines'])}" for one in contacts(doc, now)] if family else []
    seen = [*visited(doc, inputs), *entries(doc, "not_seen_steps", now)] if item == "seen" else []
    said = plan + [answer(doc, path, label(path), now) | {"about": _whom(doc, path)} for path in mine]
    agreed = actions.listed(doc, inputs) if item == "decided" else []
    return {
        "id": item,
        "heading": _label(item),
        "answers": said,
        "lines": lines,
        "entries": seen,
        "actions": agreed,
        "empty": not [*said, *seen, *agreed],
    }


def _mine(doc: Doc, path: str, item: str) -> bool:
    """Not what is said elsewhere on the page, nor of a child they are not here for."""
    found, steps = registry().field(path), path.split(".")
    if found is None or found.section in ("ward_plan", "actions") or ".contact." in path:
        return False
    another = steps[0] in ("children", "decisions") and steps[1] not in doc["children"]
    return item in opened_by(found) and not another


def _whom(doc: Doc, path: str) -> str:
    return name_at(doc, f"adults.{path.split('.')[1]}.names") if path.startswith("adults.") else about(doc, path)


def _present(doc: Doc, now: str) -> list[dict[str, str]]:
    """Who takes part now, each once; who runs it and the night team are here for all of it."""
    here = [one for one in doc.get("holders", []) if not one["until"] or minutes_between(now, one["until"]) > 0]
    return list({one["id"]: one for one in here if one["capacity"] == "participant"}.values())


def _said(doc: Doc, person: str, now: str) -> list[str]:
    said = standing(doc, person)
    if said is None or said["value"]["part"] == "all":
        what = "Here for all of it."
    else:
        child = said["value"].get("child")
        alone = f" About {name(doc, child)} alone." if child else ""
        what = f"Here for part of it: {_items(said['value'])}.{alone}"
    return [what, *([by_words(said, now) + (UNTIL if said.get("pending") else "")] if said else [])]


def _items(said: Context) -> str:
    return "; ".join(_lower(_label(item)) for item in chosen(said)) or NOTHING


def _label(item: str) -> str:
    found = registry().field(PATH)
    return next(str(part["label"]) for part in (found.parts if found else []) if part["key"] == item)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _me(inputs: Inputs) -> str:
    return str((inputs["person"] or {}).get("id"))
