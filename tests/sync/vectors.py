"""Reading the shared vectors, and comparing only what a vector shows."""

import json
from pathlib import Path
from typing import Any

from server.domain.calendar import england
from sync.deadlines import deadlines

ROOT = Path(__file__).parents[2]

Row = dict[str, Any]


def load(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((ROOT / "sync" / "vectors" / f"{name}.json").read_text(encoding="utf-8"))
    return read


def files(kind: str) -> list[dict[str, Any]]:
    """Every file of vectors of one kind, such as `deadlines`, in name order."""
    return [load(path.stem) for path in sorted((ROOT / "sync" / "vectors").glob(f"{kind}-*.json"))]


def of_procedure(kind: str, procedure: str) -> list[dict[str, Any]]:
    """Those written for a built-in procedure."""
    return [file for file in files(kind) if file["procedure"] == procedure]


def shown(found: Row, expected: Row) -> Row:
    """What was found, cut to the keys that are expected."""
    return {key: found.get(key, "(missing)") for key in expected}


def worked_out(procedure: Row, vector: Row, file: Row) -> Row:
    """Under the vector's own settings and moment, with the bank holidays that were announced since (Q-30)."""
    settings = {**procedure["settings"], **vector.get("settings", {})}
    calendar = {**england(), "holidays": sorted([*england()["holidays"], *vector.get("announced", [])])}
    now = vector["now"] if "now" in vector else file["now"]
    return deadlines({**procedure, "settings": settings}, vector["case"], calendar, now)


def mismatch(result: Row, vector: Row) -> str:
    """Empty where the result holds all the vector shows; else the first difference."""
    for part, expected in vector["expect"].items():
        rows = [row for row in result[part] if row["rule"] in vector.get("only", [row["rule"]])]
        if len(rows) != len(expected):
            found = [(row["rule"], row["kind"], row["child"]) for row in rows]
            return f"{part}: {found} instead of {len(expected)} rows"
        for row, want in zip(rows, expected, strict=True):
            if shown(row, want) != want:
                return f"{part} {row['rule']}: {shown(row, want)} instead of {want}"
    return ""


def mismatch_of_duties(found: list[Row], vector: Row) -> str:
    """Empty where the rows are those the vector shows; else the first difference."""
    rows = [row for row in found if row["rule"] in vector.get("only", [row["rule"]])]
    for row, want in zip(rows, vector["expect"], strict=False):
        if shown(row, want) != want:
            return f"{row['rule']} {row['part']}: {shown(row, want)} instead of {want}"
    both = (len(rows), len(vector["expect"]))
    return "" if both[0] == both[1] else f"{both[0]} rows instead of {both[1]}: {[row['rule'] for row in rows]}"
