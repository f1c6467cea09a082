"""Whether a copy is too old to let anybody in or out by it (PRACTICE.md Z-34). Twin of `ring_first.ts`."""

from sync.pages.inputs import Doc, Inputs
from sync.pages.shell import old_copy

PERMISSIVE = {"supervised", "named", "anyone", "parents", "staff", "discharge", "allowed", "yes"}
LETS = (".visiting", ".collecting", ".leaving")
WORDS = "This copy is more than an hour old. Ring before you let anyone visit or take the child."


def ring_first(doc: Doc, inputs: Inputs) -> bool:
    """Of all the children, or of one; and what was said of one adult."""
    leaves = (leaf for path, leaf in doc["leaves"].items() if path.endswith(LETS) or _of_adult(path))
    said = (leaf.get("value") or {} for leaf in leaves)
    return old_copy(inputs) and any(
        one.get(key) in PERMISSIVE for one in said for key in ("who", "contact", "collecting")
    )


def caution(doc: Doc, inputs: Inputs) -> str:
    """The same, for a page that prints one sentence first."""
    return WORDS if ring_first(doc, inputs) else ""


def _of_adult(path: str) -> bool:
    return path.startswith("adults.") and ".contact." in path
