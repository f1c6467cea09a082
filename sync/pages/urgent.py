"""Someone needs to know tonight: who has read it, by name, and until then whom to ring (Z-31). Twin of `urgent.ts`.

Delivered is not read: only an entry by another person, naming the note, says that somebody has it in hand.
"""

from typing import Any

from sync.pages.answers import by_words
from sync.pages.children import identities, identity
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.local import home, moment
from sync.pages.questions import Asking, may_write
from sync.registry import registry
from sync.wording import describe, instant

# Nobody has read it for so long: the sender is told to ring.
RING_MINUTES = 10
# What was read stays in sight for a shift, so that its sender sees by whom.
SHIFT_SECONDS = 12 * 3600
UNREAD = "Not yet read by a person"
NOT_TOLD = (None, "no_answer")
Entry = dict[str, Any]


def heading(now: str) -> str:
    return f"Someone needs to know {'tonight' if home(now) == 'Tonight' else 'today'}"


def sent(doc: Doc) -> list[Entry]:
    """Every urgent note, and every other note whose writer said that someone needs to know."""
    notes = [item for item in doc["entries"].get("information", []) if item["value"].get("tonight") == "yes"]
    return [*doc["entries"].get("urgent", []), *notes]


def first_unread(inputs: Inputs) -> str:
    """When the oldest note of this person that nobody has read or was told was written; empty where there is none."""
    own = [(doc, note) for doc in inputs.get("discussions", []) for note in sent(doc) if wrote(note, inputs)]
    return min((note["at"] for doc, note in own if _note(doc, note, inputs)["untold"]), default="")


def locked(inputs: Inputs) -> Context:
    """What the lock page says: that somebody needs to know, and no word of what."""
    since = inputs.get("unread")
    wait = _left({"at": since}, inputs["now"]) if since else 0
    words = "Someone needs to know what was written here. When this device locked, nobody had read it. Ring."
    return {
        "words": words if since else "",
        "late": f"{RING_MINUTES} minutes have passed. Ring now." if since and wait <= 0 else "",
        "redraw": str(wait) if wait > 0 else "",
    }


def of_all(inputs: Inputs) -> Context:
    """What stands first on Tonight: what nobody has read, and of one's own what was read this shift."""
    notes = [_note(doc, note, inputs, "/") for doc in inputs.get("discussions", []) for note in sent(doc)]
    return _listed([note for note in notes if note["open"] or (note["mine"] and note["recent"])], inputs)


def of_one(doc: Doc, inputs: Inputs) -> Context:
    notes = [_note(doc, note, inputs) for note in sent(doc)]
    return _listed([note for note in notes if note["open"] or note["recent"]], inputs)


def before(doc: Doc, inputs: Inputs) -> list[Context]:
    """Urgent notes that were read before this shift, newest first."""
    notes = [_note(doc, note, inputs) for note in reversed(doc["entries"].get("urgent", []))]
    return [note for note in notes if not note["open"] and not note["recent"]]


def one(doc: Doc, inputs: Inputs) -> Context | None:
    """The note that the address names."""
    asked = inputs.get("params", {}).get("note")
    return next((_note(doc, note, inputs) for note in sent(doc) if note["id"] == asked), None)


def caution(doc: Doc, note: Entry, inputs: Inputs) -> str:
    """What stands beneath a note in the list of all that was written; empty where nobody needed to know."""
    if note["value"].get("tonight") != "yes":
        return ""
    said = _note(doc, note, inputs)
    return f"{said['tag']}. {said['words']}"


def _listed(notes: list[Context], inputs: Inputs) -> Context:
    notes.sort(key=lambda note: (not note["open"], note["at"], note["id"]))
    waits = [left for note in notes if note["untold"] and (left := _left(note, inputs["now"])) > 0]
    return {
        "heading": heading(inputs["now"]),
        "notes": notes,
        "late": any(note["late"] != "" for note in notes),
        "ring": any(note["open"] for note in notes),
        # In so many seconds the page has to say something else.
        "redraw": str(min(waits)) if waits else "",
    }


def _note(doc: Doc, note: Entry, inputs: Inputs, after: str = "") -> Context:
    now, here, value = inputs["now"], f"/discussions/{doc['id']}", note["value"]
    by = _reads(doc, note)
    known = [read for read in by if not read.get("pending")]
    told = _told(doc, note, now)
    # Who was told by telephone is a person too: a screen that stays red is one that nobody reads (Z-44).
    late = not by and not told and _left(note, now) <= 0
    return {
        "id": note["id"],
        "at": note["at"],
        "text": value["words"],
        "by": by_words(note, now),
        "reference": doc["reference"],
        "href": here,
        "children": [identity(doc, value["child"])] if value.get("child") in doc["children"] else identities(doc),
        "mine": wrote(note, inputs),
        "open": not known,
        "recent": bool(known) and _past(known[0]["at"], now) < SHIFT_SECONDS,
        "tag": "Read" if known else "Read by you" if by else UNREAD,
        "colour": "green" if known else "red" if late else "yellow",
        "words": _words(note, by, known, now),
        "late": f"Nobody has read this for {RING_MINUTES} minutes or more. Ring now." if late else "",
        "told": told,
        "untold": "" if told or by else "Nobody has been told yet. Ring, then write who you told.",
        "may_read": not by and not wrote(note, inputs) and may_write(doc, "urgent_read"),
        "tell_href": f"{here}/urgent/{note['id']}" if not known and may_write(doc, "urgent_told") else "",
        "form": Asking(doc, inputs).form(here, after),
    }


def _words(note: Entry, by: list[Entry], known: list[Entry], now: str) -> str:
    if known:
        who = known[0]["by"]
        return f"{who['name']} ({who['role']}) has read this and is dealing with it: {instant(known[0]['at'], now)}."
    if by:
        return f"{note['by']['name']} does not know yet that you have read this. Ring."
    if note.get("pending"):
        return "Waiting on this device. Nobody else has it."
    since = instant(note["received"] or note["at"], now)
    return f"The server has it since {since}. Nobody has said that they have read it."


def _told(doc: Doc, note: Entry, now: str) -> list[str]:
    """Each call that somebody answered: whom, when, by whom."""
    calls = [note, *(call for call in doc["entries"].get("urgent_told", []) if call["value"]["urgent"] == note["id"])]
    when = {call["id"]: instant(call["value"].get("rung_at") or call["at"], now) for call in calls}
    return [
        f"{_whom(call['value'])}: told by {call['by']['name']}, {when[call['id']]}."
        for call in calls
        if call["value"].get("whom") not in NOT_TOLD
    ]


def _whom(value: dict[str, Any]) -> str:
    found = registry().field("urgent_told")
    part = next(part for part in found.parts if part["key"] == "whom") if found else {}
    [said] = describe(part, value["whom"])
    return f"{said['text']}, {value['rung']}" if value.get("rung") else said["text"]


def _reads(doc: Doc, note: Entry) -> list[Entry]:
    """Who has read it; whoever wrote it does not count."""
    said = doc["entries"].get("urgent_read", [])
    return [read for read in said if read["value"]["urgent"] == note["id"] and read["by"]["id"] != note["by"]["id"]]


def _past(at: str, now: str) -> int:
    return moment(now) - moment(at)


def _left(note: Entry, now: str) -> int:
    """Seconds until its sender is told to ring."""
    return RING_MINUTES * 60 - _past(note["at"], now)
