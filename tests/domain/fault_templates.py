"""Every sentence in which the reader of procedure files refuses something, as the code holds it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

DOMAIN = Path(__file__).parents[2] / "server" / "domain"
# Doubts refuse nothing, and have their own cases.
APART = {"procedure_doubts.py", "procedure_walk.py"}


def templates() -> dict[str, re.Pattern[str]]:
    """`file:line` -> what its sentences look like, wherever a value stands."""
    return {
        f"{path.name}:{line}": pattern
        for path in sorted(DOMAIN.glob("procedure*.py"))
        if path.name not in APART
        for line, pattern in _of(ast.parse(path.read_text(encoding="utf-8")))
    }


def _of(tree: ast.Module) -> Iterator[tuple[int, re.Pattern[str]]]:
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _refuses(node.func):
            said = node.args[0]
            said = named.get(said.id, said) if isinstance(said, ast.Name) else said
            yield node.lineno, re.compile(_pattern(said), re.DOTALL)


def _refuses(called: ast.expr) -> bool:
    return (isinstance(called, ast.Name) and called.id == "Fault") or (
        isinstance(called, ast.Attribute) and called.attr == "fault"
    )


def _pattern(said: ast.expr) -> str:
    if isinstance(said, ast.Constant):
        return re.escape(str(said.value))
    if isinstance(said, ast.JoinedStr):
        return "".join(_pattern(part) if isinstance(part, ast.Constant) else ".*" for part in said.values)
    return ".*" if isinstance(said, ast.FormattedValue) else ".+"
