"""Reading a procedure file word by word: what is not understood is a Fault that says what to write instead."""

from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]


class Fault(ValueError):
    """What is wrong, where in the file, and what to write instead."""


def one_of(raw: Raw, key: str, known: tuple[str, ...], default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or value not in known:
        raise Fault(f"{key} is {said(value)}. Use {', '.join(known)}.")
    return value


def text(raw: Raw, key: str) -> str:
    """Empty where it is left out."""
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise Fault(f"{key} is not words.")
    return value


def flag(raw: Raw, key: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise Fault(f"{key} is neither true nor false.")
    return value


def fact(name: object, vocabulary: Raw) -> str:
    if not isinstance(name, str) or name not in vocabulary["facts"]:
        raise Fault(f"{said(name)} is not a fact. Use one of the list in README.md, or declare it under [facts].")
    return name


def event(name: object, vocabulary: Raw) -> str:
    if not isinstance(name, str) or name not in vocabulary["events"]:
        raise Fault(f"{said(name)} is not an event. Use one of the list in README.md, or declare it under [events].")
    return name


def role(name: object, vocabulary: Raw) -> str:
    if not isinstance(name, str) or name not in vocabulary["roles"]:
        raise Fault(f"{said(name)} is not a role. Use one of the list in README.md, or declare it under [roles].")
    return name


def said(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else "missing" if value is None else "not a word"
