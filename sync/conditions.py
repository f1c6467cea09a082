"""When a rule applies: its words read over the facts of one child, or of the case (CLI.md readings 3, 8, 15)."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sync.london import date_of, local_day
from sync.told import ALWAYS, NO, NOBODY_SAID, UNKNOWN, YES, Child, Sides, Told

Node = Mapping[str, Any]
Answers = Callable[[str], Sides]
AGED = "aged_at_least_"
UNBORN = "unborn"


class Reading(NamedTuple):
    """Whose facts are read, and by when: the day of the discussion, and the day by which an answer counts; and of which
    discussion, where the rule is of one."""

    told: Told
    child: Child | None
    held: int | None
    as_at: int | None = None
    sd: int | None = None

    @property
    def answers(self) -> Answers:
        return answers_of(self.told, self.child)


class Applies(NamedTuple):
    """YES, NO, or UNKNOWN with the facts that would settle it; and the children whose facts made it so."""

    answer: int
    facts: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


def for_case(node: Node | None, told: Told, held: int | None, sd: int | None = None) -> Applies:
    """A rule of the case fires for any child's facts, read child by child, and for the case's own."""
    if node is None:
        return Applies(YES)
    alone = _value(node, Reading(told, None, held, sd=sd))
    per_child = [(child.id, _value(node, Reading(told, child, held, sd=sd))) for child in told.children]
    yes = tuple(name for name, found in per_child if found.answer == YES)
    if yes or alone.answer == YES:
        return Applies(YES, children=yes)
    # With children declared, what the case leaves open is asked of each child.
    open_ = [(name, found) for name, found in per_child if found.answer == UNKNOWN]
    if told.children:
        wanted = {fact for _, found in open_ for fact in found.facts}
        names = tuple(name for name in facts_in(node) if name in wanted)
        return Applies(UNKNOWN if open_ else NO, names, tuple(name for name, _ in open_))
    return alone


def for_child(node: Node | None, told: Told, child: Child, held: int | None, as_at: int | None = None) -> Applies:
    """`as_at`: a London date; a yes first recorded after it does not count yet (P-14)."""
    return Applies(YES) if node is None else _value(node, Reading(told, child, held, as_at))


def answers_of(told: Told, child: Child | None) -> Answers:
    """A child's own answer overrides the case's, but her own unknown does not override the case's yes."""
    who = child.id if child else None

    def sides(name: str) -> Sides:
        found = told.memo.get((who, name))
        if found is None:
            found = told.memo[who, name] = _strongest(name, told, child)
        return found

    return sides


def _own(name: str, told: Told, child: Child | None) -> Sides:
    case = told.facts.get(name, NOBODY_SAID)
    mine = child.facts.get(name) if child else None
    if mine is None:
        return case
    if any(answer == YES for answer, _ in case) and any(answer == UNKNOWN for answer, _ in mine):
        return tuple(side for side in mine if side[0] != UNKNOWN) + case
    return mine


def _strongest(name: str, told: Told, child: Child | None) -> Sides:
    """Or that of a fact which implies it."""
    sides = _own(name, told, child)
    for other in told.implied_by.get(name, ()):
        stronger = _own(other, told, child)
        if all(answer == YES for answer, _ in stronger):
            sides = stronger
        elif any(answer == YES for answer, _ in stronger):
            sides = (*sides, *(side for side in stronger if side[0] == YES))
    return sides


def facts_in(node: Node) -> tuple[str, ...]:
    """Every fact a condition reads, in its order, once."""
    if "fact" in node:
        return (node["fact"],)
    if "aged_at_least" in node:
        return (_age(node),)
    if UNBORN in node:
        return (UNBORN,)
    if "other_child" in node:
        return (node["other_child"],)
    found = [name for part in (*node.get("any", ()), *node.get("all", ())) for name in facts_in(part)]
    return tuple(dict.fromkeys(found))


def fact_words(name: str, vocabulary: Mapping[str, Any]) -> str:
    """Finishes "there is no …"."""
    if name.startswith(AGED):
        return f"child aged {name.removeprefix(AGED)} or over"
    return "child who is not yet born" if name == UNBORN else str(vocabulary["facts"][name]["words"])


def _value(node: Node, reading: Reading) -> Applies:
    if "fact" in node:
        answer = _highest(reading.answers(node["fact"]), reading.as_at)
        return Applies(answer, (node["fact"],) if answer == UNKNOWN else ())
    if "other_child" in node:
        answer = _of_others(node["other_child"], reading)
        return Applies(answer, (node["other_child"],) if answer == UNKNOWN else ())
    if "any" in node or "all" in node:
        return _joined(node, [_value(part, reading) for part in node.get("any") or node["all"]])
    if "aged_at_least" in node:
        answer = _aged(node["aged_at_least"], reading)
        return Applies(answer, (_age(node),) if answer == UNKNOWN else ())
    if UNBORN in node:
        answer = _unborn(reading.child)
        return Applies(answer, (UNBORN,) if answer == UNKNOWN else ())
    return Applies(YES if _certain(node, reading) else NO)


