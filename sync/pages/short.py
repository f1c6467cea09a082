"""A page that asks one thing, and one that shows what was answered; each says only what is its own.
Twin of `short.ts`.
"""

from typing import Any

from sync.pages.answers import answer
from sync.pages.children import label
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write

SHOWN: Context = {"already": "", "caution": "", "ring": False, "lead": [], "entries": [], "sections": [], "links": []}


def showing(name: str, heading: str, doc: Doc, inputs: Inputs, **more: Any) -> Context:
    """`people/show.jinja`; `heading` names nobody, for it is the title too."""
    return page_of(name, heading, doc, inputs) | SHOWN | {"heading": heading} | more


def asking_page(
    name: str, heading: str, doc: Doc, inputs: Inputs, here: str, after: str, path: str, **more: Any
) -> Context:
    """`people/form.jinja`: its form saves `path` and leads to `after`."""
    asked: Context = {
        "heading": heading,
        "back": after,
        "form": Asking(doc, inputs).form(here, after),
        "may_write": may_write(doc, path),
        "refused": "This is not yours to write. Write a note, or ring the chair.",
        "button": "Save",
        **{key: [] for key in ("hidden", "groups", "questions")},
    }
    page = page_of(name, heading, doc, inputs) | SHOWN | asked | more
    # Where one thing is asked and nothing stands, nothing is no answer.
    alone = [{"name": "asks", "value": group["path"]} for group in page["groups"][:1]]
    return page | ({"hidden": [*page["hidden"], *alone]} if len(page["groups"]) == 1 else {})


def card(id_: str, heading: str, **more: Any) -> Context:
    """One section of what was answered; `href` is where its heading leads."""
    return {"id": id_, "heading": heading, "href": "", "lines": [], "answers": [], "links": []} | more


def group_of(doc: Doc, inputs: Inputs, path: str) -> Context:
    return Asking(doc, inputs).group(path) | {"standing": answer(doc, path, "", inputs["now"])}


def editable(doc: Doc, path: str, href: str, now: str) -> Context:
    """What was answered, with the way to its own page."""
    return answer(doc, path, label(path), now) | {"href": href if may_write(doc, path) else ""}
