"""Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.ts`."""

from sync.pages.inputs import Doc, Inputs
from sync.pages.shell import old_copy

PERMISSIVE = {"supervised", "named", "anyone", "parents", "staff", "discharge"}
LETS = (".visiting", ".collecting", ".leaving")


def ring_first(doc: Doc, inputs: Inputs) -> bool:
    """Of all the children, or of one."""
    leaves = (leaf for path, leaf in doc["leaves"].items() if path.endswith(LETS))
    return old_copy(inputs) and any((leaf.get("value") or {}).get("who") in PERMISSIVE for leaf in leaves)
