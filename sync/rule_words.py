"""A rule of a procedure in plain words: by when, from what, when it applies, of whom it asks what.

Twin of `rule_words.ts` over `vectors/rule_words.json`. A word that a newer procedure brings is said as it is written:
nothing here raises.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
Line = dict[str, str]

FORCES = {"must": "Must", "should": "Should", "may": "May", "consider": "Consider"}
TAKES = {"attend": "Takes part", "contribute": "Invited to contribute", "consult": "Consulted"}
FORMS = {
    "any": "Telephone, video or a meeting",
    "meeting": "A meeting",
    "face_to_face": "Face to face",
    "separate_for_each_child": "A separate meeting for each child",
    "with_position_of_trust": "Together with the meeting about a person in a position of trust",
}
CIRCLES = {
    "participants": "everybody who took part",
    "all_parties": "all parties",
    "invited": "everybody who was invited",
    "absent_invitees": "those who were invited and could not come",
    "referring_agency": "the referring agency",
}
DECISIONS = {
    "any": "Every decision",
    "s47": "The decision about a section 47 enquiry",
    "no_further_action": "A decision that no more is done",
    "legal_proceedings": "Legal proceedings",
    "extension": "More time",
    "adult_record": "What stands on an adult's record",
}
ATTENDED = {
    "took_part": "Only those who were there and took part; a report sent is not attendance",
    "took_part_or_reported": "Those who took part, and those who sent a report",
}
AFTER = {"no_s47": "If no section 47 enquiry follows", "s47": "If a section 47 enquiry follows"}
UNITS = {"hours": "hour", "working_days": "working day", "days": "day", "weeks": "week", "months": "month"}
FOLLOWS = {
    "missed": "from when the {usual}time that {rule} allows had passed",
    "met": "from when {rule} was met",
    "due": "from the last day that {rule} allows",
}
PLAIN = {
    "same_day": "on the same day",
    "asap": "as soon as possible",
    "agreed": "by the date agreed",
    "immediate": "at once",
}


def lines(rule: Json, procedure: Json) -> list[Line]:
    """What the rule says, as label and text; the title, its force and its paragraph stand apart."""
    vocabulary = procedure["vocabulary"]
    said = [_line("By when", due(rule, vocabulary))] if "unit" in rule else []
    return [*said, _line("Applies", when(rule.get("when"), vocabulary)), *besides(rule, vocabulary)]


def due(rule: Json, vocabulary: Json) -> str:
    """`Usually within 1 working day, counted from when the referral was received.`"""
    usual = "usually " if rule["kind"] == "usual" else ""
    start = since(rule["anchor"], vocabulary)
    said = f"{usual}{_counted(rule, start)}."
    if rule["anchor"].get("fallback"):
        said += " If that time is not recorded: from the earliest time there is."
    if rule["kind"] == "relaxation":
        said += " This allows more time; it asks for nothing sooner."
    if rule["kind"] == "national":
        said += " This is the national date, shown beside the local one."
    return _capital(f"{said}{_chosen(rule, vocabulary)}")


def _counted(rule: Json, start: str) -> str:
    """How long, and from what; or from when something may be done at all."""
    if rule["kind"] == "not_before":
        passed = limit(rule).removeprefix("within ")
        return f"only once {passed} have passed, counted {start}" if rule.get("amount") else f"only {start}"
    if rule.get("back"):
        return f"at least {limit(rule).removeprefix('within ')} before, counted back {start}"
    until = f", by {rule['until']}" if rule.get("until") else ""
    return f"{limit(rule)}{until}{start and ', counted '}{start}"


def _chosen(rule: Json, vocabulary: Json) -> str:
    others = rule.get("alternatives") or []
    said = [
        f"{limit(one)}{(one['anchor'] and ', counted ' + since(one['anchor'], vocabulary)) or ''}" for one in others
    ]
    if not said:
        return ""
    return f" Where somebody so chooses and says why: {'; or '.join(said)}. Until then the one that ends first stands."


def limit(rule: Json) -> str:
    """`within 24 hours`, `on the same day`."""
    unit, amount = rule["unit"], rule.get("amount")
    if amount is None:
        return PLAIN.get(unit, _plain(unit))
    return f"within {amount} {UNITS.get(unit, _plain(unit))}{'' if amount == 1 else 's'}"


def when(node: Json | None, vocabulary: Json) -> str:
    """`Always.`, or `If …`."""
    return f"If {_condition(node, vocabulary)}." if node else "Always."


def who(node: Json, roles: Json) -> str:
    """`Police and (Senior ward nurse or Consultant)`."""
    if "role" in node:
        return str(roles.get(node["role"], _plain(node["role"])))
    key = "all" if "all" in node else "any"
    said = [who(part, roles) if "role" in part else f"({who(part, roles)})" for part in node[key]]
    return listed(said, "and" if key == "all" else "or")


def listed(parts: Sequence[str], word: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _condition(node: Json, vocabulary: Json) -> str:
    say = next((say for key, say in SAYINGS.items() if key in node), None)
    return say(node, vocabulary) if say else "the source says so"


def _event(node: Json, vocabulary: Json) -> str:
    before = ", before the first call or meeting" if node.get("before") else ""
    return f"{vocabulary['events'].get(node['event'], _plain(node['event']))}{before}"


def _calls(node: Json, _vocabulary: Json) -> str:
    return f"a call was by {listed([_plain(mode) for mode in node['call_modes']], 'or')}"


def _often(node: Json, events: Json) -> str:
    within = f" within {node['within_days']} days" if node.get("within_days") else ""
    return f"{events.get(node['count'], _plain(node['count']))} at least {node['at_least']} times{within}"


def _nobody_had(node: Json, vocabulary: Json) -> str:
    return (
        f"nobody had recorded by the discussion: {listed(_facts(node['not_at_discussion'], vocabulary['facts']), 'or')}"
    )


SAYINGS: dict[str, Callable[[Json, Json], str]] = {
    "fact": lambda node, known: f"{_fact(node['fact'], known['facts'])} is recorded",
    "any": lambda node, known: _joined(node["any"], "or", known),
    "all": lambda node, known: _joined(node["all"], "and", known),
    "unless_no": lambda node, known: f"nobody has recorded that there is no {_fact(node['unless_no'], known['facts'])}",
    "known_no": lambda node, known: f"it is recorded that there is no {_fact(node['known_no'], known['facts'])}",
    "event": _event,
    "call_modes": _calls,
    "count": lambda node, known: _often(node, known["events"]),
    "other_child": lambda node, known: f"{_fact(node['other_child'], known['facts'])} is recorded for another child",
    "aged_at_least": lambda node, _known: f"the child is {node['aged_at_least']} or older",
    "unborn": lambda _node, _known: "a child is not yet born",
    "unless": lambda node, known: f"nobody has recorded: {listed(_facts(node['unless'], known['facts']), 'or')}",
    "not_at_discussion": _nobody_had,
}


def _joined(parts: Sequence[Json], word: str, vocabulary: Json) -> str:
    if all("fact" in part for part in parts):
        names = [_fact(part["fact"], vocabulary["facts"]) for part in parts]
        return f"{listed(names, word)} {'is' if word == 'or' or len(names) == 1 else 'are'} recorded"
    said = [
        f"({_condition(part, vocabulary)})" if "any" in part or "all" in part else _condition(part, vocabulary)
        for part in parts
    ]
    return listed(said, word)


def _facts(node: Json, facts: Json) -> list[str]:
    """Every fact beneath, by its words."""
    if "fact" in node:
        return [_fact(node["fact"], facts)]
    found = [name for part in (*node.get("any", ()), *node.get("all", ())) for name in _facts(part, facts)]
    return found or ["what the source names"]


def since(anchor: Json, vocabulary: Json) -> str:
    """`from when the referral was received`; empty where it cannot be said."""
    events = vocabulary["events"]
    if "events" in anchor:
        names = [f"when {events.get(name, _plain(name))}" for name in anchor["events"]]
        last = "the last time " if anchor.get("pick") == "last" else ""
        again = anchor.get("repeat")
        each = f", and again each time {events.get(again, _plain(again))}" if again else ""
        said = f"{last}{names[0]}" if len(names) == 1 else f"the earliest of: {listed(names, 'or')}"
        return f"from {said}{each}"
    if "discussion" in anchor:
        which = {"last": "the last", "each": "each"}.get(anchor.get("which", ""), "the first")
        carrying = [events.get(name, _plain(name)) for name in anchor.get("carrying", [])]
        at = f" at which {listed(carrying, 'or')}" if carrying else ""
        all_so = ", once all of that has happened" if anchor.get("complete") else ""
        point = "the end of" if anchor["discussion"] == "end" else "the day of"
        which = "the" if which == "the first" and not carrying else which
        by = f" by {listed([_plain(mode) for mode in anchor['modes']], 'or')}" if anchor.get("modes") else ""
        return f"from {point} {which} discussion{by}{at}{all_so}"
    if "follow_up" in anchor:
        named = events.get(anchor["follow_up"], _plain(anchor["follow_up"]))
        return f"from when {named}, else from the discussion before it"
    usual = "usual " if anchor.get("kind") == "usual" else ""
    return FOLLOWS.get(anchor.get("on", ""), "").format(rule=anchor.get("rule", ""), usual=usual)


def besides(rule: Json, vocabulary: Json) -> list[Line]:
    """What this kind of rule says besides."""
    kinds = (_people, _form_and_papers, _waits, _sayings)
    return [_line(label, text) for kind in kinds for label, text in kind(rule, vocabulary) if text]


def _people(rule: Json, vocabulary: Json) -> Iterator[tuple[str, str]]:
    if rule.get("who"):
        takes = TAKES.get(rule.get("takes", "")) if rule["effect"] == "participant" else WHO.get(rule["effect"])
        yield takes or "Who", who(rule["who"], vocabulary["roles"])
    yield "Quorum", "The discussion needs them to take part" if rule.get("quorum") else ""
    if rule.get("able_to"):
        yield "Able to", f"{listed([_plain(one) for one in rule['able_to']], 'and')} for their agency"


def _form_and_papers(rule: Json, vocabulary: Json) -> Iterator[tuple[str, str]]:
    yield "Form", _word(FORMS, rule.get("form"))
    yield "Examples", "The source names examples: others may count too" if rule.get("examples") else ""
    yield "Chair", who(rule["chair"], vocabulary["roles"]) if rule.get("chair") else ""
    yield "For", _word(DECISIONS, rule.get("decision"))
    yield "Reasons", "Written down" if rule.get("reasons") else ""
    yield "Paper", "" if rule.get("paper") == "none" else _word({}, rule.get("paper"))
    yield "By", who(rule["by"], vocabulary["roles"]) if rule.get("by") else ""
    if to := rule.get("to"):
        circles = [] if isinstance(to, Mapping) else [CIRCLES.get(name, _plain(name)) for name in to]
        yield "To", _capital(listed(circles, "and")) if circles else who(to, vocabulary["roles"])
    if contents := rule.get("contents"):
        yield "Says", _capital(listed(contents, "and"))


def _waits(rule: Json, vocabulary: Json) -> Iterator[tuple[str, str]]:
    for key, label in (("needs", "Needs first"), ("before", "Until then, waits")):
        yield label, _word(vocabulary["events"], rule.get(key))
    yield "Counts as there", _word(ATTENDED, rule.get("counts"))
    yield "After", "" if rule.get("after") == "any" else _word(AFTER, rule.get("after"))


def _sayings(rule: Json, _vocabulary: Json) -> Iterator[tuple[str, str]]:
    for question in rule.get("questions", ()):
        yield "Question", question
    for outcome in rule.get("outcomes", ()):
        yield "One of" if rule.get("one_only") else "Outcome", outcome["words"]


WHO = {"chair": "Chair", "authoriser": "Agreed by", "gate": "By", "extension": "Agreed by"}


def _word(table: Json, name: str | None) -> str:
    return _capital(table.get(name, _plain(name))) if name else ""


def _fact(name: str, facts: Json) -> str:
    return str(facts[name]["words"]) if name in facts else _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _line(label: str, text: str) -> Line:
    return {"label": label, "text": text}
