"""Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.ts`."""

from sync.pages.inputs import Doc, Inputs
from sync.pages.shell import old_copy

PERMISSIVE = {"supervised", "named", "anyone", "parents"}


def ring_first(doc: Doc, inputs: Inputs) -> bool:
    leaves = (doc["leaves"].get(f"ward_plan.{part}") or {} for part in ("visiting", "collecting"))
    return old_copy(inputs) and any((leaf.get("value") or {}).get("who") in PERMISSIVE for leaf in leaves)
