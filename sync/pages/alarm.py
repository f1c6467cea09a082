"""A parent wants to take, or has taken, the child: what stands first until it is over (P-23). Twin of `alarm.ts`."""

from typing import Any

from sync.lives import died
from sync.pages.answers import said_of
from sync.pages.inputs import Doc
from sync.pages.local import moment
from sync.wording import instant

PATH = "taking"
Entry = dict[str, Any]


def pressed(doc: Doc, child: str) -> list[Entry]:
    return [one for one in doc["entries"].get(PATH, []) if one["value"]["child"] == child]


def alarm(doc: Doc, child: str, now: str) -> str:
    """Stands until somebody says that it is over, and the server has that."""
    said = pressed(doc, child)
    over = [one for one in said if one["value"]["what"] == "over" and not one.get("pending")]
    standing = [one for one in said if one["value"]["what"] != "over" and not any(_ends(last, one) for last in over)]
    if not standing or died(doc, child):
        return ""
    found = standing[-1]
    return f"{said_of(found, PATH, 'what')}: {found['by']['name']}, {instant(found['at'], now)}"


def _ends(over: Entry, one: Entry) -> bool:
    """What was pressed later is not over, though it reached the server first; no clock is right that is ahead of it."""
    return moment(over["at"]) >= min(moment(one["at"]), moment(one["received"] or one["at"]))
