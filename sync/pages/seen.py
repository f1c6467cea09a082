"""Child seen: a visit written down, and one looked at again (PRACTICE.md P-15, Z-33). Twin of `seen.ts`."""

from sync.moving import children_of
from sync.pages import answers
from sync.pages.children import identity
from sync.pages.clock import Clocks
from sync.pages.device import problem
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.note_readers import cleared
from sync.pages.questions import Asking
from sync.pages.visits import hint, stops


def visit(doc: Doc, inputs: Inputs) -> Context:
    asking, child = Asking(doc, inputs), inputs.get("params", {}).get("child", "")
    here = f"/discussions/{doc['id']}/children/{child}"
    return (
        page_of("visit", "Child seen", doc, inputs)
        | {
            "child": identity(doc, child),
            "clock": Clocks(doc, inputs).of_child(child),
            "cleared": cleared(doc, inputs["now"]),
            "form": asking.form(f"{here}/seen"),
            "not_seen_href": f"{here}/not-seen",
            "taken_href": f"{here}/taken",
            "short_href": f"{here}/short-reference",
        }
        | asked(doc, inputs, asking, {"child": child, "at": inputs["now"]})
    )


def visit_again(doc: Doc, inputs: Inputs) -> Context:
    """Its author corrects it by a new entry; a manager decides about another's."""
    wanted = inputs.get("params", {}).get("visit")
    item = next((one for one in doc["entries"].get("visits", []) if one["id"] == wanted), None)
    if item is None or item["value"]["child"] not in doc["children"]:
        return problem(inputs)
    asking, shown = Asking(doc, inputs), answers.visit(doc, answers.unnamed(doc, item), inputs)
    child, again = children_of(doc, item)[0], item["value"] | {"correction": ""}
    kept = asking.hidden({"add:visits/child": child, "add:visits/supersedes": item["id"]})
    corrects = shown["href_words"] == "Correct this"
    decides = bool(shown["href"]) and not corrects
    return (
        page_of("visit_again", "A visit to the child", doc, inputs)
        | {
            "child": identity(doc, child),
            "entries": [shown | {"href": ""}],
            "form": asking.form(f"/discussions/{doc['id']}/visits/{item['id']}"),
            "visit": item["id"],
            "opened": asking.opened("visits", [*asking.adding("visits", again), *kept]),
            "corrects": corrects,
            "decides": decides,
        }
        | (keyed(asking.adding("visit_checks")) if decides else asked(doc, inputs, asking, again))
    )


def asked(doc: Doc, inputs: Inputs, asking: Asking, given: dict[str, str]) -> Context:
    """Each answer to who saw the child says what it does not do."""
    questions, met_by = asking.adding("visits", given), stops(doc, inputs)
    for option in next(one for one in questions if one["key"] == "by")["options"]:
        option["hint"] = hint(option["value"], met_by)
    return keyed(questions)
