"""Reading the shared vectors, and comparing only what a vector shows."""

import json
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[2] / "sync" / "vectors"


def load(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return read


def kept(rows: list[dict[str, Any]], only: list[str] | None) -> list[dict[str, Any]]:
    return [row for row in rows if only is None or row["rule"] in only]


def shown(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """What was found, cut to the keys that are expected."""
    return {key: found.get(key, "(missing)") for key in expected}


def mismatch(result: dict[str, Any], vector: dict[str, Any]) -> str:
    """Empty where the result holds all the vector shows; else the first difference."""
    for part, expected in vector["expect"].items():
        rows = kept(result[part], vector.get("only"))
        if len(rows) != len(expected):
            return (
                f"{part}: {[(row['rule'], row['kind'], row['child']) for row in rows]} instead of {len(expected)} rows"
            )
        for row, want in zip(rows, expected, strict=True):
            if shown(row, want) != want:
                return f"{part} {row['rule']}: {shown(row, want)} instead of {want}"
    return ""
