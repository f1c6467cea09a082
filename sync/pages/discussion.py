"""A discussion; its first screen is for the ward at night (PRACTICE.md P-5). Twin of `discussion.ts`."""

from sync import wales
from sync.lives import died
from sync.moving import children_of
from sync.pages import actions, excluded, not_before, urgent
from sync.pages.alarm import alarm
from sync.pages.answers import PENDING, answer, visit
from sync.pages.born_died import lost, unborn
from sync.pages.children import about, identities, identity, label, path_words, values
from sync.pages.clock import Clocks
from sync.pages.events import events
from sync.pages.evidence import asked_facts, fact_path
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.milestones import milestones
from sync.pages.moved import marked
from sync.pages.not_seen import tried_words
from sync.pages.note_readers import written
from sync.pages.prompts import prompts
from sync.pages.questions import may_write
from sync.pages.ring_first import ring_first
from sync.pages.shell import shell
from sync.pages.tonight import place
from sync.pages.ward_plan import PARTS, answers, numbers
from sync.pages.wrong_child import fact_href, struck_facts
from sync.registry import registry
from sync.wording import instant

DECISIONS = ("section_47", "seen_plan", "contingency", "outcome", "medical", "discharge", "legal", "family_told")

REFERRAL = ("concern", "immediate_steps", "received", "identified")


def discussion(doc: Doc, inputs: Inputs) -> Context:
    clocks, now = Clocks(doc, inputs), inputs["now"]
    here = f"/discussions/{doc['id']}"
    page = shell("discussion", f"Discussion {doc['reference']}", inputs)
    return {
        "page": page | {"discussion": doc["id"]},
        "reference": doc["reference"],
        "children": [_child(doc, child, clocks, inputs) for child in doc["children"]],
        "holding": clocks.of_discussion(),
        "referral": [
            answer(doc, path, label(path), now) for path in map("referral.{}".format, REFERRAL) if path in doc["leaves"]
        ],
        "prompts": prompts(doc, clocks, now),
        "keep_out": excluded.asked(doc, closed=clocks.closed),
        "waiting": [_waiting(doc, item, now) for item in _outbox(doc, inputs, "waiting")],
        "attention": [_waiting(doc, item, now) for item in _outbox(doc, inputs, "quarantined", "needs_upgrade")],
        "differences": [
            {"label": d["label"], "about": about(doc, d["path"]), "href": f"{here}/differences/{d['id']}"}
            for d in doc["differences"]
            if d["state"] == "open"
        ],
        "ward_plan": [one for part in PARTS if _shown(doc, part) for one in answers(doc, part, now)],
        "numbers": numbers(doc),
        "ring_first": ring_first(doc, inputs),
        "information": noted(doc, inputs),
        "urgent": urgent.of_one(doc, inputs),
        "urgent_before": urgent.before(doc, inputs),
        "visits": visited(doc, inputs),
        "events": events(doc, inputs),
        "evidence": _evidence(doc, inputs),
        "decisions": [_decisions(doc, child, now) for child in doc["children"]],
        "actions": actions.listed(doc, inputs),
        "links": {
            "new_action": f"{here}/actions/new",
            "here": here,
            "note": f"{here}/note",
            "evidence": f"{here}/evidence",
            "ward_plan": f"{here}/ward-plan",
            "safety_plan": f"{here}/ward-safety-plan",
            "family": f"{here}/family",
            "rules_page": f"{here}/rules",
            "ended": f"{here}/ended" if may_write(doc, "events") else "",
            "calls": f"{here}/calls",
            "happened": f"{here}/happened" if may_write(doc, "events") else "",
            "new_child": f"{here}/new-child",
            "adults": f"{here}/adults",
            "attendance": f"{here}/who-is-here" if may_write(doc, "part_attendance") else "",
            "excluded": f"{here}/kept-out" if may_write(doc, "excluded") else "",
        },
        "may": {
            "write_children": may_write(doc, "children"),
            "write_actions": may_write(doc, "actions.{action}.owner"),
            "write_ward_plan": may_write(doc, "ward_plan.visiting"),
            "write_facts": may_write(doc, "facts.{fact}"),
            "write_notes": may_write(doc, "information"),
            "write_urgent": may_write(doc, "urgent"),
        },
    }


def noted(doc: Doc, inputs: Inputs) -> list[Context]:
    notes = reversed(doc["entries"].get("information", []))
    made = zip(notes, written(doc, inputs), strict=True)
    return [one for note, shown in made for one in marked(doc, "information", note, shown, inputs)]