def _joined(node: Node, parts: list[Applies]) -> Applies:
    answer = (max if "any" in node else min)(part.answer for part in parts)
    if answer != UNKNOWN:
        return Applies(answer)
    names = [name for part in parts if part.answer == UNKNOWN for name in part.facts]
    return Applies(UNKNOWN, tuple(dict.fromkeys(names)))


def _highest(sides: Sides, as_at: int | None) -> int:
    return sides[0][0] if as_at is None and len(sides) == 1 else max(_counted(side, as_at) for side in sides)


def _counted(side: tuple[int, int], as_at: int | None) -> int:
    answer, since = side
    later = as_at is not None and since != ALWAYS and local_day(since) > as_at
    return NO if answer == YES and later else answer


def _age(node: Node) -> str:
    return f"{AGED}{node['aged_at_least']}"


def _aged(years: int, reading: Reading) -> int:
    """At the discussion's date, before it today (Q-27). An unborn child is not; a birth date nobody gave is asked."""
    child, day = reading.child, reading.held if reading.held is not None else reading.told.today
    if child is not None and child.born is None and child.expected:
        return NO
    if child is None or child.born is None or day is None:
        return UNKNOWN
    birth, at = date_of(local_day(child.born.lo)), date_of(day)
    age = at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))
    return YES if age >= years else NO


def _unborn(child: Child | None) -> int:
    """A child with neither a date of birth nor one expected is asked about."""
    if child is None or (child.born is None and not child.expected):
        return UNKNOWN
    return YES if child.born is None else NO


def _of_others(name: str, reading: Reading) -> int:
    """Of the case, any child's answer; of a child, any other's."""
    told = reading.told
    others = [child for child in told.children if reading.child is None or child.id != reading.child.id]
    sides = [side for child in others for side in answers_of(told, child)(name)]
    return max((_counted(side, reading.as_at) for side in sides), default=NO)


def _often(node: Node, reading: Reading) -> bool:
    """So many times, within so many days of each other where the rule says so."""
    mine = (None, reading.child.id) if reading.child else (None,)
    events = [event for event in reading.told.of_type(node["count"]) if event.child in mine]
    at, times, within = sorted(event.at.lo for event in events), node["at_least"], node.get("within_days")
    runs = zip(at, at[times - 1 :], strict=False)
    return any(within is None or local_day(end) - local_day(begin) <= within for begin, end in runs)


def _certain(node: Node, reading: Reading) -> bool:
    """The words that are never themselves unknown."""
    told, answers = reading.told, reading.answers
    if "unless_no" in node:  # C-5: counts as yes until somebody records no
        return any(answer != NO for answer, _ in answers(node["unless_no"]))
    if "known_no" in node:  # a relaxation needs a known no, for the case and for every child, under all sides
        everyone = [answers_of(told, child)(node["known_no"]) for child in (None, *told.children)]
        return all(answer == NO for sides in everyone for answer, _ in sides)
    if "unless" in node:  # otherwise: nobody recorded it, neither for the case nor for any child
        people = (None, *told.children)
        return not any(_known_by(node["unless"], answers_of(told, child), reading.held) for child in people)
    if "not_at_discussion" in node:
        return not _known_by(node["not_at_discussion"], answers, reading.held)
    return _happened(node, reading)


def _happened(node: Node, reading: Reading) -> bool:
    told = reading.told
    if "count" in node:
        return _often(node, reading)
    if "event" in node:
        calls = [event.at.lo for event in told.of_type("sd_contact")]
        limit = min(calls) if calls and node.get("before") == "first_call" else None
        return any(limit is None or event.at.lo < limit for event in told.of_type(node["event"]))
    own = [call for call in told.of_type("sd_contact") if reading.sd in (None, call.sd)]
    return any(call.mode in node["call_modes"] for call in own)


def _known_by(node: Node, answers: Answers, held: int | None) -> bool:
    """Yes under all sides, and by the discussion's date."""
    if "fact" in node:
        return all(
            answer == YES and (held is None or since == ALWAYS or local_day(since) <= held)
            for answer, since in answers(node["fact"])
        )
    if "any" in node:
        return any(_known_by(part, answers, held) for part in node["any"])
    return all(_known_by(part, answers, held) for part in node["all"])
