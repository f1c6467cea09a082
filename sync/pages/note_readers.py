"""Who may see a note: asked as it is typed, said beneath it, and widened on a page of its own (P-9). Twin: `.ts`."""

from typing import Any

from sync import readers
from sync.pages import device, urgent
from sync.pages.answers import CLEARED, by_words, entry
from sync.pages.children import identities, name
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.questions import Asking, may_write
from sync.wording import instant

WHO = "Who may see this"
USUAL = "Everyone in this discussion, or who is named beside what this is"
ALL = f"{WHO}: everyone in this discussion"
ELSE = ", unless others are named beside what this is"
CLEARED_HINT = "What to do, not how it is known. It stands on the ward plan, and is all that anybody else sees of this."
Note = dict[str, Any]


def written(doc: Doc, inputs: Inputs) -> list[Context]:
    """Each note, newest first; beneath it who may see it, and whether anybody has read what they need to know."""
    return [shown(doc, note, inputs) for note in reversed(doc["entries"].get(readers.NOTES, []))]


def own(doc: Doc, inputs: Inputs) -> list[Context]:
    """What she wrote herself: of anybody else's a ward holds the words that were cleared, which stand on the plan."""
    return [one for one in written(doc, inputs) if not one["cut"]]


def shown(doc: Doc, note: Note, inputs: Inputs) -> Context:
    made, said = entry(doc, readers.NOTES, note, inputs["now"]), readers.cleared(doc, note)
    lines = [{"label": CLEARED, "text": said}] if said else []
    change = f"/discussions/{doc['id']}/notes/{note['id']}/readers" if _may_change(doc, note, inputs) else ""
    return made | {
        "lines": made["lines"] + lines,
        "cut": readers.is_cut(note),
        "caution": urgent.caution(doc, note, inputs),
        "readers": _words(doc, note, inputs),
        "href": change,
        "href_words": "Let more people see it, or write words for everybody else" if change else "",
    }


def cleared(doc: Doc, now: str) -> list[Context]:
    """The words for everybody else of every note that stands, newest first (Z-36, Z-43)."""
    notes = [note for note in reversed(doc["entries"].get(readers.NOTES, [])) if not note.get("superseded_by")]
    return [
        {"text": said, "about": _about(doc, note), "by": by_words(note, now)}
        for note in notes
        if (said := readers.cleared(doc, note))
    ]


def asked(questions: list[Context], inputs: Inputs, kind: str = "") -> Context:
    """Says who will see it before a word is typed; the questions of a new note are changed in place."""
    found = {question["key"]: question for question in questions}
    who, first = found["readers"], usually(inputs, kind)
    chosen = who["value"] or ("" if inputs.get("draft") else first)
    if first == "":
        usual = who["options"][0] | {"value": "", "text": USUAL, "id": who["id"] + "-usual"}
        who["options"] = [usual, *who["options"]]
        for option in found["kind"]["options"]:
            seen = readers.usual(option["value"], "")
            option["hint"] = "" if seen == "everyone" else f"Seen by {_lower(readers.words(seen))}"
    who["options"] = [option | {"checked": option["value"] == chosen} for option in who["options"]]
    found["cleared"]["hint"] = CLEARED_HINT
    words = readers.words(chosen) if chosen else readers.words("everyone") + ELSE
    narrow = chosen not in ("", "everyone")
    return {"words": f"{WHO}: {_lower(words)}", "open": narrow or found["cleared"]["value"] != ""}


def usually(inputs: Inputs, kind: str) -> str:
    """The readers that are chosen already; empty where it hangs on what the note turns out to be."""
    agency = _agency_kind(inputs)
    return readers.usual(kind, agency) if kind or agency == "police" else ""


def note_readers(doc: Doc, inputs: Inputs) -> Context:
    """More people, or words for everybody else; what somebody may see already is not taken back."""
    asking, asked_for = Asking(doc, inputs), inputs.get("params", {}).get("entry")
    note = next((one for one in doc["entries"].get(readers.NOTES, []) if one["id"] == asked_for), None)
    if note is None:
        return device.problem(inputs)
    level = readers.of(doc, note, _agency_kind(inputs))
    questions = asking.adding(readers.CHANGED, {"readers": level})
    who, words = (next(one for one in questions if one["key"] == key) for key in ("readers", "cleared"))
    wider = readers.WIDTHS[readers.WIDTHS.index(level) :]
    who["options"] = [
        option | {"hint": "As it is now" if option["value"] == level else ""}
        for option in who["options"]
        if option["value"] in wider
    ]
    words["hint"] = CLEARED_HINT
    which = asking.hidden({f"add:{readers.CHANGED}/note": note["id"]})
    return (
        page_of("note_readers", "Who may see a note", doc, inputs)
        | {
            "children": _children(doc, note),
            "notes": [shown(doc, note, inputs) | {"href": "", "href_words": ""}],
            "form": asking.form(f"/discussions/{doc['id']}/notes/{note['id']}/readers"),
            "note": note["id"],
            "opened": asking.opened(readers.CHANGED, [*questions, *which]),
            "may_write": _may_change(doc, note, inputs),
        }
        | keyed(questions)
    )


def _words(doc: Doc, note: Note, inputs: Inputs) -> str:
    """Nothing where everybody saw it from the first."""
    level = readers.of(doc, note, _agency_kind(inputs))
    later = [one for one in readers.changed(doc, note) if one["value"]["readers"] == level]
    first = note["value"].get("readers") or note.get("readers") or level
    if readers.is_cut(note) or (level == "everyone" and first == level):
        return ""
    since = f" {later[0]['by']['name']} said so, {instant(later[0]['at'], inputs['now'])}." if level != first else ""
    return f"{WHO}: {_lower(readers.words(level))}.{since}"


def _may_change(doc: Doc, note: Note, inputs: Inputs) -> bool:
    """Only its writer, and only where there is somebody who may not see it."""
    narrow = readers.of(doc, note, _agency_kind(inputs)) != "everyone"
    return wrote(note, inputs) and narrow and not note.get("superseded_by") and may_write(doc, readers.CHANGED)


def _about(doc: Doc, note: Note) -> str:
    return name(doc, note["value"]["child"]) if note["value"].get("child") in doc["children"] else ""


def _children(doc: Doc, note: Note) -> list[Context]:
    return [one for one in identities(doc) if one["id"] == note["value"].get("child")] or identities(doc)


def _agency_kind(inputs: Inputs) -> str:
    return str((inputs["person"] or {}).get("agency_kind", ""))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
