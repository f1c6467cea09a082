"""An answer, an entry or two different answers, as a template prints them in place. Twin of `answers.ts`."""

from typing import Any

from sync.pages import children, visits
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.local import minutes_between
from sync.pages.questions import may_write
from sync.registry import registry
from sync.wording import instant

PENDING = "Saved on this device. Nobody else has it yet."
LATE_MINUTES = 60
# The entry they name says it itself, and so does what stands beneath a note that someone needs to know of; who may see
# a note now, and the words for everybody else as they are now, stand with it (`notes`).
CLEARED = "Words for everybody else"
SILENT = (
    *("Replaces", "Which booking", "Which urgent note", "Does someone need to know tonight?", "Who may see this"),
    CLEARED,
)


def answer(doc: Doc, path: str, label: str, now: str) -> Context:
    """One path; `answered` is false where nobody has said anything that stands."""
    leaf = doc["leaves"].get(path)
    made: Context = {
        "path": path,
        "label": label,
        "answered": False,
        "two": False,
        "pending": False,
        "lines": [],
        "by": "",
        "also": "",
        "before": [],
        "sides": [],
        "caution": "",
        "settle_href": "",
        "settled_words": "",
        "settled_why": "",
    }
    if leaf is None:
        return made
    if leaf.get("sides"):
        return made | _two(doc, path, leaf, now)
    settled = leaf.get("settled") or {}
    return (
        made
        | {
            "answered": leaf["value"] is not None,
            "pending": bool(leaf.get("pending")),
            "lines": lines_of(doc, leaf["lines"], path),
            "by": by_words(leaf, now),
            "also": ", ".join(f"{by['name']} ({by['role']})" for by in leaf.get("also", [])),
            "before": lines_of(doc, settled.get("lines", []), path),
        }
        | settlement_words(leaf.get("settlement"), now)
    )


def entry(doc: Doc, path: str, item: dict[str, Any], now: str) -> Context:
    return {
        "id": item["id"],
        "lines": lines_of(doc, item["lines"], path),
        "by": by_words(item, now),
        "pending": bool(item.get("pending")),
        "superseded": bool(item.get("superseded_by")),
        "caution": "",
        "href": "",
        "href_words": "",
    }


def entries(doc: Doc, path: str, now: str) -> list[Context]:
    """Newest first: what a nurse at night looks for is what was said last."""
    return [entry(doc, path, item, now) for item in reversed(doc["entries"].get(path, []))]


def visit(doc: Doc, item: dict[str, Any], inputs: Inputs) -> Context:
    """With what it does to the clock; its author corrects it; a manager decides whether it counts."""
    made = entry(doc, "visits", item, inputs["now"])
    mine = wrote(item, inputs) and may_write(doc, "visits")
    decides = may_write(doc, "visit_checks") and not made["pending"]
    words = "Correct this" if mine else "Decide whether it counts" if decides else ""
    again = "" if made["superseded"] or not words else f"/discussions/{doc['id']}/visits/{item['id']}"
    said = "" if made["superseded"] else visits.caution(doc, item, visits.stops(doc, inputs))
    return made | {"caution": said, "href": again, "href_words": words if again else ""}


def unnamed(doc: Doc, item: dict[str, Any]) -> dict[str, Any]:
    """For a page that folds the name of its one child away: it may lie open at a bedside (PRACTICE.md P-19)."""
    return item | {"lines": [line for line in item["lines"] if line["text"] not in doc["children"]]}


def side(doc: Doc, path: str, item: dict[str, Any], now: str) -> Context:
    return {
        "id": item["id"],
        "lines": lines_of(doc, item["lines"], path) or [{"label": "", "text": "Answer taken away"}],
        "by": by_words(item, now),
        "pending": bool(item.get("pending")),
    }


def settlement_words(settlement: dict[str, Any] | None, now: str) -> Context:
    if not settlement:
        return {"settled_words": "", "settled_why": ""}
    by = settlement["by"]
    return {
        "settled_words": f"Settled by {by['name']} ({by['role']}), {instant(settlement['at'], now)}",
        "settled_why": settlement["why"],
    }


def by_words(said: dict[str, Any], now: str) -> str:
    """Who, of where, when; and when the server had it, where that was much later."""
    by = said["by"]
    who = ", ".join(part for part in (by["name"], by["role"], by["agency"]) if part)
    if said.get("pending"):
        return f"{who}, {instant(said['at'], now)}. {PENDING}"
    late = said.get("received") and minutes_between(said["at"], said["received"]) > LATE_MINUTES
    received = f" It reached the server {instant(said['received'], now)}." if late else ""
    return f"{who}, {instant(said['at'], now)}.{received}"


def _two(doc: Doc, path: str, leaf: dict[str, Any], now: str) -> Context:
    found = [d["id"] for d in doc["differences"] if d["path"] == path and d["state"] == "open" and d["id"]]
    return {
        "two": True,
        "pending": bool(leaf.get("pending")),
        "sides": [side(doc, path, item, now) for item in leaf["sides"]],
        "caution": (leaf.get("stands") or {}).get("words") or "Not agreed yet.",
        "settle_href": f"/discussions/{doc['id']}/differences/{found[0]}" if found else "",
    }


def lines_of(doc: Doc | None, lines: list[dict[str, str]], path: str) -> list[dict[str, str]]:
    """A child is said by name, for `lines` holds the id; what the heading says already is not said again."""
    quiet, here = _quiet(path), doc["children"] if doc else []
    return [
        {
            "label": "" if line["label"] in quiet else line["label"],
            "text": children.name(doc, line["text"]) if doc and line["text"] in here else line["text"],
        }
        for line in lines
        if line["label"] not in SILENT
    ]


def said_of(item: dict[str, Any], path: str, key: str) -> str:
    """One part of an entry, in words."""
    found = registry().field(path)
    labels = [part["label"] for part in found.parts if part["key"] == key] if found else []
    return next((line["text"] for line in item["lines"] if line["label"] in labels), "")


def _quiet(path: str) -> set[str]:
    found = registry().field(path)
    parts = found.parts if found else []
    return {part["label"] for number, part in enumerate(parts) if number == 0 or part["key"] == "words"}
