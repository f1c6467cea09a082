"""What is to be done, by whom, by when, and who has it (DOMAIN.md A-6.1; PRACTICE.md Z-39). Twin of `actions.ts`."""

from typing import Any

from sync.lives import died
from sync.london import seconds, utc
from sync.messages import canonical_text
from sync.pages.answers import answer, by_words, entries
from sync.pages.children import identity, name, values
from sync.pages.forms import page_of
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import minutes_between, opens
from sync.pages.not_before import everywhere
from sync.pages.questions import Asking, may_write
from sync.pages.short import group_of
from sync.registry import registry
from sync.wording import instant

GIVEN_MINUTES = 15
FINISHED = ("done", "cancelled")
HAD = ("in_progress", *FINISHED)
COLOURS = {"in_progress": "blue", "done": "green", "cancelled": "grey"}
# What a page of a step is called -> the state it leads to, its heading, its button.
STEPS = {
    "done": ("done", "It is done", "Save as done"),
    "hand-back": ("handed_over", "Hand it back", "Hand it back"),
    "decline": ("declined", "Decline it", "Decline it"),
    "take-over": ("in_progress", "Take it over", "Take it over"),
    "not-needed": ("cancelled", "It is no longer needed", "Save as no longer needed"),
    "open-again": ("open", "Open it again", "Open it again"),
}
# Somebody else must know of these: the numbers stand on their pages.
RING = ("hand-back", "decline", "take-over")
NOT_TOLD = "The day team does not know. Ring now"
NOT_ACCEPTED = "Not accepted: ring"
# Whom the others ring does not ring itself.
PICK_UP = "Nobody has it: pick it up, or ring"


def ids(doc: Doc) -> list[str]:
    """Unfinished first, then by when; one look at each path, for a county holds many."""
    found = dict.fromkeys(path.split(".")[1] for path in doc["leaves"] if path.startswith("actions."))
    return sorted(found, key=lambda one: f"{int(finished(doc, one))} {due(doc, one) or '9999'} {one}")


def strays(doc: Doc, params: dict[str, str]) -> bool:
    """An address of an action that is not there, or of a step that is none."""
    action, asked = params.get("action"), params.get("step")
    return (action is not None and action not in ids(doc)) or (asked is not None and asked not in STEPS)


def due(doc: Doc, action: str) -> str:
    """The earliest that anybody said, in UTC; empty where nobody did."""
    said = [seconds(value.get("due") or "") for value in values(doc, f"actions.{action}.owner")]
    return min((utc(one) for one in said if one is not None), default="")


def finished(doc: Doc, action: str) -> bool:
    """What only this device says is finished is not."""
    leaf = _leaf(doc, action, "status")
    return not leaf.get("pending") and leaf.get("value") in FINISHED


def states(doc: Doc, action: str) -> list[str]:
    leaf = _leaf(doc, action, "status")
    said = [side["value"] for side in leaf["sides"]] if leaf.get("sides") else [leaf.get("value")]
    return list(dict.fromkeys(one or "open" for one in said))


def who_has(doc: Doc, action: str) -> list[str]:
    return list(dict.fromkeys(value.get("who", "") for value in values(doc, f"actions.{action}.claim")))


def not_accepted(doc: Doc, action: str, now: str, until: str) -> bool:
    """From 15 minutes after it was given, if it falls due before `until` and the server knows of nobody who has it."""
    leaf, given = _leaf(doc, action, "status"), _leaf(doc, action, "owner").get("at")
    known = (leaf.get("settled") or {}) if leaf.get("pending") else leaf
    last = due(doc, action)
    return (
        known.get("value") not in HAD
        and not of_dead(doc, action)
        and bool(last)
        and last <= until
        and bool(given)
        and minutes_between(str(given), now) >= GIVEN_MINUTES
    )


def of_dead(doc: Doc, action: str) -> bool:
    """Nobody is reminded of what was to be done for a child who has died (P-22); it stays in the discussion."""
    children = [one["child"] for one in values(doc, f"actions.{action}.what") if one.get("child")]
    return bool(children) and all(died(doc, child) for child in children)


