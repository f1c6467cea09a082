"""Recorded without unlocking: what waits for its child and a yes (PRACTICE.md P-18). Twin of `recorded.ts`.

Nothing of it counts before it is saved as an ordinary entry, under the child whom the page names (Z-38).
"""

from typing import Any

from sync.pages.children import identity
from sync.pages.device import problem
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.locked import URGED, WHATS
from sync.pages.questions import Asking, may_write
from sync.pages.seen import asked
from sync.pages.shell import shell
from sync.pages.tonight import first_screen
from sync.wording import instant

Item = dict[str, Any]
# More are folded: several notes stand beneath each other.
AT_ONCE = 12


def recorded(inputs: Inputs) -> Context:
    return {
        "page": shell("recorded", "Recorded without unlocking", inputs),
        "items": [_item(one, inputs) for one in inputs.get("recorded", [])],
    }


def confirm(doc: Doc, inputs: Inputs) -> Context:
    params = inputs.get("params", {})
    one = next((one for one in inputs.get("recorded", []) if one["note"] == params.get("recorded")), None)
    if one is None:
        return problem(inputs)
    child = params.get("child", "")
    asking = Asking(doc, inputs | {"nonce": one["note"]})
    of_visit = one["what"] in ("seen", "tried", "not_safe")
    here = f"/discussions/{doc['id']}/children/{child}"
    after = first_screen(doc, inputs)
    if of_visit:
        after = f"/discussions/{doc['id']}" if one["what"] == "seen" else f"{here}/what-next"
    return (
        page_of("recorded_of", "Confirm", doc, inputs)
        | _said(one, inputs)
        | {
            "kind": "visit" if of_visit else "urgent",
            "happened": "seen" if one["what"] == "seen" else "tried",
            "child": identity(doc, child),
            "form": asking.form(f"{here}/recorded/{one['note']}", after),
            "may_write": may_write(doc, "visits" if of_visit else "urgent"),
        }
        | (_visit(doc, inputs, asking, one, child) if of_visit else _urgent(asking, one, child))
    )


def short(doc: Doc, inputs: Inputs) -> Context:
    """A child's short reference for the lock page: on this device alone, and no name."""
    child, draft = inputs.get("params", {}).get("child", ""), inputs.get("draft")
    here = f"/discussions/{doc['id']}/children/{child}/short-reference"
    mine = [one["ref"] for one in inputs.get("shorts", []) if (one["discussion"], one["child"]) == (doc["id"], child)]
    typed = {field[0]: field[1] for field in draft["fields"]}.get("short", "") if draft else "".join(mine)
    return page_of("short", "Short reference", doc, inputs) | {
        "child": identity(doc, child),
        "form": Asking(doc, inputs).form(here, f"/discussions/{doc['id']}") | {"action": here},
        "value": typed,
        "error": draft["errors"][0]["text"] if draft and draft["errors"] else "",
    }


def _visit(doc: Doc, inputs: Inputs, asking: Asking, one: Item, child: str) -> Context:
    why = {"why_not": "not_safe"} if one["what"] == "not_safe" else {}
    return asked(doc, inputs, asking, {"child": child, "at": one["at"], "how": one["words"]} | why)


def _urgent(asking: Asking, one: Item, child: str) -> Context:
    return keyed(asking.adding("urgent", {"child": child, "words": one["words"]}))


def _item(one: Item, inputs: Inputs) -> Context:
    children = [
        identity(doc, child)
        | {
            "reference": doc["reference"],
            "href": f"/discussions/{doc['id']}/children/{child}/recorded/{one['note']}",
        }
        for doc in inputs.get("discussions", [])
        for child in doc["children"]
        if not one["child"] or (one["discussion"], one["child"]) == (doc["id"], child)
    ]
    return _said(one, inputs) | {
        "children": children,
        "many": len(children) > AT_ONCE,
        "aside": f"/recorded/{one['note']}/set-aside",
    }


def _said(one: Item, inputs: Inputs) -> Context:
    return {
        "what": WHATS.get(one["what"], "Words added on the lock page"),
        "when": instant(one["at"], inputs["now"]),
        "words": one["words"],
        "by": one["by"],
        "urge": URGED.get(one["what"], ""),
    }
