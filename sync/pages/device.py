"""Signing in, setting up, unlocking, and what is on this device. Twin of `device.ts`."""

from typing import Any

from sync.pages import urgent
from sync.pages.answers import lines_of
from sync.pages.children import path_words
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import home
from sync.pages.locked import record
from sync.pages.shell import shell
from sync.registry import registry
from sync.wording import describe, instant

ATTENTION = ("quarantined", "needs_upgrade")
UPGRADE = "A newer Seenby is needed to send this. Reload the page when you have signal. It stays here until then."


def on_this_device(inputs: Inputs) -> Context:
    shown = [_item(item, inputs) for item in inputs.get("outbox", [])]
    return {
        "page": shell("on_this_device", "On this device", inputs),
        "waiting": [item for item in shown if item["status"] == "waiting"],
        "attention": [item for item in shown if item["status"] in ATTENTION],
        "differ": [item for item in shown if item["status"] == "conflict"],
        "sent": [item for item in shown if item["status"] in ("applied", "same")],
    }


def cover(inputs: Inputs) -> Context:
    """What a parent may see (PRACTICE.md P-19): not even Seenby's name."""
    return {"page": shell("cover", "Tasks", inputs) | {"title": "Tasks"}}


def paper_form(inputs: Inputs) -> Context:
    """Of nobody, whoever asks: it is printed and lies about (PRACTICE.md P-29.12, Z-42)."""
    return {"page": shell("paper_form", "Paper form", inputs | {"person": None, "outbox": []})}


def unlock(inputs: Inputs) -> Context:
    return {
        "page": shell("unlock", "Unlock", inputs),
        "vaults": [vault | {"input_id": f"vault-{number}"} for number, vault in enumerate(inputs.get("vaults", []), 1)],
        "next": inputs.get("params", {}).get("next", "/"),
        "unread": urgent.locked(inputs),
        "record": record(inputs),
    }


def sign_in(inputs: Inputs) -> Context:
    draft = inputs.get("draft")
    typed = {field[0]: field[1] for field in draft["fields"]} if draft else {}
    return {
        "page": shell("sign_in", "Sign in", inputs),
        "login": typed.get("login", ""),
        "next": inputs.get("params", {}).get("next", "/"),
    }


def set_up(inputs: Inputs) -> Context:
    return {"page": shell("set_up", "Set up this device", inputs), "home": home(inputs["now"])}


def problem(inputs: Inputs) -> Context:
    """A page that cannot be shown: `inputs["problem"]` = {heading, words}."""
    said = inputs.get("problem") or {}
    heading = said.get("heading") or "This page is not here"
    return {
        "page": shell("problem", heading, inputs),
        "heading": heading,
        "words": said.get("words") or "Check the address, or go back.",
    }


def _item(item: dict[str, Any], inputs: Inputs) -> Context:
    doc = next((d for d in inputs.get("discussions", []) if d["id"] == item["discussion"]), None)
    return {
        "id": item["op_id"],
        "label": path_words(doc, item["path"]),
        "reference": doc["reference"] if doc else "",
        # Where the discussion has left the device, nothing is behind a link.
        "href": f"/discussions/{item['discussion']}" if doc else "",
        "written": instant(item["at"], inputs["now"]),
        "status": item["status"],
        "words": _words(item, inputs["now"]),
        "lines": _written(doc, item) if item["status"] in ATTENTION else [],
    }


def _written(doc: Doc | None, item: dict[str, Any]) -> list[dict[str, str]]:
    """What it says: the server may never show it, and whoever rings the chair reads it out."""
    found = registry().field(item["path"])
    return lines_of(doc, describe(found.raw, item.get("payload")), item["path"]) if found else []


def _words(item: dict[str, Any], now: str) -> str:
    since = f" since {instant(item['server_time'], now)}" if item.get("server_time") else ""
    match item["status"]:
        case "waiting":
            return item.get("sentence") or "Saved on this device. Nobody else has it yet."
        case "applied" | "same":
            return f"The server has it{since}."
        case "conflict":
            return f"Someone answered differently. The server has both{since}."
        case "needs_upgrade":
            return item.get("sentence") or UPGRADE
        case _:
            return item.get("sentence") or "Held for the chair to check. Ring the chair."
