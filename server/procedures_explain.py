"""`python -m server procedures explain ID [RULE]`: a procedure in plain words, as its page says it, on the terminal."""

import textwrap
from collections.abc import Iterator
from typing import Any

from server.domain.procedure import SETTINGS, Compiled, ProcedureError
from server.domain.procedure_words import meant, said
from server.procedure_files import find
from sync.pages.procedures import shown

WIDTH = 100


def explain(words: list[str]) -> int:
    """Raises ProcedureError."""
    if not 1 <= len(words) <= 2:
        raise ProcedureError("procedures explain: name one procedure, and one of its rules if you like.")
    procedure = find(words[0])
    for line in _whole(procedure) if len(words) == 1 else _one(procedure, words[1]):
        indent = " " * (len(line) - len(line.lstrip()))
        print(textwrap.fill(line.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent + "  "))
    return 0


def _whole(procedure: Compiled) -> Iterator[str]:
    page = shown(procedure["version"], procedure)
    yield page["title"]
    yield from page["cautions"]
    yield ""
    yield from (f"{line['label']}: {line['text']}" for line in page["source"])
    for group in page["groups"]:
        yield from ("", group["heading"].upper())
        for ask in group["asks"]:
            yield from _ask(ask)
    yield from _listed("WHERE THE SOURCE IS SILENT", page["silent"])
    yield from _listed("ASKING FOR NOTHING", [f"{line['label']}: {line['text']}" for line in page["without"]])
    yield from _listed("SETTINGS", list(_settings(procedure, page)))


def _one(procedure: Compiled, rule: str) -> Iterator[str]:
    page = shown(procedure["version"], procedure)
    asks = [ask for group in page["groups"] for ask in group["asks"] if ask["cite"].startswith(f"{rule}, ")]
    if rule in procedure["context"]:
        yield f"{rule} asks for nothing: {procedure['context'][rule]}"
    elif not asks:
        known = [one["id"] for one in procedure["rules"]]
        raise ProcedureError(f"{procedure['id']} has no rule {said(rule)}.{meant(rule, known)}")
    for ask in asks:
        yield from _ask(ask)


def _ask(ask: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"{ask['cite'].partition(',')[0]}  {ask['force']}: {ask['title']}"
    yield from (f"    {line['label']}: {line['text']}" for line in ask["lines"])
    yield f"    Stands in: {ask['file']},{ask['cite'].partition(',')[2]}"


def _listed(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", heading)
        yield from (f"  {line}" for line in lines)


def _settings(procedure: Compiled, page: dict[str, Any]) -> Iterator[str]:
    """What is chosen, the reading it settles, and whether the file chose it."""
    for key, line in zip(sorted(procedure["settings"]), page["settings"], strict=True):
        reading = f" ({line['reading']})" if line["reading"] else ""
        chosen = "the default" if procedure["settings"][key] == SETTINGS.get(key) else "chosen here"
        yield f"{line['label']}: {line['text']}{reading}, {chosen}."
