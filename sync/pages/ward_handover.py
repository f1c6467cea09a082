"""Who has the ward plan on a ward, and how it goes from one nurse in charge to the next. Twin: `ward_handover.ts`.

Whoever hands over has it until the other has accepted, and neither has happened before the server has it (Z-39).
"""

from typing import Any

from sync.excluded import accounts
from sync.london import HOUR, utc
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import local, minutes_between, moment
from sync.pages.questions import Asking, may_write
from sync.wording import instant

OFFERS, ACCEPTS = ("ward_shift", "ward_transfer"), "ward_accepts"
# What somebody who only has the ward, or is here for part of it, is shown, whatever she asks for.
PAGES = {
    "ward_on_duty": ("ward_handover", "note", "taken", "urgent", "told", "child", "born", "died", "recorded_of"),
    "ward_offered": (),
    "in_part": ("note", "own_words", "opinion", "note_readers", "urgent", "told", "action", "recorded_of"),
}
NOBODY = "No nurse in charge has accepted this plan yet."


def instead(name: str, doc: Doc) -> str:
    """The page a person of this capacity is shown for the one that was asked for."""
    capacity = doc["capacity"]
    if name in PAGES.get(capacity, (name,)):
        # Who is here for all of it has the whole page.
        return "discussion" if name == "in_part" else name
    return "in_part" if capacity == "in_part" else "safety_plan"


def handed(doc: Doc, inputs: Inputs) -> Context:
    """Whose it is: the last handover, and whether it was accepted."""
    here, asking = f"/discussions/{doc['id']}", Asking(doc, inputs)
    offer = next((one for one in reversed(_offers(doc))), None)
    done = next(
        (one for one in doc["entries"].get(ACCEPTS, []) if offer and one["value"]["offer"] == offer["id"]), None
    )
    words, sure = _words(offer, done, inputs) if offer else (NOBODY, True)
    mine = (
        offer is not None
        and not done
        and not offer.get("pending")
        and _is_to(offer, inputs)
        and not _over(offer, inputs)
    )
    return {
        "words": words,
        "sure": sure,
        "passed": _passed(offer["value"]) if offer else [],
        "accept": offer["id"] if offer and mine else "",
        "form": asking.form(f"{here}/ward-safety-plan", f"{here}/ward-safety-plan"),
        "href": f"{here}/ward-handover",
        "may": may_write(doc, "handovers") and doc["capacity"] != "ward_offered",
    }


def ward_handover(doc: Doc, inputs: Inputs) -> Context:
    asking, here = Asking(doc, inputs), f"/discussions/{doc['id']}"
    questions = {one["key"]: one for one in asking.adding("handovers", {"kind": "ward_shift"})}
    # Whoever does not run the discussion has nobody here who is kept out: the server says no for them.
    nurses = [one for one in inputs.get("colleagues", []) if one["id"] not in accounts(doc)]
    questions["to"]["options"] = [_option(questions["to"], one) for one in nurses]
    if not asking.draft:
        questions["until"]["value"] = _shift_end(inputs["now"])
    return page_of("ward_handover", "Hand over the ward", doc, inputs) | {
        "back": f"{here}/ward-safety-plan",
        "form": asking.form(f"{here}/ward-handover", f"{here}/ward-safety-plan"),
        "questions": questions,
        "handed": handed(doc, inputs),
    }


def _offers(doc: Doc) -> list[dict[str, Any]]:
    return [one for one in doc["entries"].get("handovers", []) if one["value"].get("kind") in OFFERS]


def _words(offer: dict[str, Any], done: dict[str, Any] | None, inputs: Inputs) -> tuple[str, bool]:
    """The sentence, and whether anybody can go by it."""
    to, giver, now = offer["value"]["to"].partition(" ")[2], offer["by"]["name"], inputs["now"]
    until = instant(offer["value"]["until"], now)
    if offer.get("pending"):
        return f"Not handed over until the server has it. Ring {to}.", False
    if _over(offer, inputs):
        return f"The shift of {to} ended {until}. Hand the ward over, or ring.", False
    if done and done.get("pending"):
        return f"Not yours until the server has it. Ring {giver}.", False
    if done:
        return f"With {to}, until {until}. Accepted {instant(done['at'], now)}.", True
    if _is_to(offer, inputs):
        return f"{giver} hands this over to you until {until}. It is still theirs until you accept.", False
    return f"Handed over to {to}, until {until}, who has not accepted yet. It is still with {giver}.", False


def _passed(value: dict[str, str]) -> list[dict[str, str]]:
    """Where the child goes, and what whoever hands over wrote for the next: to be read before it is accepted."""
    said = (("Ward or hospital", value.get("where", "")), ("Passed on", value.get("words", "")))
    return [{"label": label, "text": text} for label, text in said if text]


def _is_to(offer: dict[str, Any], inputs: Inputs) -> bool:
    person = inputs["person"]
    return person is not None and offer["value"]["to"].startswith(f"{person['id']} ")


def _over(offer: dict[str, Any], inputs: Inputs) -> bool:
    return minutes_between(inputs["now"], offer["value"]["until"]) <= 0


def _option(question: Context, one: dict[str, str]) -> Context:
    value = f"{one['id']} {one['words']}"
    return {
        "value": value,
        "text": one["words"],
        "id": f"to-{one['id']}",
        "checked": question["value"] == value,
        "hint": "",
    }


def _shift_end(now: str) -> str:
    """The next half past seven that is at least two hours off, in London."""
    soon = moment(now) + 2 * HOUR
    said = local(utc(soon))
    if said[11:] <= "19:30":
        return f"{said[:10]}T{'07:30' if said[11:] <= '07:30' else '19:30'}"
    return f"{local(utc(soon + 12 * HOUR))[:10]}T07:30"
