"""Which child this is: names, birth and numbers, each on a short page of its own (PRACTICE.md P-21).
Twin of `identity.ts`."""

from sync.lives import died
from sync.pages.born_died import BORN, DIED, lost
from sync.pages.children import born_on, identities, identity
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import may_write
from sync.pages.short import asking_page, card, editable, group_of, showing

PARTS = {"names": "Names", "birth": "Birth", "numbers": "Numbers"}


def child(doc: Doc, inputs: Inputs) -> Context:
    child, now = inputs.get("params", {}).get("child", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/children/{child}"
    answers = [editable(doc, f"children.{child}.{part}", f"{here}/who/{part}", now) for part in PARTS]
    dead = died(doc, child)
    links = [] if dead or born_on(doc, child) else [{"href": f"{here}/born", "words": BORN}]
    return showing(
        *("child", "Which child this is", doc, inputs),
        children=[identity(doc, child)],
        caution=lost(doc, child, now),
        sections=[card("who", "Names, birth, numbers", answers=answers)],
        links=[*links, {"href": f"{here}/died", "words": DIED}] if may_write(doc, "births") else [],
    )


def child_edit(doc: Doc, inputs: Inputs) -> Context:
    params = inputs.get("params", {})
    child, part = params.get("child", ""), params.get("part", "")
    here, path = f"/discussions/{doc['id']}/children/{child}", f"children.{child}.{part}"
    return asking_page(
        *("child_edit", "Which child this is", doc, inputs, f"{here}/who/{part}", here, path),
        children=[identity(doc, child)],
        groups=[group_of(doc, inputs, path)],
    )


def child_new(doc: Doc, inputs: Inputs) -> Context:
    """Who is in the discussion already stands first, so that nobody is entered twice."""
    here = f"/discussions/{doc['id']}"
    return asking_page(
        *("child_new", "Another child", doc, inputs, f"{here}/new-child", here, "children"),
        children=identities(doc),
        already="Already in this discussion:",
        lead=["A child who is not born yet has an expected date of birth and no other."],
        groups=[group_of(doc, inputs, f"children.new.{part}") for part in ("names", "birth")],
        button="Save the child",
    )
