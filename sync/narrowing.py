"""What stands first of a procedure: by when to see the child, and to hold the discussion. Twin of `narrowing.ts`."""

from typing import Any

FIRST = ("seen_by", "hold")


def narrowed(procedure: dict[str, Any]) -> dict[str, Any]:
    """With the rules of these two alone, and those they are counted from."""
    wanted: set[str] = set()
    rules = []
    # A rule follows only one that stands above it.
    for rule in reversed([one for one in procedure["rules"] if "unit" in one]):
        if rule["effect"] in FIRST or rule["id"] in wanted:
            rules.append(rule)
            wanted.update({rule["anchor"]["rule"]} if "rule" in rule["anchor"] else ())
    return procedure | {"rules": rules[::-1]}
