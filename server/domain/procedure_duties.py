"""What a rule asks for besides a date: who takes part, in what form, who chairs, decides, gets the record …"""

from collections.abc import Callable
from typing import Any

from server.domain.procedure_words import Fault, Raw, event, flag, listed, one_of, role, text

Reader = Callable[[Raw, str, Raw], Any]

PARTS = ("attend", "contribute", "consult")
FORMS = ("any", "meeting", "face_to_face", "video", "separate_for_each_child", "with_position_of_trust")
PAPERS = (
    "record",
    "actions",
    "minutes",
    "own_note",
    "management_note",
    "need_to_know",
    "agreed_sections",
    "request",
    "rationale",
    "written_answer",
)
CIRCLES = ("participants", "all_parties", "invited", "absent_invitees", "referring_agency")
DECISIONS = ("any", "actions", "s47", "no_further_action", "legal_proceedings", "extension", "adult_record")
S47 = ("initiate", "continue", "not", "deferred")
# What a follow-on duty follows: an outcome, in the words shared by all procedures.
AFTER = ("any", "no_s47", "no_further_action", "s47")
# What somebody must be able to do to take part for an agency (A-3.2, B-2.1, F-4.8).
ABLE_TO = ("contribute", "decide")
ATTENDED = ("took_part", "took_part_or_reported")


def who(raw: Raw, key: str, vocabulary: Raw) -> dict[str, Any] | None:
    """`"police"`, `{ all = [...] }`, `{ any = [...] }`, one inside the other (C-2)."""
    return _roles(raw[key], vocabulary) if key in raw else None


def needed(read: Reader, what: str) -> Reader:
    """Refuses a rule that leaves it out."""

    def found(raw: Raw, key: str, vocabulary: Raw) -> Any:
        if raw.get(key) in (None, "", []):
            raise Fault(f"it has no {key}. Write {key} = {what}.")
        return read(raw, key, vocabulary)

    return found


def choice(known: tuple[str, ...], default: str | None = None) -> Reader:
    return lambda raw, key, _vocabulary: one_of(raw, key, known, default)


def some(known: tuple[str, ...]) -> Reader:
    """A list of known words; empty where it is left out."""

    def found(raw: Raw, key: str, _vocabulary: Raw) -> list[str]:
        return [one_of({key: one}, key, known) for one in listed(raw, key)]

    return found


def words(raw: Raw, key: str, _vocabulary: Raw) -> list[str]:
    found = listed(raw, key)
    if not all(isinstance(one, str) and one for one in found):
        raise Fault(f"{key} is not a list of sentences.")
    return found


def outcomes(raw: Raw, key: str, _vocabulary: Raw) -> list[dict[str, Any]]:
    """`s47` is the neutral answer each stands for, where it stands for one (C-8)."""
    return [_outcome(one) for one in listed(raw, key)]


def yes(raw: Raw, key: str, _vocabulary: Raw) -> bool:
    return flag(raw, key)


def happening(raw: Raw, key: str, vocabulary: Raw) -> str | None:
    return event(raw[key], vocabulary) if key in raw else None


WHO = needed(who, "a role, { all = [roles] } or { any = [roles] }")
# Effect -> what such a rule says beside the keys of every rule.
EFFECTS: dict[str, dict[str, Reader]] = {
    "hold": {},
    "liaison": {},
    "seen_by": {},
    "record": {"paper": choice(PAPERS, "record"), "by": who, "to": some(CIRCLES), "contents": words},
    "inform": {"by": who, "to": who},
    "conference": {},
    "query": {},
    "escalate": {"by": who, "to": who, "paper": choice((*PAPERS, "none"), "none")},
    "trigger": {},
    "participant": {"who": WHO, "takes": choice(PARTS, "attend"), "quorum": yes, "able_to": some(ABLE_TO)},
    "form": {"form": needed(choice(FORMS), "one of " + ", ".join(FORMS)), "examples": yes, "chair": who},
    "chair": {"who": WHO},
    "agenda": {},
    "prepare": {"by": who},
    "question": {"questions": needed(words, "[sentences]")},
    "outcome": {"outcomes": needed(outcomes, "[{ value = …, words = … }]"), "one_only": yes},
    "authoriser": {"decision": choice(DECISIONS), "who": WHO, "reasons": yes},
    "confidential": {"by": who},
    "attendance": {"counts": choice(ATTENDED)},
    "prompt": {"by": who},
    "gate": {"before": needed(happening, "an event"), "needs": happening, "who": who},
    "extension": {"who": who},
    "follow_on": {"after": choice(AFTER, "any")},
}
# These are nothing without a clock.
TIMED = frozenset({"hold", "liaison", "seen_by", "conference", "query"})


def _roles(raw: object, vocabulary: Raw) -> dict[str, Any]:
    if isinstance(raw, str):
        return {"role": role(raw, vocabulary)}
    if isinstance(raw, dict) and len(raw) == 1 and raw.keys() <= {"all", "any"}:
        key, parts = next(iter(raw.items()))
        if isinstance(parts, list) and parts:
            return {key: [_roles(part, vocabulary) for part in parts]}
    raise Fault("who is not understood. Write a role, { all = [roles] } or { any = [roles] }.")


def _outcome(raw: object) -> dict[str, Any]:
    if (
        not isinstance(raw, dict)
        or raw.keys() - {"value", "words", "s47"}
        or not (raw.get("value") and raw.get("words"))
    ):
        raise Fault("outcomes: write each as { value = …, words = … }, with s47 where it answers that.")
    return {
        "value": text(raw, "value"),
        "words": text(raw, "words"),
        "s47": one_of(raw, "s47", S47) if "s47" in raw else None,
    }
