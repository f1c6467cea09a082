"""`python -m server procedures compile FILE`: one local procedure as canonical JSON, or what is wrong with it."""

import json
import sys
from pathlib import Path

from server.domain.calendar import england
from server.domain.procedure import Compiled, ProcedureError, compile_procedure, load_builtin

USAGE = "python -m server procedures compile FILE | calendar"


def run(argv: list[str]) -> int:
    """Exit code 0, or 2 with one line on stderr and nothing on stdout."""
    match argv:
        case ["compile", name]:
            return _compile(name)
        case ["calendar"]:
            print(json.dumps(england()))
            return 0
        case _:
            print(f"Usage: {USAGE}", file=sys.stderr)
            return 2


def find(name: str) -> Compiled:
    """A built-in id, or a file. Raises ProcedureError."""
    builtin = load_builtin()
    if name in builtin:
        return builtin[name]
    file = Path(name)
    if file.suffix != ".toml" and not file.is_file():
        known = ", ".join(builtin)
        raise ProcedureError(f"There is no procedure '{name}'. Use {known}, or the path of a .toml file.")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ProcedureError(f"{name}: this file cannot be read as text.") from fault
    return compile_procedure(text, file.name)


def _compile(name: str) -> int:
    try:
        compiled = find(name)
    except ProcedureError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(json.dumps(compiled, sort_keys=True, ensure_ascii=False, separators=(",", ":")))
    return 0
