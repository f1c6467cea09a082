"""Who has or had a part in a discussion, for its pages: whom to tell of an entry about the wrong child (P-21)."""

from typing import Any

from server.domain.access import CHAIRS
from server.domain.document import Document
from server.store.person import rows
from sync.attendance import PART


async def with_holders(documents: list[Document]) -> list[Document]:
    """Each with `holders`, in the order they came to it; empty for whoever holds no record of it;
    for whoever is here for part of it, those who run it: they are rung for anything else."""
    found = await rows("SELECT * FROM holders($1)", [one["id"] for one in documents])
    held: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        held.setdefault(one["discussion"], []).append(
            {
                **{key: str(one[key]) for key in ("id", "name", "role", "agency", "kind", "capacity")},
                "from": one["starts"].isoformat(),
                "until": one["ends"].isoformat() if one["ends"] else "",
            }
        )
    return [one | {"holders": _known(one["capacity"], held.get(one["id"], []))} for one in documents]


def _known(capacity: str, all_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in all_ if one["capacity"] in CHAIRS] if capacity == PART else all_
