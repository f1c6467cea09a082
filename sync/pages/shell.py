"""What every page has around it. Twin of `shell.ts`."""

from sync.pages.inputs import Context, Inputs
from sync.pages.local import home, minutes_between
from sync.pages.locked import recorded_words
from sync.pages.questions import id_of
from sync.wording import ago, exactly, instant

NOBODY = {"id": "", "name": "", "initials": "", "role_words": "", "agency": ""}
OLD_MINUTES = 60


def shell(name: str, title: str, inputs: Inputs) -> Context:
    """`title` never holds a child's name: it is shown in tabs, histories and task bars."""
    person, draft = inputs["person"], inputs.get("draft")
    errors = draft["errors"] if draft else []
    waiting = [item for item in inputs.get("outbox", []) if item["status"] == "waiting"]
    return {
        "name": name,
        "title": f"{'Error: ' if errors else ''}{title} – Seenby",
        "home": home(inputs["now"]),
        "where": inputs["where"],
        "on_device": inputs["where"] == "device",
        "signed_in": person is not None,
        "person": {key: person[key] for key in NOBODY} if person else NOBODY,
        "demo": bool((person and person["demo"]) or inputs.get("demo")),
        "at": exactly(inputs["now"]),
        "fresh": fresh(inputs),
        "old_copy": old_copy(inputs),
        "keeps_nothing": inputs["where"] == "server",
        "waiting_words": _waiting(len(waiting)),
        "recorded_words": recorded_words(inputs),
        "notice": inputs.get("notice") or "",
        "clock_doubt": bool(inputs.get("clock_doubt")),
        "phones": [phone | {"href": tel(phone["number"])} for phone in inputs["phones"]],
        "errors": [{"text": problem["text"], "href": f"#{id_of(problem['name'])}"} for problem in errors],
        "version": inputs["version"],
        "built": inputs.get("built", ""),
        "discussion": "",
        "part": "",
    }


def fresh(inputs: Inputs) -> str:
    """How old what she reads is."""
    if inputs["where"] == "server":
        return f"Straight from the server, {instant(inputs['now'], inputs['now'])}."
    synced = inputs.get("synced_at")
    if not synced:
        return "Not yet checked with the server."
    since = ago(synced, inputs["now"])
    if minutes_between(synced, inputs["now"]) < OLD_MINUTES:
        return f"Checked with the server {since}."
    return f"Checked with the server {since} ({instant(synced, inputs['now'])})."


def old_copy(inputs: Inputs) -> bool:
    """PRACTICE.md Z-34: from an hour on, nobody may be let in or out on the strength of it."""
    synced = inputs.get("synced_at")
    return inputs["where"] == "device" and (not synced or minutes_between(synced, inputs["now"]) >= OLD_MINUTES)


def _waiting(count: int) -> str:
    """Saved is never worded as told (PRACTICE.md P-4)."""
    if count == 0:
        return ""
    if count == 1:
        return "1 thing you wrote is saved on this device. Nobody else has it yet."
    return f"{count} things you wrote are saved on this device. Nobody else has them yet."


def tel(number: str) -> str:
    digits = "".join(sign for sign in number if sign in "+0123456789")
    return f"tel:{digits}" if digits else ""
