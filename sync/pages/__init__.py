"""Annotated documents -> what a template prints: strings, lists and flags. Twin of `index.ts`."""

from collections.abc import Callable

from sync.pages import (
    actions,
    adults,
    attendance,
    born_died,
    calls,
    decisions,
    device,
    events,
    excluded,
    family,
    held,
    identity,
    not_seen,
    notes,
    procedures,
    recorded,
    seen,
    taking,
    urgent_forms,
    ward_handover,
    wrong_child,
)
from sync.pages.discussion import discussion
from sync.pages.ended import ended
from sync.pages.evidence import evidence
from sync.pages.happened import happened, happened_again
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.note_readers import note_readers
from sync.pages.rules import rules
from sync.pages.tonight import every_child, tonight
from sync.pages.under import under
from sync.pages.ward_plan import safety_plan, ward_plan
from sync.pages.what_if import what_if

OF_ONE: dict[str, Callable[[Doc, Inputs], Context]] = {
    "discussion": discussion,
    "note": notes.note,
    "own_words": notes.own_words,
    "opinion": notes.opinion,
    "note_readers": note_readers,
    "family": family.family,
    "family_edit": family.family_edit,
    "urgent": urgent_forms.urgent_note,
    "told": urgent_forms.told,
    "evidence": evidence,
    "safety_plan": safety_plan,
    "ward_handover": ward_handover.ward_handover,
    "ward_plan": ward_plan,
    "visit": seen.visit,
    "visit_again": seen.visit_again,
    "not_seen": not_seen.not_seen,
    "what_next": not_seen.what_next,
    "taken": taking.taken,
    "child": identity.child,
    "child_edit": identity.child_edit,
    "child_new": identity.child_new,
    "born": born_died.born,
    "died": born_died.dead,
    "recorded_of": recorded.confirm,
    "short": recorded.short,
    "wrong_child": wrong_child.wrong_child,
    "right_child": wrong_child.right_child,
    "adults": adults.adults,
    "adult_new": adults.adult_new,
    "adult": adults.adult,
    "adult_edit": adults.adult_edit,
    "adult_child": adults.adult_edit,
    "decision": decisions.decision,
    "ended": ended,
    "happened": happened,
    "happened_again": happened_again,
    "mistake": events.mistake,
    "calls": calls.calls,
    "call_new": calls.call_edit,
    "call": calls.call_edit,
    "call_off": calls.call_off,
    "call_held": held.held,
    "held_new": held.held,
    "held_again": held.held,
    "difference": decisions.difference,
    "action_new": actions.edit,
    "action": actions.one,
    "action_edit": actions.edit,
    "action_step": actions.step,
    "rules": rules,
    "under": under,
    "attendance": attendance.attendance,
    "attendance_edit": attendance.attendance_edit,
    "in_part": attendance.in_part,
    "excluded": excluded.excluded,
    "excluded_asked": excluded.excluded_asked,
    "excluded_new": excluded.excluded_new,
    "excluded_account": excluded.excluded_account,
    "excluded_ended": excluded.excluded_ended,
}
OF_ALL: dict[str, Callable[[Inputs], Context]] = {
    "tonight": tonight,
    "every_child": every_child,
    "procedures": procedures.procedures,
    "procedure": procedures.procedure,
    "what_if": what_if,
    "on_this_device": device.on_this_device,
    "recorded": recorded.recorded,
    "cover": device.cover,
    "paper_form": device.paper_form,
    "unlock": device.unlock,
    "set_up": device.set_up,
    "sign_in": device.sign_in,
    "problem": device.problem,
}


def strays(doc: Doc, params: dict[str, str]) -> bool:
    """An address of what is not in this discussion, or of a part that is none."""
    part = params.get("part")
    answer = params.get("answer")
    if answer is not None and answer not in family.asked(doc):
        return True
    if any(one.strays(doc, params) for one in (adults, attendance, calls, events, excluded)):
        return True
    return actions.strays(doc, params) or (part is not None and part not in identity.PARTS)


def page(name: str, inputs: Inputs) -> Context:
    """`name` is a route's name in the sitemap; what this person does not hold gives the `problem` page's context.

    The caller looks at `context["page"]["name"]` to know which template to print.
    """
    if name in OF_ALL:
        return OF_ALL[name](inputs)
    doc = inputs.get("discussion")
    params = inputs.get("params", {})
    child = params.get("child")
    if doc is None or (child is not None and child not in doc["children"]) or strays(doc, params):
        return device.problem(inputs)
    made = OF_ONE[name](doc, inputs)
    made["page"]["part"] = attendance.words(doc, inputs)
    return made
