"""An urgent note, and who was told of it by telephone: a page each (PRACTICE.md P-4). Twin of `urgent_forms.ts`."""

from sync.pages import device, urgent
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write
from sync.pages.tonight import first_screen


def urgent_note(doc: Doc, inputs: Inputs) -> Context:
    asking = Asking(doc, inputs)
    alone = {"child": doc["children"][0]} if len(doc["children"]) == 1 else {}
    return page_of("urgent", "Urgent note", doc, inputs) | {
        "heading": urgent.heading(inputs["now"]),
        "form": asking.form(f"/discussions/{doc['id']}/urgent", first_screen(doc, inputs)),
        "may_write": may_write(doc, "urgent"),
        **keyed(asking.adding("urgent", alone)),
    }


def told(doc: Doc, inputs: Inputs) -> Context:
    asking, note = Asking(doc, inputs), urgent.one(doc, inputs)
    if note is None:
        return device.problem(inputs)
    return page_of("told", "Who was told", doc, inputs) | {
        "note": note,
        "form": asking.form(note["tell_href"] or note["href"], first_screen(doc, inputs)),
        "may_write": may_write(doc, "urgent_told"),
        **keyed(asking.adding("urgent_told", {"urgent": note["id"]})),
    }
