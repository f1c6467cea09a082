"""By when each child should be seen, in words, worked out here and now. Twin of `clock.ts`."""

from functools import cached_property
from typing import Any

from sync.case import case
from sync.deadlines import CaseError, deadlines
from sync.following import standing
from sync.headline import headline, of_case
from sync.narrowing import narrowed
from sync.pages.children import values
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import last_day, local, minutes_between
from sync.pages.procedures import VERSION_SHOWN, dated, href

TAGS = {
    "met": ("Seen", "green"),
    "unborn": ("Not born yet", "grey"),
    "none": ("No date", "red"),
    "conditional": ("Question open", ""),
}
COLOURS = {"red": "red", "amber": "orange", "calm": "blue", "quiet": "grey"}
TONES = ("red", "amber", "calm", "quiet")
# Sorts after every date: a clock without one is shown by its tone alone.
NEVER = "9999"
NO_DATE = "No date agreed: ask the chair"
NO_BIRTH = "No date can be worked out: write down when the child was born, or is expected"
# Where a procedure sets no date for seeing the child, the one that its discussion agreed stands (PRACTICE.md P-2 iv).
AGREED: dict[str, Any] = {
    "id": "agreed",
    "cite": {"source": "", "line": 0},
    "why": "",
    "when": None,
    "effect": "seen_by",
    "force": "should",
    "kind": "max",
    "per": "child",
    "unit": "agreed",
    "amount": None,
    "anchor": {"discussion": "date", "which": "first", "carrying": [], "complete": False, "by_enquiry": False},
    "stop": {"seen_by": ["social_worker", "lead_social_worker"]},
    "beneath": None,
    "agreed_by": "visit_agreed",
}


class Clocks:
    """One discussion's clocks at one moment; never blank, never raises (DESIGN.md section 5)."""

    def __init__(self, doc: Doc, inputs: Inputs) -> None:
        self.doc = doc
        self.now = inputs["now"]
        self.digest: str = doc["procedure"]
        self.problem = ""
        status = doc["leaves"].get("status") or {}
        self.closed = status.get("value") == "closed" and not status.get("pending")
        births = {child: values(doc, f"children.{child}.birth") for child in doc["children"]}
        self.expected = {child for child, said in births.items() if any(birth.get("expected") for birth in said)}
        procedure, self.calendar = inputs.get("procedures", {}).get(doc["procedure"]), inputs.get("calendar")
        self.rules = _rules(procedure) if procedure else ""
        self.silent: dict[str, str] = procedure.get("silent", {}) if procedure else {}
        known = inputs.get("procedures", {})
        self.standing = [known[digest] for digest in standing(doc) if digest in known]
        if procedure is None or self.calendar is None:
            self.problem = "The rules have not reached this device yet."
        elif len(self.standing) < len(standing(doc)):
            self.problem = "The rules of the authority before have not reached this device yet."
        self.complete = not self.problem

    @cached_property
    def result(self) -> dict[str, Any] | None:
        """All that the procedures say; None with a `problem`."""
        return self._worked_out(self.standing) if self.complete else None

    @cached_property
    def first(self) -> dict[str, Any] | None:
        """Of it what stands first."""
        if not self.complete:
            return None
        silent = not any(rule["effect"] == "seen_by" for one in self.standing for rule in one["rules"])
        agreed = [one | {"rules": [AGREED]} for one in self.standing[:1]] if silent else []
        return self._worked_out([*map(narrowed, self.standing), *agreed])

    def _worked_out(self, procedures: list[dict[str, Any]]) -> dict[str, Any] | None:
        try:
            known = [(one, case(self.doc, one["vocabulary"]["events"])) for one in procedures]
            return _together([deadlines(one, of, self.calendar or {}, self.now) for one, of in known])
        except CaseError as error:
            self.problem = str(error)
            return None

    def of_child(self, child: str) -> Context:
        if self.first is None:
            return self._unknown(
                "By when the child should be seen cannot be worked out here. Ring the social worker now."
            )
        found = headline(self.first, child, self.now)
        own = found["rule"] == AGREED["id"]
        if found["kind"] == "unborn" and child not in self.expected:
            # Nobody said that this child is not born: calm would be false.
            found |= {"words": NO_DATE if own else NO_BIRTH, "kind": "none", "tone": "red", "reason": "", "rule": None}
            own = False
        # The source itself sets no date: it says so, and nothing is made up.
        nobody_agreed = found["kind"] == "none" and found["tone"] == "red"
        made = self._shown(found, self.silent.get("seen_by", "") if nobody_agreed or own else "")
        if own:
            agreed = f"The discussion agreed: c{made['words'][1:]}" if found["kind"] == "due" else made["words"]
            made |= {"words": agreed, "cite_words": "", "href": ""}
        if self.closed and found["kind"] == "met":
            made |= {"words": f"This discussion is closed. {made['words']}", "tag": "Closed", "tag_colour": "grey"}
        return made

    def of_discussion(self) -> Context:
        if self.first is None:
            return self._unknown("By when the discussion should be held cannot be worked out here.")
        return self._shown(of_case(self.first, self.now))

    def _shown(self, found: dict[str, Any], silent: str = "") -> Context:
        tag, colour = _tag(found, self.now)
        return {
            "words": found["words"],
            "kind": found["kind"],
            "tone": found["tone"],
            "tag": tag,
            "tag_colour": colour,
            "reason": " ".join(part for part in (silent, found.get("reason")) if part),
            "beneath": found.get("beneath") or "",
            "cite_words": found.get("cite_words") or "",
            "rules": self.rules,
            "href": href(self._whose(found), found["rule"]) if found.get("rule") else "",
            "facts": list(found.get("facts") or []),
            "others": [_other(row) for row in found.get("others") or []],
            "due": found.get("due_before") or "",
            "order": _order(found),
        }

    def _whose(self, found: dict[str, Any]) -> str:
        """The version whose rule it is: each area's is written from a source of its own."""
        files = {one["source"]["file"]: str(one["version"]) for one in reversed(self.standing)}
        return files.get((found.get("cite") or {}).get("source", ""), self.digest)

    def _unknown(self, words: str) -> Context:
        return {
            "words": words,
            "kind": "none",
            "tone": "red",
            "tag": "No date",
            "tag_colour": "red",
            "reason": self.problem,
            "beneath": "",
            "cite_words": "",
            "rules": self.rules,
            "href": "",
            "facts": [],
            "others": [],
            "due": "",
            "order": "0",
        }


