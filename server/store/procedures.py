"""Compiled procedures, kept under their digest for as long as any discussion names them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.procedure import digest, load_builtin
from server.store.person import rows
from sync.following import RESPONSIBLE
from sync.messages import canonical_text

Compiled = dict[str, Any]


async def keep_procedure(compiled: Compiled) -> str:
    """Answers its digest; keeping it again changes nothing."""
    named = digest(compiled)
    await rows(
        "INSERT INTO procedure VALUES ($1, $2, $3, $4) ON CONFLICT (digest) DO NOTHING",
        *(named, compiled["id"], compiled["version"], canonical_text(compiled)),
    )
    return named


async def may_take_up(said: Mapping[str, Any]) -> bool:
    """Whether there is such a procedure, and the one before may give way to it: dates of another area are never put in
    the place of those that stand, they stand beside them (PRACTICE.md P-24). One that comes with Seenby is kept."""
    for compiled in load_builtin().values():
        if compiled["version"] == said["procedure"]:
            await keep_procedure(compiled)
    found = await procedures([said["procedure"], said["was"]])
    areas = {one["id"] for one in found.values()}
    return said["procedure"] in found and (said["because"] == RESPONSIBLE or len(areas) == 1)


async def reached() -> set[str]:
    """Digests of the procedures of every discussion this person reaches."""
    return {one["procedure"] for one in await rows("SELECT DISTINCT procedure FROM discussion")}


async def procedures(digests: Iterable[str]) -> dict[str, Compiled]:
    """Those of these digests that are kept."""
    found = await rows("SELECT digest, body FROM procedure WHERE digest = ANY($1)", list(set(digests)))
    return {one["digest"]: json.loads(one["body"]) for one in found}
