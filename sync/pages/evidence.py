"""The evidence questions: what the rules of this discussion's procedure turn on. Twin of `evidence.ts`."""

from collections.abc import Iterator
from typing import Any

from sync.case import case
from sync.london import date_text, local_day, seconds
from sync.pages.answers import answer
from sync.pages.clock import Clocks
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.questions import Asking
from sync.registry import registry
from sync.school_holidays import words

# These decide when a child should be seen; the rest follow in the registry's order.
FIRST = ("actual_harm", "immediate_risk")


def evidence(doc: Doc, inputs: Inputs) -> Context:
    asking, clocks = Asking(doc, inputs), Clocks(doc, inputs)
    names, page = asked_facts(doc, inputs), page_of("evidence", "Evidence", doc, inputs)
    sections: list[Context] = [
        {
            "id": f"child-{child['id']}",
            "heading": f"About {child['name']}",
            "child": child,
            "clock": clocks.of_child(child["id"]),
            "groups": _groups(doc, asking, f"children.{child['id']}.facts.", names, inputs),
        }
        for child in page["children"]
    ]
    sections.append(
        {
            "id": "everyone",
            "heading": "About all the children",
            "child": None,
            "clock": None,
            "groups": _groups(doc, asking, "facts.", names, inputs),
        }
    )
    return page | {
        "form": asking.form(f"/discussions/{doc['id']}/evidence"),
        "sections": [section for section in sections if section["groups"]],
    }


def asked_facts(doc: Doc, inputs: Inputs) -> list[str]:
    """Names of the facts any rule of the procedure mentions, in the registry's order, `FIRST` before all."""
    return asked_of((inputs.get("procedures", {}).get(doc["procedure"]) or {}).get("rules", []))


def asked_of(rules: list[dict[str, Any]]) -> list[str]:
    """The same of any rules."""
    mentioned = set(strings(rules))
    known = [name for field in registry().fields for name in field.raw.get("names", {})]
    return [
        *(name for name in FIRST if name in mentioned),
        *(name for name in known if name in mentioned and name not in FIRST),
    ]


def fact_path(doc: Doc, child: str, fact: str) -> str:
    """A fact about a child hangs on the child; one about the discussion on the discussion (PRACTICE.md P-1)."""
    path = f"children.{child}.facts.{fact}"
    return path if child in doc["children"] and registry().field(path) else f"facts.{fact}"


def _groups(doc: Doc, asking: Asking, prefix: str, names: list[str], inputs: Inputs) -> list[Context]:
    made = []
    for name in names:
        if registry().field(f"{prefix}{name}"):
            group = asking.group(f"{prefix}{name}")
            made.append(
                group
                | {
                    "standing": answer(doc, f"{prefix}{name}", group["legend"], inputs["now"]),
                    "main": group["questions"][0] | {"hint": _hint(doc, name, inputs)},
                    "more": group["questions"][1:],
                    "more_open": any(question["value"] or question["error"] for question in group["questions"][1:]),
                }
            )
    return made


def _hint(doc: Doc, name: str, inputs: Inputs) -> str:
    """What the procedure lists, beside the question it bears on; the answer stays a person's (S-3.3)."""
    if name != "school_holidays":
        return ""
    procedure = inputs.get("procedures", {}).get(doc["procedure"]) or {}
    return words(procedure.get("school_holidays", {}), date_text(local_day(_held(doc) or seconds(inputs["now"]) or 0)))


def _held(doc: Doc) -> int | None:
    """When the last call or meeting began."""
    events = [event for event in case(doc)["events"] if event["type"] == "sd_contact"]
    return max((at for event in events if (at := seconds(event["at"])) is not None), default=None)


def strings(value: Any) -> Iterator[str]:
    """Every string in a rule, keys too: whichever way a condition names its facts, they are found."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
