"""The ward safety plan: the first screen of a ward (PRACTICE.md P-5), and its form. Twin of `ward_plan.ts`.

One plan for the discussion; who may visit and who may take the child home can be said for one child, and is then hers.
"""

from sync.lives import births, died
from sync.pages import not_before, urgent
from sync.pages.alarm import alarm
from sync.pages.answers import answer
from sync.pages.born_died import lost, unborn
from sync.pages.children import about, identity, label, values
from sync.pages.clock import Clocks
from sync.pages.contact import contacts, risks
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import minutes_between
from sync.pages.note_readers import cleared, own
from sync.pages.questions import Asking, may_write
from sync.pages.ring_first import ring_first
from sync.pages.shell import tel
from sync.pages.tonight import place
from sync.pages.ward_handover import handed
from sync.registry import registry

PARTS = ("visiting", "collecting", "leaving", "told", "staff_risk", "taking", "ring")
OWN = ("visiting", "collecting")
OWN_NOTE = "For this child only, in place of the answer for all."
NEWBORN_NOTE = "The answer for all is from before the birth. It is not about this baby."


def safety_plan(doc: Doc, inputs: Inputs) -> Context:
    now, here = inputs["now"], f"/discussions/{doc['id']}"
    clocks, whole = Clocks(doc, inputs), not doc["capacity"].startswith("ward_")
    return page_of("safety_plan", "Ward safety plan", doc, inputs) | {
        "children": [
            identity(doc, child)
            | {
                "place": place(doc, child),
                "clock": clocks.of_child(child),
                "alarm": alarm(doc, child, now),
                "death": lost(doc, child, now),
                "died": died(doc, child),
                "unborn": unborn(doc, child),
            }
            for child in doc["children"]
        ],
        "urgent": urgent.of_one(doc, inputs),
        "ring_first": ring_first(doc, inputs),
        "answers": [one for part in PARTS[:5] for one in answers(doc, part, now)],
        "taking": answers(doc, "taking", now)[0],
        "ring": answers(doc, "ring", now)[0],
        "numbers": numbers(doc),
        "here": here,
        "whole": whole,
        # Who reads the whole discussion finds her notes there.
        "notes": [] if whole else own(doc, inputs),
        "cleared": cleared(doc, now),
        "contacts": contacts(doc, now),
        "risks": risks(doc),
        "handed": handed(doc, inputs),
        "may_write": may_write(doc, "ward_plan.visiting"),
        "may_note": may_write(doc, "information"),
        "may_urgent": may_write(doc, "urgent"),
    }


def answers(doc: Doc, part: str, now: str) -> list[Context]:
    """The answer for all the children, then of each child who has her own; what nobody said says what to do."""
    if part == "told":
        return [
            _answer(doc, path, now) for path in not_before.paths(doc) if path == not_before.FAMILY or _said(doc, path)
        ]
    alive = [child for child in doc["children"] if not died(doc, child)]
    own = [f"children.{child}.{part}" for child in alive] if part in OWN else []
    return [_answer(doc, path, now) for path in [f"ward_plan.{part}", *own] if _stands(doc, path)]


def ward_plan(doc: Doc, inputs: Inputs) -> Context:
    asking = Asking(doc, inputs)
    here = f"/discussions/{doc['id']}"
    several = len(doc["children"]) > 1
    own = [f"children.{child}.{part}" for child in doc["children"] if several or births(doc, child) for part in OWN]
    paths = [f"ward_plan.{part}" for part in PARTS] + own
    return page_of("ward_plan", "Ward plan", doc, inputs) | {
        "back": f"{here}/ward-safety-plan",
        "form": asking.form(f"{here}/ward-plan", f"{here}/ward-safety-plan"),
        "groups": [
            asking.group(path) | {"about": about(doc, path), "standing": _answer(doc, path, inputs["now"])}
            for path in paths
        ],
        "may_write": may_write(doc, "ward_plan.visiting"),
        "ring_first": ring_first(doc, inputs),
    }


def _stands(doc: Doc, path: str) -> bool:
    """A child's own answer that was taken away leaves the one for all; a baby's is asked since the birth."""
    return path.startswith("ward_plan.") or _said(doc, path) or _of_newborn(doc, path)


def _said(doc: Doc, path: str) -> bool:
    leaf = doc["leaves"].get(path) or {}
    return leaf.get("value") is not None or bool(leaf.get("sides"))


def _of_newborn(doc: Doc, path: str) -> bool:
    """Nobody who answered for all the children before the birth was asked who may take the baby home (Z-34)."""
    _, child, part = path.split(".")
    born, leaf = births(doc, child), doc["leaves"].get(f"ward_plan.{part}")
    said = [one["at"] for one in (leaf or {}).get("sides") or ([leaf] if leaf else [])]
    return bool(born and said) and not _said(doc, path) and all(minutes_between(at, born[0]["at"]) >= 0 for at in said)


def _answer(doc: Doc, path: str, now: str) -> Context:
    part = path.rpartition(".")[2]
    child = not_before.whom(doc, path) if part == "told" else about(doc, path)
    found = registry().field(f"ward_plan.{part}")
    newborn = bool(child) and part in OWN and _of_newborn(doc, path)
    return answer(doc, path, label(path), now) | {
        "unset": found.unset if found and (newborn or not child) else "",
        "about": child,
        "note": NEWBORN_NOTE if newborn else OWN_NOTE if child and part != "told" else "",
        "red": not_before.red(doc, path, now) if part == "told" else [],
    }


def numbers(doc: Doc) -> list[dict[str, str]]:
    """Those of whom the plan says to ring, to be pressed."""
    return [_number(value) for value in values(doc, "ward_plan.ring") if value.get("number")]


def _number(value: dict[str, str]) -> dict[str, str]:
    number = value["number"]
    return {"who": value.get("who", ""), "number": number, "href": tel(number)}
