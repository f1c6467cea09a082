"""`python -m server procedures check FILE…`: everything that is wrong with each file, each on a line of its own."""

import sys

from server.domain.procedure import Compiled, ProcedureError, examine, load_builtin
from server.domain.procedure_doubts import doubts
from server.domain.procedure_lines import line_of
from server.domain.procedure_words import Fault
from server.procedure_files import BUILTIN, read


def check(names: list[str]) -> int:
    """0 where every file can be used; 2 where one cannot, or none is named. Raises ProcedureError for the last."""
    if not names:
        raise ProcedureError("procedures check: name one file or more.")
    ids = {} if set(names) & BUILTIN.keys() else {name: f"{name}.toml" for name in load_builtin()}
    return max([_one(name, ids) for name in names])


def _one(name: str, ids: dict[str, str]) -> int:
    """`ids` holds whose each id is already, and takes this one's."""
    try:
        text, file = read(name)
    except ProcedureError as unread:
        print(unread, file=sys.stderr)
        return 2
    compiled, faults = examine(text)
    for fault in faults:
        print(_said(fault, text, file), file=sys.stderr)
    if faults:
        print(f"{file}: {_counted(len(faults), 'fault')}. It cannot be used until they are mended.", file=sys.stderr)
        return 2
    found = doubts(compiled)
    if ids.setdefault(compiled["id"], file) != file:
        found.insert(
            0, Fault(f"the id '{compiled['id']}' is that of {ids[compiled['id']]} too. Give it its own.", "id")
        )
    for doubt in found:
        print(_said(doubt, text, file))
    print(f"{file}: {_fine(compiled, len(found))}")
    return 0


def _said(fault: Fault, text: str, file: str) -> str:
    return f"{file}, line {line_of(text, fault.place)}: {fault}"


def _fine(compiled: Compiled, found: int) -> str:
    ids = {rule["id"] for rule in compiled["rules"]} | compiled["context"].keys()
    counted = f"{_counted(len(compiled['rules']), 'rule')} for {_counted(len(ids), 'id')}"
    looked = f" Look at the {_counted(found, 'thing')} above: what stands there may be meant." if found else ""
    reviewed = "" if compiled["source"]["reviewed_by"] else " Nobody has reviewed it: it is not approved for live use."
    return f"fine. {counted}, version {compiled['version'][:12]}.{looked}{reviewed}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
