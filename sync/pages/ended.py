"""The discussion has ended: what each child still wants first, then one button (PRACTICE.md P-2 iii, P-3). Twin of
`ended.ts`."""

from sync.case import said_ahead
from sync.ending import missing
from sync.pages.children import label, name, values
from sync.pages.events import PATH, corrected_at
from sync.pages.forms import keyed, page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import moment
from sync.pages.questions import Asking, may_write
from sync.wording import instant


def ended(doc: Doc, inputs: Inputs) -> Context:
    asking, here = Asking(doc, inputs), f"/discussions/{doc['id']}"
    procedure = inputs.get("procedures", {}).get(doc["procedure"])
    wanting = missing(doc, procedure, lambda path: values(doc, path)) if procedure else []
    said = [one for one in doc["entries"].get(PATH, []) if not one.get("superseded_by") and not said_ahead(one)]
    numbers = [one["value"].get("sd", 1) for one in said if one["value"]["type"] == "sd_contact"]
    number = max(numbers, default=1)
    calls = [
        one["value"] for one in said if one["value"]["type"] == "sd_contact" and one["value"].get("sd", 1) == number
    ]
    ends = sorted((one["end"] for one in calls if one.get("end")), key=moment)
    over = [one for one in said if one["value"]["type"] == "sd_concluded" and one["value"].get("sd", 1) == number]
    return (
        page_of("ended", "The discussion has ended", doc, inputs)
        | {
            "already": f"Written down: it ended {instant(over[-1]['value']['at'], inputs['now'])}." if over else "",
            "already_href": corrected_at(doc, over[-1], inputs) if over else "",
            "problem": "" if procedure else "The rules have not reached this device yet.",
            "wanting": [
                {
                    "child": name(doc, child),
                    "what": label(path),
                    "href": f"{here}/children/{child}/decision"
                    if "seen_plan" in path
                    else f"{here}/evidence#child-{child}",
                }
                for child, path in wanting
            ],
            "number": str(number),
            "form": asking.form(f"{here}/ended"),
            "may_write": may_write(doc, PATH),
        }
        | keyed(asking.adding(PATH, {"at": ends[-1] if ends else inputs["now"]}))
    )
