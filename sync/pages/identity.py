"""Which child this is, where she is and who works with her, each on a short page of its own (PRACTICE.md P-21, P-26).
Twin of `identity.ts`."""

from sync.lives import births, died
from sync.pages.born_died import BORN, DIED, lost
from sync.pages.children import born_on, identities, identity
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import may_write
from sync.pages.short import asking_page, card, editable, group_of, showing

WHO = ("names", "birth", "numbers")
# A ward on duty holds the first of these; of the others it is not said that nobody answered.
MORE = ("place", "workers", "responsible", "about", "school", "gp")
PARTS = (*WHO, *MORE)
WRITTEN = "The birth, as it was written down: the midwife, and to correct it"
PLACE = (
    "Everyone in this discussion, and the ward, sees this. Do not write the address of a refuge or a placement here."
)
DEPUTY = "Who has this child tonight stands on the first screen when the office closes. Name them anew for each night."
LEADS = {"place": [PLACE], "workers": [DEPUTY]}


def child(doc: Doc, inputs: Inputs) -> Context:
    child, now = inputs.get("params", {}).get("child", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/children/{child}"
    answers = {part: editable(doc, f"children.{child}.{part}", f"{here}/who/{part}", now) for part in PARTS}
    more = [
        answers[part] for part in MORE if answers[part]["href"] or answers[part]["answered"] or answers[part]["two"]
    ]
    dead = died(doc, child)
    told = births(doc, child)
    asked = not dead and (told or not born_on(doc, child))
    links = [{"href": f"{here}/born", "words": WRITTEN if told else BORN}] if asked else []
    return showing(
        *("child", "Which child this is", doc, inputs),
        children=[identity(doc, child)],
        caution=lost(doc, child, now),
        sections=[
            card("who", "Names, birth, numbers", answers=[answers[part] for part in WHO]),
            *([card("more", "Where the child is, social workers, school", answers=more)] if more else []),
        ],
        links=[*links, {"href": f"{here}/died", "words": DIED}] if may_write(doc, "births") else [],
    )


def child_edit(doc: Doc, inputs: Inputs) -> Context:
    params = inputs.get("params", {})
    child, part = params.get("child", ""), params.get("part", "")
    here, path = f"/discussions/{doc['id']}/children/{child}", f"children.{child}.{part}"
    return asking_page(
        *("child_edit", "Which child this is", doc, inputs, f"{here}/who/{part}", here, path),
        children=[identity(doc, child)],
        lead=LEADS.get(part, []),
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
