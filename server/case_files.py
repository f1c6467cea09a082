"""Cases in files (CLI.md): one, or every one in a folder."""

import json
from pathlib import Path
from typing import Any

from sync.errors import CaseError


def in_folder(name: str) -> list[Path]:
    """In the order of their names. Raises CaseError."""
    folder = Path(name)
    if not folder.is_dir():
        raise CaseError(f"There is no folder {folder}.")
    return sorted(folder.glob("*.json"), key=lambda file: file.name)


def read(file: Path) -> Any:
    """Raises CaseError."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise CaseError(f"The case {file} cannot be read.") from fault
    except (ValueError, RecursionError) as fault:
        raise CaseError(f"The case {file} is not JSON.") from fault
