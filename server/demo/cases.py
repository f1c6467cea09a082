"""The invented cases: changes with their people and times, worked out from now."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from server.settings import LONDON

HERE = Path(__file__).parent / "cases"
# Those that are there when the first start answers; the others follow while somebody signs in.
FIRST = ("infant_on_a_ward", "overdue", "telephone_first", "two_siblings")
OPERATIONS = ("set", "add", "tag", "step")


@dataclass(frozen=True)
class Made:
    """One change somebody made; `at` in UTC. `apart`: its author had not seen what was answered there before."""

    by: str
    at: datetime
    kind: str
    path: str
    value: Any
    apart: bool = False


@dataclass(frozen=True)
class Case:
    """`people` is person -> capacity, besides the chair who opened it; `opened` in UTC; `procedure` is an id."""

    procedure: str
    opened: datetime
    people: dict[str, str]
    changes: tuple[Made, ...]


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.toml"))


def cases(now: datetime, only: Collection[str] = ()) -> list[Case]:
    """All of them, or those named, as they stand at `now`: nothing in them is later."""
    return [_case(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")), now) for name in only or names()]


def _case(data: dict[str, Any], now: datetime) -> Case:
    last = max(_clock(change["at"], date.min + timedelta(days=1)) for change in data["change"])
    day = _anchor(data["anchor"], last.time(), now.astimezone(LONDON))
    changes = tuple(_made(change, day) for change in data["change"])
    return Case(data["procedure"], _instant(data["opened"], day), data["people"], changes)


def _anchor(anchor: str, last: time, now: datetime) -> date:
    """The case's own day. A Friday counts once its last change is past."""
    match anchor:
        case "friday":
            day = now.date() - timedelta(days=(now.weekday() - 4) % 7)
            return day if datetime.combine(day, last, LONDON) <= now else day - timedelta(days=7)
        case "last weekday":
            return _weekday(now.date() - timedelta(days=1))
        case "nine days ago":
            return _weekday(now.date() - timedelta(days=9))
        case _:
            raise ValueError(f"No case begins {anchor!r}. Use friday, last weekday or nine days ago.")


def _weekday(day: date) -> date:
    """The day itself, or the Friday before it: schools and youth clubs ring in on weekdays."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _made(change: dict[str, Any], day: date) -> Made:
    kind = next(kind for kind in OPERATIONS if kind in change)
    at, value = _instant(change["at"], day), _value(change["value"], day)
    return Made(change["by"], at, kind, change[kind], value, apart=change.get("apart", False))


def _value(value: Any, day: date) -> Any:
    """`{day, time}` becomes an instant with its offset, `{day}` a date."""
    if isinstance(value, dict) and "day" in value:
        if "time" not in value:
            return (day + timedelta(days=value["day"])).isoformat()
        return _clock(value, day).isoformat(timespec="minutes")
    if isinstance(value, dict):
        return {key: _value(part, day) for key, part in value.items()}
    return value


def _instant(said: dict[str, Any], day: date) -> datetime:
    return _clock(said, day).astimezone(UTC)


def _clock(said: dict[str, Any], day: date) -> datetime:
    return datetime.combine(day + timedelta(days=said["day"]), time.fromisoformat(said["time"]), LONDON)
