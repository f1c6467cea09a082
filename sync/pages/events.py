"""What happened when, as it was written. Whoever wrote it corrects it or crosses it out; it is never taken away
(PRACTICE.md Z-33). Twin of `events.ts`."""

from typing import Any

from sync.case import NOT_SO
from sync.pages.answers import entry, said_of
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.questions import Asking, may_write
from sync.pages.short import asking_page

PATH = "events"
STAYS = "What was written first stays, crossed out, with what you write now."
WHY = "Note: why it was written"
ONLY_AUTHOR = "Whoever wrote this corrects it. Ring them."
MISTAKE = {
    "sd_contact": "It was not held",
    "sd_concluded": "The discussion has not ended",
}
# Saved by the program, or, of a birth and a death, on pages of their own; and what is crossed out is written anew.
ELSEWHERE = ("first_saved", "child_born", "child_died", NOT_SO)
Entry = dict[str, Any]


def events(doc: Doc, inputs: Inputs) -> list[Context]:
    """Newest first; what was crossed out is named again where that was said."""
    return [_shown(doc, one, inputs) for one in reversed(doc["entries"].get(PATH, []))]


def corrected_at(doc: Doc, one: Entry, inputs: Inputs) -> str:
    """The page where this person corrects it; empty where they do not."""
    page = "held" if one["value"]["type"] == "sd_contact" else "happened"
    mine = stands(one) and wrote(one, inputs) and may_write(doc, PATH)
    return f"/discussions/{doc['id']}/{page}/{one['id']}" if mine else ""


def stands(one: Entry) -> bool:
    """Whether it is corrected here, if by its writer."""
    return one["value"]["type"] not in ELSEWHERE and not one.get("superseded_by")


def crossed_out_at(doc: Doc, one: Entry) -> dict[str, str]:
    """The way from its correction to where it is crossed out."""
    words = MISTAKE.get(one["value"]["type"], "It did not happen")
    return {"href": f"/discussions/{doc['id']}/happened/{one['id']}/mistake", "words": words}


def strays(doc: Doc, params: dict[str, str]) -> bool:
    standing = (one["id"] for one in doc["entries"].get(PATH, []) if stands(one))
    return "event" in params and params["event"] not in standing


def named(doc: Doc, inputs: Inputs) -> Entry:
    """The one that the address names; `strays` has looked whether there is one."""
    return next(one for one in doc["entries"][PATH] if one["id"] == inputs.get("params", {}).get("event"))


def mistake(doc: Doc, inputs: Inputs) -> Context:
    """It did not happen: crossed out with why, and every date is as if it had not been written."""
    asking, old, home = Asking(doc, inputs), named(doc, inputs), f"/discussions/{doc['id']}"
    way, of_call = crossed_out_at(doc, old), old["value"]["type"] == "sd_contact"
    asked = asking.adding(PATH, {"at": old["value"]["at"]})
    time = {one["name"]: one["value"] for one in asked if one["name"].startswith(f"add:{PATH}/at") and one["value"]}
    said = {f"add:{PATH}/type": NOT_SO, **time, f"add:{PATH}/supersedes": old["id"]}
    return asking_page(
        *("mistake", way["words"], doc, inputs, way["href"]),
        *(f"{home}/calls" if of_call else home, PATH),
        back=f"{home}/{'held' if of_call else 'happened'}/{old['id']}",
        lead=[STAYS],
        entries=[entry(doc, PATH, old, inputs["now"])],
        hidden=asking.hidden(said),
        questions=[one | {"label": WHY} for one in asked if one["key"] == "note"],
        button="Cross it out",
        may_write=bool(corrected_at(doc, old, inputs)),
        refused=ONLY_AUTHOR,
    )


def _shown(doc: Doc, one: Entry, inputs: Inputs) -> Context:
    made, href = entry(doc, PATH, one, inputs["now"]), corrected_at(doc, one, inputs)
    old = [each for each in doc["entries"][PATH] if each["id"] == one["value"].get("supersedes")]
    if one["value"]["type"] == NOT_SO and old:
        said = [line | {"text": f"{said_of(old[0], PATH, 'type')}. {line['text']}"} for line in made["lines"][:1]]
        made["lines"] = [*said, *made["lines"][1:]]
    return made | {"href": href, "href_words": "Correct this" if href else ""}
