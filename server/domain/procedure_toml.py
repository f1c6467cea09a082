"""A procedure file's text -> its tables. What the TOML reader says of a slip is put into words that say what to do."""

import re
import tomllib
from typing import Any

from server.domain.procedure_words import Fault

# How the reader's own sentence begins -> what to do.
SLIPS = {
    "Cannot overwrite a value": "this key stands twice in one table or rule. Take one of the two out",
    "Cannot declare": "this table stands twice. Put what both say under one",
    "Expected '=' after a key": 'this line is no key = value. A remark begins with #, and words stand in "…"',
    "Expected newline": 'something stands after the value. Words stand in "…", and a remark begins with #',
    "Illegal character": 'a sign stands where none may, often the end of a line inside "…". Close the text before it',
    "Invalid value": 'there is no value after the =. Words stand in "…", a list in […], a number alone',
    "Invalid statement": 'this line is no key = value and no [table]. A remark begins with #, and words stand in "…"',
    "Invalid initial character": "a key is missing before the =, or after a comma. Keys are letters, digits, _ and -",
    "Unterminated string": 'a text is never closed. Look for a missing "',
    "Unclosed array": "a list is never closed. Look for a missing ] or comma",
    "Unclosed inline table": "a { is never closed. Look for a missing } or comma",
    "Unescaped": "a \\ inside a text stands for something else. Write two",
    "Exceeds the limit": "a number is far too long",
}
CURLED = re.compile("=[^\"']*[“”‘’]")
SAID = re.compile(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$")


def tables(toml_text: str) -> dict[str, Any]:
    """Raises Fault, its place the line."""
    try:
        return tomllib.loads(toml_text)
    except RecursionError as fault:
        raise Fault("this is not TOML: one thing stands inside another too many times. Write it flatter.", 1) from fault
    except ValueError as fault:
        line = _line(str(fault), toml_text)
        written = toml_text.split("\n")[line - 1]
        raise Fault(f"this is not TOML: {_slip(str(fault), written)}.", line) from fault


def _line(sentence: str, toml_text: str) -> int:
    at = SAID.search(sentence)
    return int(at[1]) if at and at[1] else toml_text.count("\n") + 1 if at else 1


def _slip(sentence: str, line: str) -> str:
    if CURLED.search(line):
        return 'this line has curled quotation marks, as a word processor writes them. Write straight ones: "…"'
    known = (words for begins, words in SLIPS.items() if sentence.startswith(begins))
    return next(known, SAID.sub("", sentence))
