"""What an answer about one adult lets, beside the child's own: the stricter stands (P-6, Z-34). Twin: `contact.ts`."""

from typing import Any

from sync.lives import died
from sync.pages.children import name, name_at, values
from sync.pages.inputs import Context, Doc
from sync.pages.local import minutes_between
from sync.wording import instant

Said = dict[str, Any]
# Strictest first.
VISITS = ("none", "supervised", "named", "allowed")
WORDS = {
    "none": "Does not visit",
    "supervised": "Visits only while staff are with them",
    "named": "Visits only if the plan names them",
    "allowed": "May visit",
}
OF_PLAN = {"nobody": "none", "supervised": "supervised", "named": "named", "anyone": "allowed"}
TAKES = ("no", "named", "yes")
TAKING = {"no": "Does not take the child", "named": "Takes the child only if the plan names them"}
MAY_TAKE = "May take the child home"
OF_COLLECTING = {"nobody": "no", "named": "named", "parents": "yes"}
STRICTER = "The plan lets less than was said of this person, and stands."


def contacts(doc: Doc, now: str) -> list[Context]:
    """For the ward plan: each adult of whom something was said, about each child who lives."""
    rows = []
    for adult in doc["adults"]:
        for child in doc["children"]:
            lines = [] if died(doc, child) else contact_lines(doc, adult, child, now)
            if lines:
                rows.append({"who": name_at(doc, f"adults.{adult}.names"), "about": name(doc, child), "lines": lines})
    return rows


def risks(doc: Doc) -> list[Context]:
    """Words about risk to staff that were cleared for everybody."""
    found = []
    for adult in doc["adults"]:
        words = [
            said["cleared_words"] for said in values(doc, f"adults.{adult}.risk_to_staff") if said.get("cleared_words")
        ]
        found += [{"who": name_at(doc, f"adults.{adult}.names"), "words": said} for said in dict.fromkeys(words)]
    return found


def contact_lines(doc: Doc, adult: str, child: str, now: str) -> list[str]:
    """Of two different answers, and of one that has ended, nothing is let; empty where nobody said anything."""
    said = values(doc, f"adults.{adult}.contact.{child}")
    if not said:
        return []
    ended = [one for one in said if one.get("until") and minutes_between(now, one["until"]) <= 0]
    over = bool(ended) or len(said) > 1
    own = ("none", "no") if over else (said[0]["contact"], said[0]["collecting"])
    plan = (_plan(doc, child, "visiting", OF_PLAN, VISITS), _plan(doc, child, "collecting", OF_COLLECTING, TAKES))
    visits, takes = (
        min(pair, key=order.index) for pair, order in zip(zip(own, plan, strict=True), (VISITS, TAKES), strict=True)
    )
    lines = [f"{WORDS[visits]}. {TAKING.get(takes, MAY_TAKE)}."]
    if len(said) > 1:
        lines.append("Two different answers: a decision is waiting.")
    elif ended:
        lines.append(f"What was said ended {instant(ended[0]['until'], now)}. Ring.")
    elif said[0].get("until"):
        lines.append(f"Until {instant(said[0]['until'], now)}.")
    return lines + ([STRICTER] if (visits, takes) != own else [])


def _plan(doc: Doc, child: str, part: str, known: dict[str, str], order: tuple[str, ...]) -> str:
    """The child's own answer, else the one for all; what nobody said, or two said, lets nothing."""
    own = doc["leaves"].get(f"children.{child}.{part}") or {}
    path = f"children.{child}.{part}" if own.get("value") or own.get("sides") else f"ward_plan.{part}"
    said = values(doc, path)
    return known.get(said[0]["who"], order[0]) if len(said) == 1 else order[0]
