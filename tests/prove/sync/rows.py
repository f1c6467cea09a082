"""What the database itself holds of one run: ids, numbers and states only, since its words are sealed."""

from typing import Any

import asyncpg

Rows = dict[str, list[dict[str, Any]]]


async def of(owner_dsn: str, discussions: list[str], devices: list[str]) -> Rows:
    owner = await asyncpg.connect(owner_dsn)
    try:
        change = await owner.fetch(
            "SELECT op_id, discussion, seq, status, author::text AS author, device, dseq FROM change"
            " WHERE discussion = ANY($1) ORDER BY discussion, seq",
            discussions,
        )
        held = await owner.fetch("SELECT op_id, device FROM held_change WHERE device = ANY($1)", devices)
        head = await owner.fetch("SELECT id, seq FROM discussion WHERE id = ANY($1)", discussions)
    finally:
        await owner.close()
    return {name: [dict(one) for one in found] for name, found in (("change", change), ("held", held), ("head", head))}
