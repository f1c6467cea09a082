"""A local procedure by its name on the command line: the id of a built-in one, or the path of a file."""

from pathlib import Path

from server.domain.procedure import FOLDER, Compiled, ProcedureError, compile_procedure, load_builtin

BUILTIN = {file.stem: file for file in sorted(FOLDER.glob("*.toml"))}


def find(name: str) -> Compiled:
    """Raises ProcedureError."""
    return load_builtin()[name] if name in BUILTIN else compile_procedure(*read(name))


def read(name: str) -> tuple[str, str]:
    """The text as it stands and the file's own name, sound or not. Raises ProcedureError where it cannot be read."""
    file = BUILTIN[name] if name in BUILTIN else Path(name)
    if file.suffix != ".toml" and not file.is_file():
        known = ", ".join(BUILTIN)
        raise ProcedureError(f"There is no procedure '{name}'. Use {known}, or the path of a .toml file.")
    try:
        # Some editors begin a file with a mark that TOML does not know.
        return file.read_text(encoding="utf-8-sig"), file.name
    except OSError as fault:
        raise ProcedureError(f"{name}: this file cannot be read.") from fault
    except UnicodeDecodeError as fault:
        raise ProcedureError(f"{name}: this file cannot be read as text. Save it as UTF-8.") from fault