def _together(results: list[dict[str, Any]]) -> dict[str, Any]:
    """The dates of both stand, and so the earlier is the first (PRACTICE.md P-24)."""
    parts = {part: [row for one in results for row in one[part]] for part in ("deadlines", "conditional", "projected")}
    return results[0] | parts


def _rules(procedure: dict[str, Any]) -> str:
    """Whose rules these are, and which version of them (PRACTICE.md Z-45)."""
    source = procedure["source"]
    written, reviewed = dated(source["date"]), dated(source["reviewed_on"])
    standing = f"Reviewed on {reviewed}." if reviewed else "Not reviewed against current guidance."
    version = procedure["version"][:VERSION_SHOWN]
    return f"{procedure['title']}{written and f', {written}'}. {standing} Rules version {version}."


def _order(found: dict[str, Any]) -> str:
    """Reddest first, then the earliest; a child who was seen stands after those who were not."""
    settled = found["kind"] == "met"
    return f"{len(TONES) if settled else TONES.index(found['tone'])} {found.get('due_before') or NEVER}"


def _tag(found: dict[str, Any], now: str) -> tuple[str, str]:
    """A word beside the colour: colour alone says nothing to many people, or in the dark."""
    colour = COLOURS[found["tone"]]
    due = found.get("due_before")
    if found["kind"] in ("due", "conditional", "projected") and due:
        if minutes_between(due, now) >= 0:
            return "Late", "red"
        if found["kind"] == "due":
            return _when(due, now, colour), colour
    if found["kind"] == "projected":
        return "Not held yet", colour
    if found["kind"] == "none" and found["tone"] != "red":
        return "No clock", colour
    words, own = TAGS.get(found["kind"], ("", ""))
    return words, own or colour


def _when(due: str, now: str, colour: str) -> str:
    if last_day(due) == local(now)[:10]:
        return "Today"
    return "Soon" if colour == "orange" else "Open"


def _other(row: dict[str, Any]) -> Context:
    return {key: row.get(key) or "" for key in ("words", "cite_words", "state", "working")}
