"""What was typed, made into values: normalised alike in both languages. Twin of `values.ts`."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from sync.london import seconds
from sync.messages import Json

LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
SAID = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)")
SETTLEMENT: list[dict[str, Json]] = [
    {"key": "choose", "label": "Which answer stands", "type": "id", "required": True},
    {"key": "why", "label": "Why", "type": "long_text", "required": True},
]


class Problem(TypedDict):
    """What is wrong with one field, in a sentence that says what to do."""

    name: str
    text: str


class _Wrong(ValueError):
    pass


def text(raw: str) -> str:
    """NFC, LF, no NUL, no space around it."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", lines).strip(" \t\n")


def group(
    prefix: str,
    inputs: Mapping[str, Sequence[str]],
    parts: Sequence[Mapping[str, Json]],
    zone: str,
    *,
    every: bool = True,
) -> tuple[dict[str, Json] | None, list[Problem]]:
    """A group's value (None where no part is filled), and what is wrong with it.

    A required part is asked for where any part is filled, or always where `every` is true. So is one that is `asked`,
    which a change may lack: every form asks it, and what was written before there was the question is taken for ever.
    """
    value: dict[str, Json] = {}
    problems: list[Problem] = []
    for part in parts:
        key = part["key"]
        raw = text((inputs.get(key) or [""])[-1])
        try:
            made = _part(part, raw, (inputs.get(f"{key}/fold") or [""])[-1], zone) if raw else None
        except _Wrong as wrong:
            problems.append({"name": f"{prefix}/{key}", "text": str(wrong)})
        else:
            value |= {} if made is None else {key: made}
    if value or every:
        wrong_keys = {problem["name"] for problem in problems}
        problems += [
            {"name": f"{prefix}/{p['key']}", "text": asked(p)}
            for p in parts
            if (p.get("required") or (p.get("asked") and _of(p, value)))
            and p["key"] not in value
            and f"{prefix}/{p['key']}" not in wrong_keys
        ]
    return value or None, problems + [
        {"name": f"{prefix}/{part['key']}", "text": f"{too_early(part, parts)}. Look at both again"}
        for part in parts
        if before_its_start(part, value)
    ]


def before_its_start(part: Mapping[str, Json], value: Mapping[str, Json]) -> bool:
    """What ends before it begins would stop the clocks of its discussion from being worked out at all."""
    if "after" not in part:
        return False
    started, ended = (seconds(value.get(key) or "") for key in (part["after"], part["key"]))
    return started is not None and ended is not None and ended < started


def too_early(part: Mapping[str, Json], parts: Sequence[Mapping[str, Json]]) -> str:
    start = next(one["label"] for one in parts if one["key"] == part["after"])
    return f"“{part['label']}” is before “{start}”"


def _of(part: Mapping[str, Json], value: Mapping[str, Json]) -> bool:
    """Some parts are asked only where another says so."""
    return all(value.get(key) in wanted for key, wanted in part.get("asked_of", {}).items())


def asked(part: Mapping[str, Json]) -> str:
    """The sentence for a required part left empty."""
    chosen = part["type"] in ("choice", "answer", "id", "person")
    if part["label"].endswith("?"):
        return f"{part['label']} {'Choose an answer' if chosen else 'Fill this in'}"
    return f"{part['label']}: {'choose an answer' if chosen else 'fill this in'}"


def _part(part: Mapping[str, Json], raw: str, fold: str, zone: str) -> Json:
    match part["type"]:
        case "check":
            return True
        case "number":
            return _number(part, raw)
        case "date":
            return _date(part, raw)
        case "instant":
            return instant(raw, fold, zone, part["label"])
        case _:
            return _nhs(part, raw) if part.get("check") == "nhs" else raw


def _nhs(part: Mapping[str, Json], raw: str) -> str:
    """Ten figures, the last of which follows from the nine before it; written as on a wristband."""
    figures = raw.replace(" ", "").replace("-", "")
    if not re.fullmatch(r"[0-9]{10}", figures):
        raise _Wrong(f"{part['label']}: “{raw}” is not ten figures. Look at the wristband again")
    if sum((10 - place if place < 9 else 1) * int(figure) for place, figure in enumerate(figures)) % 11:
        raise _Wrong(f"{part['label']}: “{raw}” cannot be right, one figure is wrong. Look at the wristband again")
    return f"{figures[:3]} {figures[3:6]} {figures[6:]}"


def _number(part: Mapping[str, Json], raw: str) -> int:
    if not re.fullmatch(r"\d{1,9}", raw):
        raise _Wrong(f"{part['label']}: “{raw}” is not a whole number. Use figures, for example 2")
    return int(raw)


def _date(part: Mapping[str, Json], raw: str) -> str:
    try:
        return date.fromisoformat(raw).isoformat() if re.fullmatch(r"\d{4}-\d\d-\d\d", raw) else _bad_date(part, raw)
    except ValueError:
        return _bad_date(part, raw)


def _bad_date(part: Mapping[str, Json], raw: str) -> str:
    raise _Wrong(f"{part['label']}: “{raw}” is not a date. Give day, month and year")


def instant(raw: str, fold: str, zone: str, label: str = "Time") -> str:
    """Local time -> the same time with its offset; DOMAIN.md Q-13 for times that occur twice or never."""
    if SAID.fullmatch(raw) and _real(raw):
        return raw
    if not LOCAL.fullmatch(raw) or not _real(raw):
        raise _Wrong(f"{label}: “{raw}” is not a date and time. Give both")
    first, second = (datetime.fromisoformat(raw).replace(tzinfo=ZoneInfo(zone), fold=n) for n in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.isoformat(timespec="minutes")
    if first.astimezone(UTC).astimezone(ZoneInfo(zone)).strftime("%H:%M") != raw[11:]:
        raise _Wrong(f"{label}: {raw[11:]} does not happen that night, the clocks go forward. Give another time")
    if fold not in ("before", "after"):
        raise _Wrong(f"{label}: {raw[11:]} happens twice that night. Say if it was before or after they went back")
    return (first if fold == "before" else second).isoformat(timespec="minutes")


def _real(raw: str) -> bool:
    try:
        return datetime.fromisoformat(raw).year >= 1900
    except ValueError:
        return False


def parsed_list(raw: str | None) -> list[str]:
    """A printed `was` of a set; anything else counts as nothing printed."""
    try:
        found = json.loads(raw or "[]")
    except ValueError:
        return []
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
