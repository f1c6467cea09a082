"""A path -> the questions of a form, named as sync/README.md says, filled from page or draft. Twin: `questions.ts`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sync import values
from sync.messages import canonical_text
from sync.pages import children
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import fold, local
from sync.registry import registry

TYPES = {
    "choice": "radios",
    "answer": "radios",
    "id": "radios",
    "person": "radios",
    "long_text": "long_text",
    "instant": "instant",
    "date": "date",
    "check": "check",
}
BEDSIDE = ("add:information/child", "add:urgent/child")
FOLD = (("before", "Before the clocks went back"), ("after", "After the clocks went back"))


class Asking:
    """The form of one page: what was typed before stands before what is stored."""

    def __init__(self, doc: Doc, inputs: Inputs) -> None:
        self.doc = doc
        self.draft = inputs.get("draft")
        self.typed: dict[str, str] = {field[0]: field[1] for field in self.draft["fields"]} if self.draft else {}
        self.nonce = self.draft["nonce"] if self.draft else inputs["nonce"]
        self.errors = {problem["name"]: problem["text"] for problem in self.draft["errors"]} if self.draft else {}

    def form(self, page: str, after: str = "") -> Context:
        """`after` = where to go next; without it, the discussion."""
        home = f"/discussions/{self.doc['id']}"
        return {"action": f"{home}/changes", "nonce": self.nonce, "page": page, "next": after or home}

    def group(self, path: str) -> Context:
        """A group, whole, for its parts are one answer; what is said anew each time stands empty."""
        found = registry().field(path)
        assert found is not None, f"no field: {path}"
        leaf = self.doc["leaves"].get(path, {})
        drafted = f"was:{path}" in self.typed
        anew = {part["key"] for part in found.parts if part.get("anew")}
        value = {key: said for key, said in (leaf.get("value") or {}).items() if key not in anew}
        return {
            "path": path,
            "id": _id(path),
            "legend": found.named(path),
            "open": drafted or not leaf.get("sides"),
            "seen_name": f"seen:{path}",
            "seen": self.typed.get(f"seen:{path}", " ".join(leaf.get("seen", []))),
            "was_name": f"was:{path}",
            "was": self.typed.get(f"was:{path}", canonical_text(value or None)),
            "questions": self._questions(f"set:{path}", found.parts, value, drafted=drafted),
        }

    def adding(self, path: str, given: dict[str, str] | None = None) -> list[Context]:
        """A new entry; `given` = values to start from."""
        found = registry().field(path)
        assert found is not None, f"no field: {path}"
        return self._questions(f"add:{path}", found.parts, given or {}, drafted=bool(self.draft))

    def hidden(self, fields: dict[str, str]) -> list[Context]:
        """What a form says without asking; what the page it comes back from said stands before it."""
        return [{"name": name, "value": self.typed.get(name, value)} for name, value in fields.items()]

    def opened(self, path: str, asked: list[Context]) -> Context:
        """What a correction says in all before it is changed: saved so, it writes nothing. A draft says it itself."""
        found, prefix, was = registry().field(path), f"add:{path}/", f"was:{path}"
        said = {one["name"].removeprefix(prefix): [one["value"]] for one in asked}
        value, _ = values.group(prefix, said, found.parts if found else [], "Europe/London")
        return {"name": was, "value": self.typed.get(was, "") if self.draft else canonical_text(value)}

    def settling(self, path: str, sides: list[Context]) -> Context:
        name = f"settle:{path}"
        chosen = self.typed.get(f"{name}/choose", "")
        options = [_option(f"{name}/choose", side["id"], "", chosen) | {"side": side} for side in sides]
        return {
            "choose": _question("radios", f"{name}/choose", "Which answer stands", chosen, self.errors, options),
            "why": _question("long_text", f"{name}/why", "Why", self.typed.get(f"{name}/why", ""), self.errors, []),
            "seen_name": f"seen:{path}",
            "seen": self.typed.get(f"seen:{path}", " ".join(self.doc["leaves"].get(path, {}).get("seen", []))),
            "was_name": f"was:{path}",
            "was": self.typed.get(f"was:{path}", "null"),
        }

    def _questions(
        self, prefix: str, parts: list[dict[str, Any]], value: dict[str, Any], *, drafted: bool
    ) -> list[Context]:
        made = []
        for part in parts:
            name = f"{prefix}/{part['key']}"
            stored = _as_typed(part, value.get(part["key"]))
            made.append(self._question(part, name, self.typed.get(name, "") if drafted else stored))
            if part["type"] == "instant":
                made += self._fold(name, "" if drafted else fold(value.get(part["key"]) or ""))
        return made

    def _question(self, part: dict[str, Any], name: str, value: str) -> Context:
        options = [_option(name, choice["value"], choice["text"], value) for choice in part.get("choices", [])]
        if part["type"] == "id":
            options = [_option(name, child, _called(self.doc, name, child), value) for child in self.doc["children"]]
        return _question(TYPES.get(part["type"], "text"), name, part["label"], value, self.errors, options) | {
            "key": part["key"]
        }

    def _fold(self, instant: str, stored: str) -> list[Context]:
        """Asked of a time that happened twice; what is stored, or the present time, knows which."""
        name = f"{instant}/fold"
        if name not in self.typed and not stored and "happens twice" not in self.errors.get(instant, ""):
            return []
        value = self.typed.get(name, stored)
        options = [_option(name, key, words, value) for key, words in FOLD]
        asked = _question("radios", name, "That time happened twice. Which one?", value, self.errors, options)
        return [asked | {"key": "fold"}]


def choice(name: str, label: str, value: str, choices: Sequence[tuple[str, str]]) -> Context:
    """A question of one answer out of a list, on a page that is no form of a discussion."""
    return _question("radios", name, label, value, {}, [_option(name, key, words, value) for key, words in choices])


def moment(name: str, label: str, value: str, error: str, fold: str) -> Context:
    """A time; `again` asks which of two, where it happened twice."""
    twice = [choice(f"{name}/fold", "That time happened twice. Which one?", fold, FOLD)] if error or fold else []
    return _question("instant", name, label, value, {name: error}, []) | {"again": twice}


def _called(doc: Doc, name: str, child: str) -> str:
    """At a bedside by initials, where these tell the children apart (PRACTICE.md P-19)."""
    short = [children.initials(doc, one) for one in doc["children"]] if name in BEDSIDE else []
    mine = children.initials(doc, child)
    return mine if short.count(mine) == 1 else children.name(doc, child)


def may_write(doc: Doc, path: str) -> bool:
    """Whether this person may write there: `writable` holds patterns, a `{word}` stands for one id."""
    return any(_fits(pattern, path) for pattern in doc["writable"])


def id_of(name: str) -> str:
    """A field's id, where an error summary's link lands."""
    return _id(name)


@lru_cache(maxsize=8192)
def _fits(pattern: str, path: str) -> bool:
    steps, found = pattern.split("."), path.split(".")
    return len(steps) == len(found) and all(p.startswith("{") or p == s for p, s in zip(steps, found, strict=True))


def _question(kind: str, name: str, label: str, value: str, errors: dict[str, str], options: list[Context]) -> Context:
    return {
        "type": kind,
        "name": name,
        "id": _id(name),
        "label": label,
        "hint": "",
        "value": value,
        "error": errors.get(name, ""),
        "options": options,
        "key": name.rpartition("/")[2],
    }


def _option(name: str, value: str, text: str, chosen: str) -> Context:
    return {"value": value, "text": text, "id": _id(f"{name}-{value}"), "checked": value == chosen, "hint": ""}


def _as_typed(part: dict[str, Any], value: Any) -> str:
    if value is None or value is False:
        return ""
    return local(value) if part["type"] == "instant" else str(value)


def _id(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
