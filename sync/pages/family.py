"""What the family may be told, by whom, not before when, and consent: a short page each (P-28). Twin: `family.ts`."""

from sync.pages.answers import answer
from sync.pages.children import identities, label
from sync.pages.device import problem
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.not_before import FAMILY, everywhere, red, whom
from sync.pages.questions import may_write
from sync.pages.short import asking_page, card, editable, group_of, showing

PURPOSES = ("medical", "interview", "advocacy")
HEADING = "What the family may be told"
CONSENT = "Consent"
ADULT = "another-adult"
LEAD = [
    "Professionals share with each other here without asking the family for consent: do not ask for it.",
    "Nobody of the family interprets for the family. Ask for an interpreter.",
]


def asked(doc: Doc) -> dict[str, str]:
    """What stands in an address -> the path it is about."""
    found = {"the-family": FAMILY}
    for child in doc["children"]:
        found[child] = f"children.{child}.told"
        found |= {f"{child}-{purpose}": f"children.{child}.consent.{purpose}" for purpose in PURPOSES}
    return found | {f"adult-{adult}": f"adults.{adult}.told" for adult in doc["adults"]} | {ADULT: "adults.new.told"}


def family(doc: Doc, inputs: Inputs) -> Context:
    here, now = f"/discussions/{doc['id']}/family", inputs["now"]
    said = {
        key: editable(doc, path, f"{here}/{key}", now) | {"red": red(doc, path, now)}
        for key, path in asked(doc).items()
        if path in doc["leaves"] or not path.startswith("adults.")
    }
    adults = [{"about": whom(doc, asked(doc)[key]), **one} for key, one in said.items() if key.startswith("adult-")]
    sections = [card("the-family", "The family", answers=[said["the-family"], *adults])]
    for child in identities(doc):
        key = str(child["id"])
        agreed = answer(doc, f"decisions.{key}.family_told", label(f"decisions.{key}.family_told"), now)
        told = [said[key], *([agreed] if agreed["answered"] or agreed["two"] else [])]
        consents = [said[f"{key}-{purpose}"] for purpose in PURPOSES]
        sections.append(card(f"child-{key}", str(child["name"]), answers=[*told, *consents]))
    more = [{"href": f"{here}/{ADULT}", "words": "What another adult may be told"}]
    return showing(
        *("family", HEADING, doc, inputs),
        children=[],
        lead=LEAD,
        sections=sections,
        links=more if may_write(doc, FAMILY) else [],
    )


def family_edit(doc: Doc, inputs: Inputs) -> Context:
    key, here = inputs.get("params", {}).get("answer", ""), f"/discussions/{doc['id']}/family"
    path = asked(doc).get(key)
    if path is None:
        return problem(inputs)
    child = path.split(".")[1] if path.startswith("children.") else ""
    heading = CONSENT if ".consent." in path else HEADING
    return asking_page(
        *("family_edit", heading, doc, inputs, f"{here}/{key}", here, path),
        children=[one for one in identities(doc) if not child or one["id"] == child],
        lead=LEAD[:1] if heading == CONSENT else everywhere(doc, inputs["now"]),
        groups=[group_of(doc, inputs, path)],
    )
