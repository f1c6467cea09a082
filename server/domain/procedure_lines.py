"""On which line of a procedure file something stands: the TOML reader does not say, so it is looked up in the text."""

import re

Place = tuple[str | int, ...]
HEADER = re.compile(r"\s*\[\[?\s*([^\]\[]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*(?:\.[^=]*)?=""")


def line_of(toml_text: str, place: Place) -> int:
    """From 1. The key's line; failing that, the line where its table or rule begins; failing that, 1. A place that is
    a line already is that line."""
    if place and isinstance(place[0], int):
        return place[0]
    lines = _outside_long_strings(toml_text)
    table, at, inside = _split(place)
    begins, ends = _table(lines, table, at)
    for number in range(begins, ends):
        if inside and _key(lines[number]) == inside:
            return number + 1
    return begins or _table(lines, inside, 1)[0] or 1


def _split(place: Place) -> tuple[str, int, str]:
    """Table, which of that name, key: `("rule", 3, "anchor")` stays, `("title",)` is in no table."""
    if len(place) > 1 and isinstance(place[1], int):
        return str(place[0]), place[1], str(place[2]) if len(place) > 2 else ""
    if len(place) > 1:
        return str(place[0]), 1, str(place[1])
    return "", 1, str(place[0]) if place else ""


def _table(lines: list[str], table: str, nth: int) -> tuple[int, int]:
    """From the line after the nth header of that name to the next header of any. (0, 0) where there is none."""
    headers = [(number, found[1].strip("\"' ")) for number, line in enumerate(lines) if (found := HEADER.match(line))]
    top = headers[0][0] if headers else len(lines)
    if not table:
        return 0, top
    mine = [number + 1 for number, name in headers if name == table]
    if len(mine) < nth:
        return _inline(lines[:top], table)
    begins = mine[nth - 1]
    return begins, next((number for number, _ in headers if number >= begins), len(lines))


def _inline(top: list[str], table: str) -> tuple[int, int]:
    """A table written as `settings = { … }`."""
    at = next((number for number, line in enumerate(top) if _key(line) == table), -1)
    return at + 1, at + 1


def _key(line: str) -> str:
    found = KEY.match(line)
    return next((name for name in found.groups() if name), "") if found else ""


def _outside_long_strings(toml_text: str) -> list[str]:
    """The lines, those inside a multi-line string emptied: what looks like a rule there is none."""
    lines = []
    closing = ""
    for line in toml_text.split("\n"):
        lines.append("" if closing else line)
        rest = "" if line.lstrip().startswith("#") and not closing else line
        while rest:
            if closing:
                _, found, rest = rest.partition(closing)
                closing = "" if found else closing
            else:
                found = min((mark for mark in ('"""', "'''") if mark in rest), key=rest.index, default="")
                rest = rest.partition(found)[2] if found else ""
                closing = found
    return lines
