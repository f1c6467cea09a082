"""`python -m server procedures …`: check, explain, compare and compile local procedures."""

import json
import sys
from collections.abc import Callable

from server.arguments import Misused
from server.domain.calendar import england
from server.domain.procedure import ProcedureError
from server.procedure_files import find
from server.procedures_check import check
from server.procedures_diff import diff
from server.procedures_explain import explain
from sync.errors import CaseError

USAGE = """python -m server procedures COMMAND
  check FILE…            everything that is wrong with a procedure file, and where
  explain ID [RULE]      a procedure, or one of its rules, in plain words
  diff OLD NEW           what one says and the other does not; with --cases FOLDER or --as LOGIN also the
                         dates that would be others, of cases in files or of the discussions this person reaches
  compile FILE           one procedure as canonical JSON
  calendar               the bank holidays that dates are worked out with"""


def run(argv: list[str]) -> int:
    """Exit code 0, or 2 with what is wrong on stderr."""
    name, *rest = argv or [""]
    command = COMMANDS.get(name)
    if command is None:
        print(f"Usage: {USAGE}", file=sys.stderr)
        return 2
    try:
        return command(rest)
    except (ProcedureError, CaseError, Misused) as fault:
        print(fault, file=sys.stderr)
        return 2


def _compile(names: list[str]) -> int:
    if len(names) != 1:
        raise ProcedureError("procedures compile: name one procedure, by its id or as a file.")
    print(json.dumps(find(names[0]), sort_keys=True, ensure_ascii=False, separators=(",", ":")))
    return 0


def _calendar(_: list[str]) -> int:
    print(json.dumps(england()))
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "check": check,
    "explain": explain,
    "diff": diff,
    "compile": _compile,
    "calendar": _calendar,
}
