"""Loads and checks the two registries. The one file of sync that reads, its own JSON, once."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ITEM_ID = re.compile(r"[a-z][a-z0-9]{0,31}")
KINDS = frozenset({"scalar", "group", "set", "entries", "items", "state"})
OPERATIONS = {"scalar": "set", "group": "set", "set": "tag", "entries": "add", "state": "step"}


class RegistryError(ValueError):
    """A registry file is wrong; the sentence names what and where."""


@dataclass(frozen=True)
class Field:
    """One entry of `fields.json`; `raw` is what `wording.describe` prints from."""

    path: str
    kind: str
    label: str
    section: str
    writers: tuple[str, ...]
    raw: dict[str, Any] = field(repr=False)

    @property
    def parts(self) -> list[dict[str, Any]]:
        return list(self.raw.get("parts", ()))

    @property
    def cautious(self) -> dict[str, Any] | None:
        return self.raw.get("cautious")

    @property
    def unset(self) -> str:
        """What to do while nobody has answered; empty where that hurts nobody."""
        return str(self.raw.get("unset", ""))

    def named(self, path: str) -> str:
        """The label of this very path: a fact's own question, else the field's label."""
        names = self.raw.get("names")
        return names[path.rpartition(".")[2]] if names else self.label

    def asked(self, path: str) -> list[dict[str, Any]]:
        """Its parts, by the words of an error: an answer has no name of its own, it is called what it answers."""
        return [part | {"label": self.named(path)} if part["label"] == "Answer" else part for part in self.parts]


class Registry:
    """`fields.json`, able to say which field a path belongs to."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.settling: dict[str, dict[str, Any]] = data["settling"]
        self.settlers: tuple[str, ...] = tuple(data["settlers"])
        # What somebody may be here for alone, and the sections, paths and kinds of note that each opens.
        self.items: dict[str, dict[str, list[str]]] = data["items"]
        self.fields = [_field(raw, data["choices"]) for raw in data["fields"]]
        self._patterns = [(f.path.split("."), f) for f in self.fields]
        self._found: dict[str, Field | None] = {}

    def field(self, path: str) -> Field | None:
        """None where no field has this path, or an id or name in it is not allowed."""
        if path not in self._found:
            if len(self._found) > 20_000:
                self._found.clear()
            self._found[path] = self._find(path.split("."))
        return self._found[path]

    def _find(self, steps: list[str]) -> Field | None:
        fits = (f for pattern, f in self._patterns if _fits(pattern, steps, f))
        return next(fits, None)


def _field(raw: dict[str, Any], lists: dict[str, list[dict[str, str]]]) -> Field:
    """`lists` = the choices that several parts have, by the name they stand under."""
    missing = {"path", "kind", "label", "section", "writers"} - raw.keys()
    if missing:
        raise RegistryError(f"fields.json: {raw.get('path', raw)} has no {sorted(missing)}. Add it.")
    if raw["kind"] not in KINDS:
        raise RegistryError(f"fields.json: {raw['path']} has kind {raw['kind']!r}. Use one of {sorted(KINDS)}.")
    if "parts" in raw:
        raw = raw | {"parts": [_chosen_from(part, lists) for part in raw["parts"]]}
    return Field(raw["path"], raw["kind"], raw["label"], raw["section"], tuple(raw["writers"]), raw)


def _chosen_from(part: dict[str, Any], lists: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    named = part.get("choices")
    return part | {"choices": lists[named]} if isinstance(named, str) else part


def _fits(pattern: list[str], steps: list[str], found: Field) -> bool:
    if len(pattern) != len(steps):
        return False
    return all(
        _step_fits(p, s, found, last=i == len(steps) - 1) for i, (p, s) in enumerate(zip(pattern, steps, strict=True))
    )


def _step_fits(pattern: str, step: str, found: Field, *, last: bool) -> bool:
    if not pattern.startswith("{"):
        return pattern == step
    if last and "names" in found.raw:
        return step in found.raw["names"]
    return ITEM_ID.fullmatch(step) is not None


@dataclass(frozen=True)
class Route:
    """One entry of `sitemap.json`."""

    name: str
    method: str
    path: str
    template: str | None
    policy: str
    where: str


@cache
def registry() -> Registry:
    return Registry(json.loads((HERE / "fields.json").read_text("utf-8")))


@cache
def sitemap() -> tuple[Route, ...]:
    data = json.loads((HERE / "sitemap.json").read_text("utf-8"))
    return tuple(Route(**route) for route in data["routes"])


@cache
def headers() -> dict[str, str]:
    """The headers of every page, the same from server and worker (SECURITY.md 1b)."""
    data: dict[str, str] = json.loads((HERE / "headers.json").read_text("utf-8"))
    return data
