"""A note; and on pages of their own the child's words and a medical opinion (P-7, P-29). Twin of `notes.ts`."""

from sync.pages import attendance, note_readers, urgent
from sync.pages.children import identity
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking

# Kind -> its page's name, address and heading, and what its words are called.
OF_CHILD = {
    "childs_words": ("own_words", "own-words", "The child’s own words", "Exactly as the child said it"),
    "medical_opinion": ("opinion", "medical-opinion", "Medical opinion", "Your opinion"),
}


def note(doc: Doc, inputs: Inputs) -> Context:
    """What has a page of its own is one link away. A ward on duty writes what it saw, and no opinion;
    who is here for part of it, that and what they are here for."""
    asking = Asking(doc, inputs)
    asked, on_duty = _asked(asking, inputs), doc["capacity"] == "ward_on_duty"
    only = ["observation"] if on_duty else attendance.note_kinds(doc, inputs)
    # What a ward saw is everybody's: she is asked nothing more.
    asked["who"] = asked["who"] | ({"choose": False, "words": note_readers.ALL} if on_duty else {})
    asked["questions"]["kind"]["options"] = [
        option
        for option in asked["questions"]["kind"]["options"]
        if option["value"] not in OF_CHILD and (not only or option["value"] in only)
    ]
    links = [
        {"href": f"/discussions/{doc['id']}/children/{child}/{where}", "words": heading, "child": identity(doc, child)}
        for child in doc["children"]
        for kind, (_, where, heading, _) in OF_CHILD.items()
        if not only or kind in only
    ]
    form = asking.form(f"/discussions/{doc['id']}/note")
    return page_of("note", "Write a note", doc, inputs) | {"form": form, "own_pages": links} | asked


def own_words(doc: Doc, inputs: Inputs) -> Context:
    return _of_child("childs_words", doc, inputs)


def opinion(doc: Doc, inputs: Inputs) -> Context:
    return _of_child("medical_opinion", doc, inputs)


def _of_child(kind: str, doc: Doc, inputs: Inputs) -> Context:
    name, where, heading, words = OF_CHILD[kind]
    asking, child = Asking(doc, inputs), inputs.get("params", {}).get("child", "")
    asked = _asked(asking, inputs, kind)
    asked["questions"]["words"]["label"] = words
    return (
        page_of(name, heading, doc, inputs)
        | {
            "heading": heading,
            "kind": kind,
            "child": identity(doc, child),
            "form": asking.form(f"/discussions/{doc['id']}/children/{child}/{where}"),
        }
        | asked
    )


def _asked(asking: Asking, inputs: Inputs, kind: str = "") -> Context:
    """A correction has its own way in; nobody types the id of an entry."""
    questions = [question for question in asking.adding("information") if question["key"] != "supersedes"]
    for question in questions:
        if question["key"] == "tonight":
            question["label"] = f"Does {urgent.heading(inputs['now']).replace('needs', 'need', 1).lower()}?"
    return keyed(questions) | {"who": note_readers.asked(questions, inputs, kind) | {"choose": True}}
