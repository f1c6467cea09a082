"""Compiled procedures, kept under their digest for as long as any discussion names them."""

import json
from collections.abc import Iterable
from typing import Any

from server.domain.procedure import digest, load_builtin
from server.store.person import rows
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


async def keep_known(named: str) -> bool:
    """Whether there is a procedure of this digest; one that comes with Seenby is kept from now on."""
    for compiled in load_builtin().values():
        if compiled["version"] == named:
            await keep_procedure(compiled)
            return True
    return bool(await procedures([named]))


async def reached() -> set[str]:
    """Digests of the procedures of every discussion this person reaches."""
    return {one["procedure"] for one in await rows("SELECT DISTINCT procedure FROM discussion")}


async def procedures(digests: Iterable[str]) -> dict[str, Compiled]:
    """Those of these digests that are kept."""
    found = await rows("SELECT digest, body FROM procedure WHERE digest = ANY($1)", list(set(digests)))
    return {one["digest"]: json.loads(one["body"]) for one in found}