def shown(doc: Doc, action: str, inputs: Inputs) -> Context:
    now, path = inputs["now"], f"actions.{action}"
    what, owners = values(doc, f"{path}.what"), values(doc, f"{path}.owner")
    tag, colour = _tag(doc, action, now)
    pending = _pending(doc, action)
    return {
        "id": action,
        "href": f"/discussions/{doc['id']}/actions/{action}",
        "what": _either(one.get("words", "") for one in what) or "What is to be done is not recorded",
        "purpose": _either(one.get("purpose", "") for one in what),
        "child": " or ".join(name(doc, child) for child in _children(doc, action)),
        "who": _either(one.get("owner", "") for one in owners) or "Nobody is named",
        "when": _either(instant(one["due"], now) if one.get("due") else "" for one in owners) or "no date",
        "due": due(doc, action),
        "tag": tag,
        "tag_colour": colour,
        "status": _status(doc, action, now),
        "not_told": NOT_TOLD + _number(inputs) if pending else "",
        "not_accepted": (PICK_UP if doc["capacity"] == "edt" else NOT_ACCEPTED)
        if not pending and not_accepted(doc, action, now, opens(now, inputs.get("calendar")))
        else "",
        "finished": finished(doc, action),
    }


def _children(doc: Doc, action: str) -> list[str]:
    said = (one.get("child", "") for one in values(doc, f"actions.{action}.what"))
    return list(dict.fromkeys(child for child in said if child in doc["children"]))


def _whole(doc: Doc, action: str, inputs: Inputs) -> Context:
    """On its own page the strip says which child, and only of that child; of two answers, which of them is not said."""
    named, said = _children(doc, action), shown(doc, action, inputs)
    return {
        "action": said if len(named) > 1 else said | {"child": ""},
        "children": [identity(doc, child) for child in named or doc["children"]],
    }


def listed(doc: Doc, inputs: Inputs) -> list[Context]:
    return [shown(doc, action, inputs) for action in ids(doc)]


def one(doc: Doc, inputs: Inputs) -> Context:
    """One action, what was done, and what may be done next: to pick it up is one tap."""
    asking, action = Asking(doc, inputs), inputs.get("params", {}).get("action", "")
    here, path = f"/discussions/{doc['id']}/actions/{action}", f"actions.{action}"
    free = not finished(doc, action) and not who_has(doc, action) and not set(states(doc, action)) & set(FINISHED)
    offers = _offers(doc, action, inputs)
    return _page("action", "Action", doc, inputs) | {
        **_whole(doc, action, inputs),
        "answers": [answer(doc, f"{path}.{part}", "", inputs["now"]) for part in ("status", "claim")],
        "evidence": entries(doc, f"{path}.evidence", inputs["now"]),
        "form": asking.form(here, here),
        "pick_up": asking.hidden(_fields(doc, action, "in_progress", inputs))
        if free and may_write(doc, f"{path}.claim")
        else [],
        "offers": [{"href": f"{here}/{step}", "words": STEPS[step][1]} for step in offers],
        "edit_href": f"{here}/edit" if may_write(doc, f"{path}.owner") else "",
    }


def step(doc: Doc, inputs: Inputs) -> Context:
    """A step and what goes with it, in one form: what was done, or why."""
    asking, params = Asking(doc, inputs), inputs.get("params", {})
    action, asked = params.get("action", ""), params.get("step", "")
    state, heading, button = STEPS[asked]
    here, path = f"/discussions/{doc['id']}/actions/{action}", f"actions.{action}.evidence"
    fields = _fields(doc, action, state, inputs) | {f"add:{path}/step": state}
    return _page("action_step", heading, doc, inputs) | {
        "back": here,
        "heading": heading,
        "button": button,
        **_whole(doc, action, inputs),
        "offered": asked in _offers(doc, action, inputs),
        "ring": asked in RING,
        "form": asking.form(f"{here}/{asked}", here),
        "hidden": asking.hidden(fields),
        "words": asking.adding(path)[0],
    }


def edit(doc: Doc, inputs: Inputs) -> Context:
    """A new one, or what, why, who and by when of one there is."""
    asking, action = Asking(doc, inputs), inputs.get("params", {}).get("action")
    here, path = f"/discussions/{doc['id']}/actions", f"actions.{action or 'new'}"
    title = "Change the action" if action else "New action"
    back = f"{here}/{action}" if action else f"/discussions/{doc['id']}"
    return _page("action_edit" if action else "action_new", title, doc, inputs) | {
        "back": back,
        "heading": title,
        "form": asking.form(f"{back}/edit" if action else f"{here}/new", back),
        "groups": [group_of(doc, inputs, f"{path}.{part}") for part in ("what", "owner")],
        "may_write": may_write(doc, f"{path}.owner"),
    }


