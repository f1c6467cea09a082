"""The invented people, and the organisations they work for."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.domain.access import Person

_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "people.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Invented:
    """Somebody to sign in as; the password is no secret."""

    key: str
    login: str
    password: str
    name: str
    initials: str
    role: str
    role_words: str
    organisation: str

    @property
    def known_as(self) -> Person:
        return Person("", self.name, self.initials, self.role, self.role_words, "", demo=True)


PEOPLE: tuple[Invented, ...] = tuple(Invented(**one) for one in _DATA["person"])
ORGANISATIONS: tuple[dict[str, Any], ...] = tuple(_DATA["organisation"])
