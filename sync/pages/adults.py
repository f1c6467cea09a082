"""The adults around the children, one thing at a time (PRACTICE.md P-6). Twin of `adults.ts`."""

from sync.pages.children import identities, identity, label, name, name_at, values
from sync.pages.contact import contact_lines
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking, may_write
from sync.pages.ring_first import caution
from sync.pages.short import asking_page, card, editable, group_of, showing

PARTS = ("names", "birth", "needs", "risk_to_staff", "address")
OF_CHILD = ("to", "harm", "contact")
ADULT, ANSWERS = "An adult", {"yes": "yes", "no": "no", "unknown": "not known"}
ADDRESSES = (
    "Addresses are kept apart: only the chair and the minute taker see them, and no copy that goes out has them."
)
KEPT = "An address is kept. Open it only where nobody looks over your shoulder."


def adults(doc: Doc, inputs: Inputs) -> Context:
    here = f"/discussions/{doc['id']}"
    may = may_write(doc, "adults.{adult}.names")
    return showing(
        *("adults", "The adults", doc, inputs),
        children=identities(doc),
        caution=caution(doc, inputs),
        back=here,
        lead=[ADDRESSES] if doc["adults"] else ["Nobody is written down yet.", ADDRESSES],
        sections=[_row(doc, adult, f"{here}/adults/{adult}", inputs["now"]) for adult in doc["adults"]],
        links=[{"href": f"{here}/new-adult", "words": "Add an adult"}] if may else [],
    )


def adult(doc: Doc, inputs: Inputs) -> Context:
    adult, now = inputs.get("params", {}).get("adult", ""), inputs["now"]
    here = f"/discussions/{doc['id']}/adults/{adult}"
    about = [editable(doc, f"adults.{adult}.{part}", f"{here}/{part}", now) for part in PARTS if part != "address"]
    of_children = [
        card(
            *(f"child-{child}", name(doc, child)),
            lines=contact_lines(doc, adult, child, now),
            answers=[
                editable(doc, f"adults.{adult}.{part}.{child}", f"{here}/{part}/{child}", now) for part in OF_CHILD
            ],
        )
        for child in doc["children"]
    ]
    said = card("about", name_at(doc, f"adults.{adult}.names"), answers=about)
    return showing(
        *("adult", ADULT, doc, inputs),
        back=f"/discussions/{doc['id']}/adults",
        children=[],
        caution=caution(doc, inputs),
        sections=[said, *of_children, _address(doc, adult, here)],
    )


def adult_new(doc: Doc, inputs: Inputs) -> Context:
    """Who is there already stands first, so that nobody is entered twice; what else is known is asked next."""
    here = f"/discussions/{doc['id']}"
    known = [name_at(doc, f"adults.{adult}.names") for adult in doc["adults"]]
    begun = f"{here}/adults/n{Asking(doc, inputs).nonce[:15].lower()}"
    return asking_page(
        *("adult_new", "Add an adult", doc, inputs, f"{here}/new-adult", begun, "adults.{adult}.names"),
        back=f"{here}/adults",
        lead=[f"Written down already: {'; '.join(known)}."] if known else [],
        groups=[group_of(doc, inputs, "adults.new.names")],
        button="Save, and go on",
    )


def adult_edit(doc: Doc, inputs: Inputs) -> Context:
    params = inputs.get("params", {})
    adult, part, child = params.get("adult", ""), params.get("about", ""), params.get("child", "")
    home = f"/discussions/{doc['id']}/adults/{adult}"
    path, place = f"adults.{adult}.{part}", f"{home}/{part}"
    if child:
        path, place = f"{path}.{child}", f"{place}/{child}"
    return asking_page(
        *("adult_child" if child else "adult_edit", label(path), doc, inputs, place, home, path),
        children=[identity(doc, child)] if child else [],
        caution=caution(doc, inputs) if part == "contact" else "",
        lead=[name_at(doc, f"adults.{adult}.names")],
        groups=[group_of(doc, inputs, path)],
    )


def strays(doc: Doc, params: dict[str, str]) -> bool:
    adult, part = params.get("adult"), params.get("about")
    parts = OF_CHILD if "child" in params else PARTS
    return (adult is not None and adult not in doc["adults"]) or (part is not None and part not in parts)


def _row(doc: Doc, adult: str, href: str, now: str) -> Context:
    lines = []
    for child in doc["children"]:
        said = [
            f"{name(doc, child)}: {', '.join(part for part in _kin(value) if part)}"
            for value in values(doc, f"adults.{adult}.to.{child}")
        ]
        harm = [one["answer"] for one in values(doc, f"adults.{adult}.harm.{child}")]
        alleged = [f"Alleged to have caused harm to {name(doc, child)}"] if "yes" in harm or len(harm) > 1 else []
        lines += said + alleged + contact_lines(doc, adult, child, now)
    return card(f"adult-{adult}", name_at(doc, f"adults.{adult}.names"), href=href, lines=lines)


def _kin(value: dict[str, str]) -> list[str]:
    responsible, lives = value.get("responsibility"), value.get("lives_with")
    return [
        value.get("relationship", ""),
        f"parental responsibility: {ANSWERS[responsible]}" if responsible else "",
        f"lives with the child: {ANSWERS[lives]}" if lives else "",
    ]


def _address(doc: Doc, adult: str, here: str) -> Context:
    """Hidden until it is asked for; who may not see it is told who may."""
    path = f"adults.{adult}.address"
    said, hers = bool(values(doc, path)), may_write(doc, path)
    words = (KEPT if said else "No address is kept.") if hers else ADDRESSES
    return card("address", "Address", href=f"{here}/address" if hers else "", lines=[words])