def _offers(doc: Doc, action: str, inputs: Inputs) -> list[str]:
    """The pages of the steps this person may take now. None may decline where there is no number to ring (Z-39)."""
    path, said, had = f"actions.{action}", set(states(doc, action)), who_has(doc, action)
    if not may_write(doc, f"{path}.status"):
        return []
    gives = may_write(doc, f"{path}.owner")
    if said <= set(FINISHED):
        return ["open-again"] if gives else []
    mine = (inputs["person"] or {}).get("name") in had
    made = ["done", "hand-back"] if mine else ["done"] if gives else ["take-over"] if had else []
    made += ["decline"] if not had and "declined" not in said and inputs["phones"] else []
    return made + (["not-needed"] if gives else [])


def _fields(doc: Doc, action: str, state: str, inputs: Inputs) -> dict[str, str]:
    """A step; whoever takes it up has it from then on, and whoever lets it go has it no more."""
    path, person = f"actions.{action}", inputs["person"] or {}
    made = {f"step:{path}.status": state} | _known(doc, f"{path}.status", person)
    if state == "in_progress":
        made |= {
            f"set:{path}.claim/{key}": person.get(part, "") for key, part in (("who", "name"), ("agency", "agency"))
        }
    return made if state in FINISHED else made | _known(doc, f"{path}.claim", person)


def _known(doc: Doc, path: str, person: dict[str, Any]) -> dict[str, str]:
    """What is on the screen; of two answers, her own."""
    leaf = doc["leaves"].get(path, {})
    own = [side["id"] for side in leaf.get("sides") or [] if side["by"]["id"] == person.get("id")]
    return {f"seen:{path}": " ".join(own or leaf.get("seen", [])), f"was:{path}": canonical_text(leaf.get("value"))}


def _status(doc: Doc, action: str, now: str) -> str:
    leaf, had = _leaf(doc, action, "status"), who_has(doc, action)
    said = " or ".join(_state_words(state) for state in states(doc, action))
    if leaf.get("sides"):
        return f"{said}. {(leaf.get('stands') or {}).get('words', '')}"
    if len(had) > 1:
        warning = (_leaf(doc, action, "claim").get("stands") or {}).get("words", "")
        return f"Picked up by {' and by '.join(had)}. {warning}"
    if leaf.get("value") in (None, "open"):
        return f"Picked up by {had[0]}" if had else "Nobody has picked this up"
    if leaf["value"] == "in_progress" and had:
        return f"Picked up by {had[0]}, {instant(_leaf(doc, action, 'claim')['at'], now)}"
    return f"{said}: {by_words(leaf, now)}"


def _tag(doc: Doc, action: str, now: str) -> tuple[str, str]:
    said, last = states(doc, action), due(doc, action)
    if of_dead(doc, action):
        return "The child has died", "grey"
    if last and last <= now and not finished(doc, action):
        return "Late", "red"
    return " or ".join(_state_words(state) for state in said), COLOURS.get(said[0], "orange")


def _state_words(state: str) -> str:
    found = registry().field("actions.a.status")
    choices = found.raw["choices"] if found else []
    return next((str(one["text"]) for one in choices if one["value"] == state), state)


def _number(inputs: Inputs) -> str:
    """The first of her numbers; all of them stand at the foot of every page."""
    first = inputs["phones"][:1]
    return "".join(f": {phone['number']}, {phone['who']}" for phone in first) or "."


def _pending(doc: Doc, action: str) -> bool:
    leaves = [_leaf(doc, action, part) for part in ("status", "claim")]
    said = [*leaves, *(side for leaf in leaves for side in leaf.get("sides") or [])]
    return any(one.get("pending") for one in [*said, *doc["entries"].get(f"actions.{action}.evidence", [])])


def _leaf(doc: Doc, action: str, part: str) -> dict[str, Any]:
    found: dict[str, Any] = doc["leaves"].get(f"actions.{action}.{part}") or {}
    return found


def _either(said: Any) -> str:
    return " or ".join(dict.fromkeys(one for one in said if one))


def _page(page: str, title: str, doc: Doc, inputs: Inputs) -> Context:
    return page_of(page, title, doc, inputs) | {"not_before": everywhere(doc, inputs["now"])}
