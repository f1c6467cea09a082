"""What a procedure file may say and hardly means: it is used as it stands, but somebody should look."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from server.domain.procedure_words import Fault, meant
from server.domain.vocabulary import EVENTS, FACTS_OF_A_CHILD, FACTS_OF_THE_CASE, ROLES

KNOWN = {"events": EVENTS, "facts": {**FACTS_OF_THE_CASE, **FACTS_OF_A_CHILD}, "roles": ROLES}
# A condition with more facts than this is not tried out.
TRIED = 8
Compiled = Mapping[str, Any]
Rule = Mapping[str, Any]


def doubts(compiled: Compiled) -> list[Fault]:
    """Of a file without faults. Each says where, what will happen, and what was perhaps meant."""
    return [*_words(compiled), *_ids(compiled), *_rules(compiled), *_school(compiled)]


def _words(compiled: Compiled) -> Iterator[Fault]:
    """Words of the file's own that no rule uses, or that Seenby knows already."""
    rules = [strings(rule) for rule in compiled["rules"]]
    used = set[str]().union(*rules)
    for table, known in KNOWN.items():
        for name in compiled["vocabulary"][table]:
            own = name not in known
            if own and name not in used:
                near = meant(name, known)
                yield Fault(f"[{table}] {name}: no rule uses it.{near} Take it out, or use it.", table, name)
            elif own and table != "roles":
                what = "asks for it" if table == "facts" else "records it"
                sentence = f"no page of Seenby {what} yet. Only a case in a file can say it: a rule that needs it waits"
                yield Fault(f"[{table}] {name}: {sentence}.", table, name)
    for name, fact in compiled["vocabulary"]["facts"].items():
        if name in KNOWN["facts"] and fact["words"] != KNOWN["facts"][name]:
            yield Fault(f"[facts] {name}: Seenby knows this fact. What stands here takes its place.", "facts", name)


def _ids(compiled: Compiled) -> Iterator[Fault]:
    for number, rule in enumerate(compiled["rules"], 1):
        if rule["id"] in compiled["context"]:
            sentence = "it stands under [context] too, as asking for nothing. Take one of the two out"
            yield Fault(f"rule {rule['id']}: {sentence}.", "rule", number, "id")


def _rules(compiled: Compiled) -> Iterator[Fault]:
    longest = {rule["id"]: rule for rule in compiled["rules"] if rule.get("kind") == "max"}
    for number, rule in enumerate(compiled["rules"], 1):
        for key, sentence in _of_rule(rule, longest.get(rule["id"])):
            yield Fault(f"rule {rule['id']}: {sentence}", "rule", number, key)


def _of_rule(rule: Rule, longest: Rule | None) -> Iterator[tuple[str, str]]:
    """The key, and the sentence."""
    if rule["why"].rstrip().endswith("."):
        yield "why", "why ends with a full stop, and Seenby writes one after it. Take it out."
    if rule["when"] and never(rule["when"]):
        yield (
            "when",
            "when can never be so: it asks for a fact and for its opposite. Nobody will ever be shown this rule.",
        )
    if "unit" in rule:
        yield from _of_clock(rule, longest)


def _of_clock(rule: Rule, longest: Rule | None) -> Iterator[tuple[str, str]]:
    stop, anchor = rule["stop"], rule["anchor"]
    events = anchor.get("events", ())
    if "seen_by" in stop and rule["per"] != "child":
        yield "per", 'a visit is to one child, so nobody can meet this rule. Write per = "child".'
    if "seen_by" in stop and not {"social_worker", "lead_social_worker"} & set(stop["seen_by"]):
        yield "stop", "no social worker's visit meets it. Is that what the procedure says?"
    if stop.get("event") in events and len(events) == 1 and stop.get("pick") == anchor.get("pick"):
        yield "stop", f"it is met by {stop['event']}, which is what it starts from: nobody can miss it."
    yield from _again(anchor, stop)
    any_call = stop.get("call") == "first" and not stop.keys() & {"after", "modes", "carrying"}
    if any_call and "discussion" in anchor and anchor["which"] == "first":
        yield "anchor", "it is met by the first call, and starts from the discussion: nobody can miss it."
    same = longest and (longest["unit"], longest["anchor"], longest["when"]) == (rule["unit"], anchor, rule["when"])
    if longest and same and rule["kind"] == "usual" and (rule["amount"] or 0) > (longest["amount"] or 0):
        yield "amount", f"usually {rule['amount']}, at most {longest['amount']}: the usual is longer than the most."


def _again(anchor: Mapping[str, Any], stop: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Of a clock that starts more than once: what met it before, or what started it, meets the next at once."""
    stops = [one for one in stop.get("any", [stop]) if "event" in one and not one.get("after")]
    if any(one["event"] == anchor.get("repeat") for one in stops):
        yield "stop", 'each time starts a clock and meets it: nobody can miss it. Write after = "start" in stop.'
    elif anchor.get("by_enquiry") and stops:
        yield "stop", 'what met the first enquiry meets the next one too. Write after = "start" in stop.'


def _school(compiled: Compiled) -> Iterator[Fault]:
    for number, rule in enumerate(compiled["rules"], 1):
        if "school_holidays" in strings(rule.get("when")) and not any(compiled["school_holidays"].values()):
            sentence = (
                "it turns on the school holidays, and [school_holidays] lists none: people are told to ask the school"
            )
            yield Fault(f"rule {rule['id']}: {sentence}.", "rule", number, "when")


def never(when: Mapping[str, Any]) -> bool:
    """Whether no answers at all make the condition so. Events count as free to happen."""
    names = sorted(_facts(when))
    if len(names) > TRIED:
        return False
    answers = (dict(zip(names, answer, strict=True)) for answer in product(("yes", "no"), repeat=len(names)))
    return not any(_so(when, given) for given in answers)


def _so(when: Mapping[str, Any], given: Mapping[str, str]) -> bool:
    if "all" in when:
        return all(_so(part, given) for part in when["all"])
    if "any" in when:
        return any(_so(part, given) for part in when["any"])
    if "fact" in when:
        return given[when["fact"]] == "yes"
    if "known_no" in when:
        return given[when["known_no"]] == "no"
    if "unless_no" in when:
        return given[when["unless_no"]] == "yes"
    return not _so(when["unless"], given) if "unless" in when else True


def _facts(when: Mapping[str, Any]) -> set[str]:
    mine = {when[key] for key in ("fact", "known_no", "unless_no") if key in when}
    parts = [*when.get("all", ()), *when.get("any", ()), *([when["unless"]] if "unless" in when else [])]
    return mine.union(*map(_facts, parts))


def strings(value: object) -> set[str]:
    """Every text in it: a name is used where a rule holds it, whatever its key."""
    if isinstance(value, Mapping):
        return set[str]().union(*map(strings, value.values()))
    if isinstance(value, list | tuple):
        return set[str]().union(*map(strings, value))
    return {value} if isinstance(value, str) else set()
