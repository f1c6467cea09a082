"""Which procedures a discussion follows, and followed. Twin of `following.ts` over `vectors/following.json`.

It keeps the version it began under until the chair takes up another (DESIGN.md decision 6). Where another authority
became responsible the dates of both stand, and the earlier counts (PRACTICE.md P-24).
"""

from typing import Any

Doc = dict[str, Any]
PATH = "procedures"
RESPONSIBLE = "responsible"


def followed(doc: Doc) -> list[str]:
    """Digests of all it ever followed, the one in force first."""
    return list(dict.fromkeys([doc["procedure"], *(entry["value"]["was"] for entry in _taken_up(doc))]))


def standing(doc: Doc) -> list[str]:
    """Digests of those whose dates stand, the one in force first."""
    passed = [one["value"]["was"] for one in _taken_up(doc) if one["value"]["because"] == RESPONSIBLE]
    return list(dict.fromkeys([doc["procedure"], *passed]))


def begun_under(doc: Doc) -> str:
    """The digest it began under."""
    taken_up = _taken_up(doc)
    return str(taken_up[0]["value"]["was"]) if taken_up else str(doc["procedure"])


def _taken_up(doc: Doc) -> list[dict[str, Any]]:
    """What only this device knows changes nothing yet: the server may refuse it."""
    return [entry for entry in doc["entries"].get(PATH, []) if not entry.get("pending")]
