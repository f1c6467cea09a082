"""Record without unlocking: the lock page's buttons, and what it says then (PRACTICE.md P-18). Twin: `locked.ts`."""

from typing import Any

from sync.pages.inputs import Context, Inputs

WHATS = {"seen": "Child seen", "tried": "Tried and could not", "not_safe": "Not safe", "urgent": "Urgent note"}
SENT = "The server has it. It counts only when you have unlocked Seenby and confirmed it."
LATER = "Say which child later"
URGED = {
    "not_safe": "Do not go back alone. Ring the manager, and the police.",
    "urgent": "Nobody has been told. Ring now.",
}


def record(inputs: Inputs) -> Context:
    """What was pressed is said only if it is one of the four, or words added to one."""
    asked = {pair[0]: pair[1] for pair in inputs.get("query", [])}
    people = [_person(number, one) for number, one in enumerate(inputs.get("sealing", []), 1)]
    what = asked.get("saved", "")
    return {
        "people": people,
        "named": len(people) > 1,
        "buttons": [{"value": value, "text": text} for value, text in WHATS.items()],
        "saved": "Your words" if what == "words" else WHATS.get(what, ""),
        "urge": URGED.get(what, ""),
        "note": asked.get("note", ""),
        "whose": asked.get("whose", ""),
        "nonce": inputs["nonce"],
        "waits": _waits(inputs.get("sealed", 0)) or (SENT if what in (*WHATS, "words") else ""),
    }


def recorded_words(inputs: Inputs) -> str:
    """On every page, until each is confirmed."""
    waiting, sealed = len(inputs.get("recorded", [])), inputs.get("sealed", 0)
    if waiting == 1:
        return "1 thing recorded without unlocking counts only when you have confirmed it."
    if waiting:
        return f"{waiting} things recorded without unlocking count only when you have confirmed them."
    if sealed == 1:
        return "1 thing recorded without unlocking waits here, sealed, until there is signal. Then confirm it."
    return (
        f"{sealed} things recorded without unlocking wait here, sealed, until there is signal. Then confirm them."
        if sealed
        else ""
    )


def _person(number: int, one: dict[str, Any]) -> Context:
    """With the short references that this person gave beforehand; without one, the child is said later."""
    shorts = [("", LATER), *((ref, ref) for ref in one["shorts"])] if one.get("shorts") else []
    options = [
        {"value": ref, "text": text, "id": f"which-{number}-{place}", "checked": place == 0}
        for place, (ref, text) in enumerate(shorts)
    ]
    return {"id": one["id"], "initials": one["initials"], "options": options}


def _waits(count: int) -> str:
    if count == 1:
        return "1 thing waits here, sealed. It goes by itself when there is signal."
    return f"{count} things wait here, sealed. They go by themselves when there is signal." if count else ""