def visited(doc: Doc, inputs: Inputs) -> list[Context]:
    return [
        one
        for item in reversed(doc["entries"].get("visits", []))
        # Of a child whom somebody is not here for they have what the dates hang on, and are shown none of it.
        if not {*children_of(doc, item)}.isdisjoint(doc["children"])
        for one in marked(doc, "visits", item, visit(doc, item, inputs), inputs)
    ]


def _child(doc: Doc, child: str, clocks: Clocks, inputs: Inputs) -> Context:
    here = f"/discussions/{doc['id']}/children/{child}"
    clock = clocks.of_child(child)
    return identity(doc, child) | {
        "clock": clock,
        "ask": [_asked(doc, fact_path(doc, child, fact)) for fact in clock["facts"]],
        "ask_href": f"/discussions/{doc['id']}/evidence#child-{child}",
        "place": place(doc, child),
        "elsewhere": _elsewhere(doc, child),
        "place_answer": answer(doc, f"children.{child}.place", "Where the child is now", inputs["now"]),
        "alarm": alarm(doc, child, inputs["now"]),
        "tried": "" if died(doc, child) else tried_words(doc, child, inputs["now"]),
        "death": lost(doc, child, inputs["now"]),
        "unborn": unborn(doc, child),
        "href": here,
        # Of a child who has died nothing is asked (Z-44).
        "milestones": [] if clock["kind"] == "none" and clock["tone"] == "quiet" else milestones(doc, child, inputs),
        "seen_href": f"{here}/seen",
        "not_seen_href": f"{here}/not-seen",
        "taken_href": f"{here}/taken",
        "may_record": may_write(doc, "visits") and not died(doc, child),
    }


def _elsewhere(doc: Doc, child: str) -> list[str]:
    """What is not worked out for a child whose home authority is in Wales (P-24); each of two answers counts."""
    homes = [wales.words(value.get("home") or "") for value in values(doc, f"children.{child}.responsible")]
    return list(dict.fromkeys(said for said in homes if said))


def _asked(doc: Doc, path: str) -> Context:
    """An answer of "not known" is an answer, and leaves the question open."""
    known = doc["leaves"].get(path, {}).get("value")
    return {"label": label(path), "words": "not known yet" if known else "not answered"}


def _outbox(doc: Doc, inputs: Inputs, *statuses: str) -> list[dict[str, str]]:
    return [item for item in inputs.get("outbox", []) if item["discussion"] == doc["id"] and item["status"] in statuses]


def _waiting(doc: Doc, item: dict[str, str], now: str) -> Context:
    return {
        "label": path_words(doc, item["path"]),
        "when": instant(item["at"], now),
        "words": item.get("sentence") or PENDING,
    }


def _shown(doc: Doc, part: str) -> bool:
    """What nobody has said is asked only where it keeps a child safe: visiting, collecting, whom to ring."""
    own = part == "told" and len(not_before.paths(doc)) > 1
    return own or part in ("visiting", "collecting", "ring") or f"ward_plan.{part}" in doc["leaves"]


def _evidence(doc: Doc, inputs: Inputs) -> list[Context]:
    """One list a child, then what is about all of them; only what a rule asks or somebody answered."""
    names = asked_facts(doc, inputs)
    groups = [(child["name"], f"children.{child['id']}.facts.") for child in identities(doc)] + [
        ("All the children", "facts.")
    ]
    made = []
    for heading, prefix in groups:
        asked = [f"{prefix}{name}" for name in names if registry().field(f"{prefix}{name}")]
        said = [
            path
            for path in sorted(doc["leaves"])
            if path.startswith(prefix) and "." not in path.removeprefix(prefix) and path not in asked
        ]
        about = prefix.split(".")[1] if prefix.startswith("children.") else ""
        answers = [
            answer(doc, path, label(path), inputs["now"]) | {"move_href": fact_href(doc, path) if about else ""}
            for path in [*asked, *said]
        ]
        if answers:
            made.append(
                {
                    "heading": heading,
                    "answers": [said for said in answers if said["answered"] or said["two"]],
                    "was_said": struck_facts(doc, about, inputs) if about else [],
                    "unanswered": [said["label"] for said in answers if not said["answered"] and not said["two"]],
                }
            )
    return made


def _decisions(doc: Doc, child: str, now: str) -> Context:
    paths = [f"decisions.{child}.{part}" for part in DECISIONS]
    shown = [path for path in paths if path in doc["leaves"] or path.endswith((".section_47", ".seen_plan"))]
    return {
        "heading": identity(doc, child)["name"],
        "answers": [answer(doc, path, label(path), now) for path in shown],
        "href": f"/discussions/{doc['id']}/children/{child}/decision",
        "may_write": may_write(doc, f"decisions.{child}.section_47"),
    }
