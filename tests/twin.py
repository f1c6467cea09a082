"""Asks a TypeScript twin from Python: many questions, one node."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

WEB = Path(__file__).parents[1] / "web"


def ask(name: str, questions: Iterable[list[Any]]) -> list[Any]:
    """The answers of `web/twins/NAME.ts`, in order. Each question is the list of its arguments."""
    lines = "".join(f"{json.dumps(question)}\n" for question in questions)
    done = subprocess.run(
        ["node", "twin.mjs", name], cwd=WEB, input=lines, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
