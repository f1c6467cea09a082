"""Cases nobody would think of: seeded, round bank holidays and clock changes, with sides, gaps and mistakes."""

from datetime import UTC, datetime, timedelta, timezone
from random import Random
from typing import Any

from server.domain.vocabulary import EVENTS, FACTS_OF_A_CHILD, FACTS_OF_THE_CASE
from tests.sync.random_stories import tell

Case = dict[str, Any]
Compiled = dict[str, Any]

BUSY_DAYS = (
    "2024-03-31",
    "2024-12-24",
    "2025-04-18",
    "2026-03-29",
    "2026-10-25",
    "2026-12-25",
    "2027-03-28",
    "2027-12-27",
)
CASE_FACTS = ["immediate_action_required", "organised_or_multiple", "allegation_staff_or_volunteer"]
CHILD_FACTS = [
    *("actual_harm", "immediate_risk", "serious_injury", "serious_neglect", "serious_risk_of_harm"),
    *("penetrative_sexual_abuse", "forensic_need"),
]
STARTS = [
    "information_received",
    "concerns_identified",
    "referral_received",
    "action_needed",
    "action_taken",
    "first_saved",
]
# What other procedures turn on, and what the invented ones declare.
OTHER_CASE_FACTS = ["complex_abuse", "action_taken_before_sd", "active_police_investigation"]
OTHER_CHILD_FACTS = ["immediate_protection_needed", "recent"]
OTHERS = [
    *("police_liaison", "sd_decided", "s47_initiated", "s47_initiated", "s47_completed", "concerns_substantiated"),
    *("icpc_agreed", "icpc_held", "record_received", "record_authorised", "query_raised", "ntk_submitted"),
    *("extension_authorised", "management_note"),
]
LATER = ["sd_contact", "sd_contact", "sd_concluded", "child_seen", "child_seen", "record_released", "referrer_informed"]


def random_case(random: Random, procedure: Compiled | None = None) -> tuple[Case, str]:
    """A case and a `now`, the same for the same seed. `procedure` says what else it may declare."""
    base = _day(random)
    declared = declared_events(procedure)
    children = [_child(random, number, base) for number in range(random.choice([0, 1, 1, 2, 3]))]
    names = random.sample(STARTS, random.randint(0, 4)) + random.choices(LATER, k=random.randint(0, 6))
    if random.random() < 0.6:
        names += random.choices(OTHERS, k=random.randint(1, 8))
    if declared and random.random() < 0.8:
        names += random.choices(declared, k=random.randint(1, 5))
    if random.random() < 0.2:
        names += random.choices(list(EVENTS), k=2)
    events = [_event(random, name, base, children) for name in names]
    made: Case = {
        "children": children,
        "facts": _facts(random, CASE_FACTS, base, 0.4) | _facts(random, CHILD_FACTS, base, 0.25),
    }
    made["facts"] |= _facts(random, OTHER_CASE_FACTS, base, 0.3) | _facts(random, OTHER_CHILD_FACTS, base, 0.2)
    made["facts"] |= _facts(random, declared_facts(procedure), base, 0.3)
    if random.random() < 0.3:
        made["recipients"] = ["gp", "school"]
    events += [_prompt_visit(random, child, base) for child in children if random.random() < 0.2]
    made["events"] = [event for event in events if event is not None]
    tell(random, made, base)
    if procedure:
        known = procedure["vocabulary"]["events"]
        made["events"] = [event for event in made["events"] if event["type"] in known]
    if random.random() < 0.05:
        _spoil(random, made)
    return made, _instant(random, base + _long_after(random))


def _long_after(random: Random) -> timedelta:
    """Now and then past the longest limit: fifteen working days over a holiday."""
    return timedelta(days=random.choice([0, 0, 0, 0, 30]))


def _day(random: Random) -> datetime:
    if random.random() < 0.4:
        return datetime.fromisoformat(random.choice(BUSY_DAYS)).replace(tzinfo=UTC)
    return datetime(2024, 1, 10, tzinfo=UTC) + timedelta(days=random.randint(0, 2400))


def _instant(random: Random, base: datetime) -> str:
    # Near the start, within days of it, and past the longest limit: every rule must be met in every state it can have.
    near, days, past = random.randint(-120, 180), random.randint(-5000, 9000), random.randint(9000, 26000)
    at = base + timedelta(minutes=random.choice([near, near, days, days, past]))
    if random.random() < 0.5:
        return at.strftime("%Y-%m-%dT%H:%M:%SZ")
    zone = timezone(timedelta(minutes=random.choice([0, 60, 60, 330, -300])))
    return at.astimezone(zone).isoformat(timespec=random.choice(["seconds", "minutes", "milliseconds"]))


def _at(random: Random, base: datetime) -> Any:
    if random.random() < 0.1:
        return {"sides": [_instant(random, base) for _ in range(random.randint(1, 3))]}
    return _instant(random, base)


