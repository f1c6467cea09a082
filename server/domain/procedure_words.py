"""Reading a procedure file word by word: what is not understood is a Fault that says what to write instead."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

Raw = Mapping[str, Any]


class Fault(ValueError):
    """What is wrong and what to write instead. `place` is where in the file: tables and keys, a rule by its number."""

    def __init__(self, sentence: str, *place: str | int) -> None:
        # One line, and nothing in it that a terminal would obey.
        super().__init__("".join(sign if sign.isprintable() else " " for sign in sentence))
        self.place = place


def one_of(raw: Raw, key: str, known: tuple[str, ...], default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or value not in known:
        raise Fault(f"{key} is {said(value)}.{meant(value, known)} Use {', '.join(known)}.")
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
    return _known(name, vocabulary["facts"], "a fact", "[facts]")


def event(name: object, vocabulary: Raw) -> str:
    return _known(name, vocabulary["events"], "an event", "[events]")


def role(name: object, vocabulary: Raw) -> str:
    return _known(name, vocabulary["roles"], "a role", "[roles]")


def listed(raw: Raw, key: str) -> list[Any]:
    """Empty where it is left out."""
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise Fault(f"{key} is not a list. Write {key} = [ … ].")
    return value


def only(raw: Raw, known: Iterable[str], where: str) -> None:
    """A misspelt key must not be passed over: what it was to say would silently not be so."""
    if unknown := sorted(raw.keys() - set(known)):
        near = meant(unknown[0], known)
        raise Fault(f"{where}: {said(unknown[0])} means nothing here.{near} Use {', '.join(sorted(known))}.")


def meant(value: object, known: Iterable[str]) -> str:
    """A question that begins with a space, where one of the known words is near; else nothing."""
    near = get_close_matches(value, list(known), 1, 0.65) if isinstance(value, str) and len(value) < 100 else []
    return f" Did you mean '{near[0]}'?" if near else ""


def said(value: object) -> str:
    return f"'{value[:60]}'" if isinstance(value, str) else "missing" if value is None else "not a word"


def _known(name: object, known: Iterable[str], what: str, table: str) -> str:
    if not isinstance(name, str) or name not in known:
        near = meant(name, known)
        raise Fault(f"{said(name)} is not {what}.{near} Use one of the list in README.md, or declare it under {table}.")
    return name