def _child(random: Random, number: int, base: datetime) -> Case:
    child: Case = {"id": f"c{number}", "facts": _facts(random, CHILD_FACTS, base, 0.5)}
    match random.randint(0, 9):
        case 0:
            child["expected_birth"] = "2027-02-01"
        case 1:
            child["dob"] = (base + timedelta(days=random.randint(-3, 6))).date().isoformat()
        case 2:
            # Four years old on about that day.
            child["dob"] = (base - timedelta(days=1461 + random.randint(-9, 9))).date().isoformat()
        case 3 if random.random() < 0.5:
            pass
        case _:
            child["dob"] = "2019-05-02"
    return child


def _facts(random: Random, names: list[str], base: datetime, share: float) -> Case:
    return {name: _answer(random, base) for name in names if random.random() < share}


def _answer(random: Random, base: datetime) -> Any:
    if random.random() < 0.15:
        return {"sides": [_side(random, base) for _ in range(random.randint(1, 3))]}
    return _side(random, base)


def _side(random: Random, base: datetime) -> Any:
    answer = random.choice(["yes", "yes", "no", "no", "unknown"])
    return {"answer": answer, "at": _instant(random, base)} if random.random() < 0.5 else answer


def _event(random: Random, name: str, base: datetime, children: list[Case]) -> Case | None:
    event: Case = {"type": name, "at": _at(random, base), "sd": random.choice([1, 1, 1, 2, 3])}
    if name in ("child_seen", "child_born", "child_died"):
        if not children or (name == "child_died" and random.random() < 0.5):
            return None
        event["child"] = random.choice(children)["id"]
    if name == "child_seen":
        event["by"] = random.choice(["social_worker", "lead_social_worker", "police", "hospital_staff"])
        event["alone"] = random.random() < 0.5
    if name == "sd_contact":
        event["mode"] = random.choice(["phone", "video", "in_person"])
        if isinstance(event["at"], str) and random.random() < 0.7:
            end = datetime.fromisoformat(event["at"]) + timedelta(minutes=random.randint(0, 200))
            event["end"] = end.isoformat(timespec="seconds")
    if name in ("record_released", "record_received", "query_raised"):
        event["recipient"] = random.choice(["gp", "school"])
    if name == "record_released" and random.random() < 0.3:
        del event["recipient"]
    if name not in EVENTS or name == "extension_authorised":
        _agree(random, event, base, children)
    return event


def _agree(random: Random, event: Case, base: datetime, children: list[Case]) -> None:
    """A date that people agreed, for one child or for all, and for which rule."""
    if random.random() < 0.7:
        event["due"] = (base + timedelta(days=random.randint(0, 12))).date().isoformat()
    if children and random.random() < 0.6:
        event["child"] = random.choice(children)["id"]
    if random.random() < 0.7:
        event |= {"choice": random.choice(["not_urgent", "whenever"]), "who": "Ann Lee", "why": "with her aunt"}
    if event["type"] == "extension_authorised":
        event["rule"] = random.choice(["Z-16", "Z-12", "H-4.2", "F-2.2"])


def declared_events(procedure: Compiled | None) -> list[str]:
    return [name for name in (procedure or {}).get("vocabulary", {}).get("events", {}) if name not in EVENTS]


def declared_facts(procedure: Compiled | None) -> list[str]:
    known = {**FACTS_OF_A_CHILD, **FACTS_OF_THE_CASE}
    return [name for name in (procedure or {}).get("vocabulary", {}).get("facts", {}) if name not in known]


def _prompt_visit(random: Random, child: Case, base: datetime) -> Case:
    """On the day itself, when a same-day clock can still be met."""
    at = base + timedelta(minutes=random.randint(60, 900))
    return {"type": "child_seen", "child": child["id"], "by": "social_worker", "at": at.isoformat(timespec="seconds")}


def _spoil(random: Random, made: Case) -> None:
    wrong: list[Any] = [
        None,
        3,
        "",
        "2026-02-30T10:00:00Z",
        "2026-11-20T10:00",
        "2026-11-20",
        [],
        {},
        {"sides": []},
        True,
        1.5,
    ]
    target = random.choice([made, *made["children"], *made["events"]])
    target[random.choice([*target, "at", "sd", "dob", "mode", "facts"])] = random.choice(wrong)


def turned_to_yes(random: Random, made: Case) -> Case | None:
    """The same case with one fact that nobody had answered now yes; None where there is none to turn."""
    child = random.choice([None, *(made.get("children") or [])])
    facts: Case = dict((child or made).get("facts") or {})
    names = list(FACTS_OF_A_CHILD) if child else [*FACTS_OF_THE_CASE, *FACTS_OF_A_CHILD]
    open_ = [name for name in names if facts.get(name, "unknown") == "unknown"]
    wanted = [name for name in open_ if name in CASE_FACTS + CHILD_FACTS + OTHER_CASE_FACTS + OTHER_CHILD_FACTS]
    if not (wanted or open_):
        return None
    facts[random.choice(wanted or open_)] = "yes"
    if child is None:
        return {**made, "facts": facts}
    return {**made, "children": [{**one, "facts": facts} if one is child else one for one in made["children"]]}
