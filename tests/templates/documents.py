"""Annotated discussions and page inputs to hold the two engines to: plain, hostile, empty, differing, pending."""

import copy
from datetime import date
from typing import Any

from server.domain.calendar import england
from server.domain.procedure import digest, load_builtin
from sync.excluded import NO_ACCOUNT

Json = dict[str, Any]
NOW = "2026-11-21T02:14:00Z"
NURSE = {"id": "p1", "name": "Grace Adeyemi", "role": "Ward nurse", "agency": "Wyebridge County Hospital"}
CHAIR = {"id": "p2", "name": "Helen Marsh", "role": "Team manager", "agency": "Wyebridge Children's Services"}
PERSON = NURSE | {"initials": "GA", "role": "ward_nurse", "role_words": "Ward nurse", "demo": True}
PROCEDURE = load_builtin()["herefordshire"]
OTHER = load_builtin()["brighton-hove"]
PHONES = [{"who": "Emergency duty team", "number": "01632 960 111"}, {"who": "Ward office", "number": "ext. none"}]
ACTION_PATHS = [f"actions.{{action}}.{part}" for part in ("status", "claim", "evidence")]
ALL_PATHS = [
    *ACTION_PATHS,
    "information",
    "note_readers",
    "urgent",
    "urgent_told",
    "urgent_read",
    "visits",
    "taking",
    "not_seen_steps",
    "facts.{fact}",
    "children.{child}.facts.{fact}",
    "ward_plan.visiting",
    "ward_plan.told",
    "children.{child}.told",
    "adults.{adult}.told",
    "children.{child}.consent.{purpose}",
]
CHAIR_PATHS = [
    *ALL_PATHS,
    "actions.{action}.what",
    "actions.{action}.owner",
    "visit_checks",
    "decisions.{child}.section_47",
    "settle",
]
LIVES = ["births", "deaths", "death_checks", *(f"children.{{child}}.{part}" for part in ("names", "birth", "numbers"))]
# The keys whose text people write, or that name people and places.
WRITTEN = frozenset(
    {
        "text",
        "name",
        "agency",
        "role",
        "role_words",
        "initials",
        "why",
        "words",
        "reference",
        "known_as",
        "given",
        "family",
    }
    | {"nhs", "where", "who", "number", "rung", "label", "sentence", "names", "heading", "cleared"}
)
CLEARED = "Words for everybody else"
TAKEN = [("Child", "c1"), ("What is happening", "The child has been taken")]
HOSTILE = "<script>alert(1)</script>\"'&{{ 7 * 7 }}{% raw %} \u202eمها\u2069 " + "x" * 300


def leaf(value: Any, lines: list[tuple[str, str]], by: Json = NURSE, **more: Any) -> Json:
    shown = [{"label": label, "text": text} for label, text in lines]
    at = "2026-11-20T17:26:00Z"
    return {"value": value, "lines": shown, "by": by, "at": at, "received": at, "seen": ["ch1"], **more}


def under(procedure: str, doc: Json) -> tuple[Json, Json]:
    """The discussion under another of the procedures that come with Seenby, and what its pages then hold."""
    found = load_builtin()[procedure]
    return doc | {"procedure": digest(found)}, {digest(found): found}


def side(id_: str, value: Any, lines: list[tuple[str, str]], by: Json, **more: Any) -> Json:
    made = leaf(value, lines, by, **more)
    del made["seen"]
    return {"id": id_, **made}


def action(id_: str, words: str, due: str, child: str = "") -> Json:
    what = {"words": words, "purpose": "So that they know"} | ({"child": child} if child else {})
    return {
        f"actions.{id_}.what": leaf(what, [("What is to be done", words)], CHAIR),
        f"actions.{id_}.owner": leaf({"owner": "Night team", "due": due}, [("Who", "Night team")], CHAIR),
    }


def plain() -> Json:
    """An infant on a ward and her brother, a discussion held on a Friday evening."""
    return {
        "id": "d1",
        "seq": 9,
        "procedure": digest(PROCEDURE),
        "reference": "K7P2",
        "capacity": "participant",
        "children": ["c1", "c2"],
        "adults": ["a1"],
        "writable": ALL_PATHS,
        "leaves": {
            "children.c1.names": leaf(
                {"given": "Rosalind", "family": "Tennant", "known_as": "Rosie"}, [("Known as", "Rosie")]
            ),
            "children.c1.birth": leaf({"date": "2026-06-21"}, [("Date of birth", "Sunday 21 June 2026")]),
            "children.c1.numbers": leaf({"nhs": "999 014 2211"}, [("NHS number", "999 014 2211")]),
            "children.c1.place": leaf({"kind": "ward", "where": "Kestrel ward"}, [("Kind of place", "On a ward")]),
            "children.c1.facts.actual_harm": leaf(
                {"answer": "unknown", "who": "Dr Wren"},
                [("Answer", "Not known"), ("Who says so", "Dr Wren")],
                also=[CHAIR],
            ),
            "children.c2.names": leaf({"given": "Sam", "family": "Tennant"}, [("Given name", "Sam")]),
            "children.c2.facts.actual_harm": leaf(
                {"answer": "no", "when": "2026-11-20T16:00+00:00"}, [("Answer", "No")], received="2026-11-20T20:00:00Z"
            ),
            "children.c2.facts.nai": leaf({"answer": "no"}, [("Answer", "No")]),
            "ward_plan.visiting": leaf(
                {"who": "supervised", "names": "Mum"},
                [
                    ("Who may visit the child", "Only while staff are with them"),
                    ("Names, and who stays with them", "Mum"),
                ],
                CHAIR,
            ),
            "children.c1.told": leaf({"words": "Her leg"}, [("What they may be told", "Her leg")]),
            "children.c1.consent.medical": leaf(
                {"who": "parent", "answer": "refused", "by": "Mum"}, [("What they said", "Refused")], CHAIR
            ),
            "adults.a1.told": leaf(
                {"who": "Mr A", "not_before": "the police have rung"}, [("Which adult", "Mr A")], CHAIR
            ),
            "ward_plan.told": leaf(
                {"words": "More tests"},
                [("What they may be told", "More tests")],
                settlement={"by": CHAIR, "at": NOW, "why": "Agreed"},
            ),
            "decisions.c1.section_47": leaf(
                {"decision": "deferred", "next": "2026-11-23T10:00+00:00"},
                [("Section 47 enquiry", "Decide later")],
                CHAIR,
            ),
            **action("a1", "Ring the GP", "2026-11-21T06:00+00:00", "c1"),
            "actions.a1.status": leaf("in_progress", [("Status", "Picked up")]),
            "actions.a1.claim": leaf({"who": "Grace Adeyemi"}, [("Picked up by", "Grace Adeyemi")]),
            **action("a2", "Tell the night sister", "2026-11-20T19:00+00:00"),
            **action("a3", "Book the eye clinic", "2026-11-25T12:00+00:00"),
            "actions.a3.status": leaf("done", [("Status", "Done")], CHAIR),
        },
        "entries": {
            "actions.a3.evidence": [
                side("w1", {"words": "Booked", "step": "done"}, [("What was done, or why", "Booked")], CHAIR)
            ],
            "events": [
                side(
                    "e1",
                    {"type": "concerns_identified", "at": "2026-11-20T16:30+00:00"},
                    [("What happened", "Concerns identified")],
                    CHAIR,
                ),
                side(
                    "e2",
                    {"type": "sd_contact", "mode": "phone", "at": "2026-11-20T18:10+00:00"},
                    [("What happened", "Call or meeting")],
                    CHAIR,
                ),
            ],
            "information": [
                side("i8", {"child": "c1", "cleared": "Do not be alone with him"}, [(CLEARED, "as said")], CHAIR),
                side("i9", {"kind": "view", "words": "Not for all", "readers": "police"}, [("My view", "No")], NURSE),
                side(
                    "i1",
                    {"kind": "observation", "child": "c1", "words": "Quiet"},
                    [
                        ("What this is", "What I saw or heard"),
                        ("About which child", "c1"),
                        ("Write it down", "Quiet\nthen slept"),
                    ],
                    NURSE,
                    superseded_by="i2",
                ),
                side(
                    "i2",
                    {"kind": "observation", "words": "Settled"},
                    [("What this is", "What I saw or heard"), ("Write it down", "Settled")],
                    NURSE,
                ),
            ],
            "note_readers": [
                side("w1", {"note": "i9", "readers": "health", "cleared": "Ring 999 if he comes"}, [], NURSE),
            ],
            "visits": [
                side(
                    "v1",
                    {
                        "child": "c2",
                        "what": "seen",
                        "by": "social_worker",
                        "at": "2026-11-20T20:00+00:00",
                        "alone": "no",
                    },
                    [("Child", "c2"), ("What happened", "The child was seen")],
                    CHAIR,
                ),
                *_tried_and_glimpsed(),
            ],
            "visit_checks": [
                side("k1", {"visit": "v1", "counts": "no", "why": "Not hers"}, [("Why", "Not hers")], CHAIR)
            ],
            "not_seen_steps": [
                side(
                    "n1",
                    {"child": "c1", "step": "manager"},
                    [("Child", "c1"), ("What was done", "Manager told")],
                    NURSE,
                )
            ],
            "urgent": [
                side("u1", {"words": "Dad is in the corridor", "child": "c1"}, [], CHAIR),
                side("u2", {"words": "She fits again", "whom": "edt", "rung": "Sam Cole"}, [], NURSE),
                side("u3", {"words": "Nobody on the ward", "whom": "no_answer"}, [], CHAIR),
            ],
            "urgent_told": [side("t1", {"urgent": "u1", "whom": "police", "rung": "PC Low"}, [], NURSE)],
            "urgent_read": [side("r1", {"urgent": "u2"}, [], CHAIR)],
            "taking": [side("t1", {"child": "c1", "what": "taken"}, TAKEN, NURSE)],
        },
        "differences": [],
    }


def _tried_and_glimpsed() -> list[Json]:
    """Her own, so that she may correct them: one tried, one asleep, one by the lead social worker and not alone."""
    at = {"child": "c1", "at": "2026-11-20T19:00+00:00"}
    return [
        side("v2", at | {"what": "tried", "why_not": "not_safe"}, [("If not seen, why", "Not safe")], NURSE),
        side("v3", at | {"what": "seen", "by": "hospital_staff", "in_what_way": "asleep"}, [("Child", "c1")], NURSE),
        side(
            "v4",
            at | {"what": "seen", "by": "lead_social_worker", "alone": "no", "why_not_alone": "age", "name": "Ann Lee"},
            [("If not alone, or not heard, why", "Too young"), ("Name of who saw the child", "Ann Lee")],
            CHAIR,
        ),
    ]


def differing() -> Json:
    """Two answers on visiting, on harm, on a name and on a place; one of them settled earlier elsewhere."""
    doc = plain()
    doc["capacity"], doc["writable"] = "chair", CHAIR_PATHS
    for number, (path, values) in enumerate(
        {
            "ward_plan.visiting": ({"who": "nobody"}, {"who": "anyone"}),
            "children.c1.facts.actual_harm": ({"answer": "no"}, {"answer": "yes"}),
            "children.c1.names": ({"given": "Rosie"}, {"given": "Rose", "family": "Tennant"}),
            "children.c1.place": ({"kind": "ward", "where": "Kestrel"}, {"kind": "not_found"}),
            "children.c1.birth": ({"date": "2026-06-21"}, {"date": "2026-06-20"}),
            "actions.a1.claim": ({"who": "Grace Adeyemi"}, {"who": "Helen Marsh"}),
            "actions.a3.status": ("done", "declined"),
        }.items()
    ):
        sides = [
            side(f"s{number}{i}", value, [("Answer", str(value))], by)
            for i, (value, by) in enumerate(zip(values, (NURSE, CHAIR), strict=True))
        ]
        stands = {"value": None, "words": "Not agreed yet. Until it is settled, nobody visits."}
        doc["leaves"][path] = leaf(None, [], sides=sides, stands=stands) | {"seen": [one["id"] for one in sides]}
        doc["differences"].append(
            {"id": f"f{number}", "path": path, "label": "Who may visit", "state": "open", "sides": sides, "opened": NOW}
        )
    doc["differences"][4] |= {
        "state": "settled",
        "settlement": {
            "by": CHAIR,
            "at": NOW,
            "why": "Birth certificate",
            "value": {"date": "2026-06-21"},
            "lines": [{"label": "Date of birth", "text": "21 June"}],
        },
    }
    return doc


def pending() -> Json:
    """As the device shows it before the server has taken anything."""
    doc = differing()
    leaves = doc["leaves"]
    leaves["children.c2.facts.actual_harm"] = leaf(
        {"answer": "yes"},
        [("Answer", "Yes")],
        pending=True,
        settled=leaves["children.c2.facts.actual_harm"],
        received=None,
    )
    leaves["children.c2.facts.immediate_risk"] = leaf(None, [], pending=True, settled=None, received=None)
    leaves["actions.a2.status"] = leaf("declined", [("Status", "Declined")], pending=True, settled=None, received=None)
    leaves["actions.a1.claim"]["sides"][0] |= {"pending": True, "received": None}
    leaves["ward_plan.visiting"]["pending"] = True
    doc["differences"][0] |= {
        "pending": True,
        "settlement": {"by": CHAIR, "at": NOW, "why": "Rang the ward", "value": {"who": "nobody"}, "lines": []},
    }
    leaves["children.c1.place"]["sides"][1] |= {"pending": True, "received": None}
    doc["differences"][3]["sides"] = leaves["children.c1.place"]["sides"]
    doc["entries"]["information"].append(
        side(
            "i3",
            {"kind": "view", "words": "Worried"},
            [("Write it down", "Worried")],
            NURSE,
            pending=True,
            received=None,
        )
    )
    tonight = {"kind": "view", "words": "He is back", "tonight": "yes"}
    doc["entries"]["information"].append(side("i4", tonight, [], NURSE, pending=True, received=None) | {"at": NOW})
    doc["entries"]["urgent_read"].append(side("r2", {"urgent": "u3"}, [], NURSE, pending=True, received=None))
    return doc


def passed_on() -> Json:
    """Another authority is responsible now: the dates of both stand. A newer version there is not sent yet."""
    doc = plain() | {"capacity": "chair", "writable": [*CHAIR_PATHS, "procedures"], "procedure": digest(OTHER)}
    moved = {"procedure": digest(OTHER), "was": digest(PROCEDURE), "because": "responsible", "why": "Agreed with B."}
    lines = [("Version", digest(OTHER)), ("Version before", digest(PROCEDURE)), ("Who agreed it, and why", "Agreed")]
    doc["entries"]["procedures"] = [side("p1", moved, lines, CHAIR)]
    return doc


def passing_on() -> Json:
    """The same, written on this device and not sent."""
    doc = passed_on() | {"procedure": digest(PROCEDURE)}
    doc["entries"]["procedures"][0] |= {"pending": True, "received": None}
    return doc


def empty() -> Json:
    return plain() | {"children": [], "leaves": {}, "entries": {}, "differences": [], "writable": []}


def bare() -> Json:
    """A child, and nothing said."""
    return plain() | {"children": ["c1"], "leaves": {}, "entries": {}}


def died() -> Json:
    doc = plain()
    died = {"type": "child_died", "child": "c1", "at": "2026-11-20T20:00+00:00"}
    doc["entries"]["events"].append(side("e9", died, [("What happened", "Child died")], CHAIR))
    return doc


def lost() -> Json:
    """One person said that he has died; the baby was born, and is much like her sister."""
    doc = plain() | {"children": ["c1", "c2", "c3"], "writable": [*ALL_PATHS, *LIVES]}
    names = leaf({"given": "Rosa", "family": "Tennant"}, [("Given name", "Rosa")])
    doc["leaves"] |= {"children.c3.names": names, "children.c3.birth": leaf({"expected": "2026-12-01"}, [])}
    born = {"child": "c3", "at": "2026-11-20T20:00+00:00", "midwife": "Ada Obi"}
    died = {"child": "c2", "at": "2026-11-20T20:00+00:00", "who": "Dr Wren"}
    doc["entries"] |= {
        "births": [side("b1", born, [("Midwife", "Ada Obi")], NURSE)],
        "deaths": [side("x1", died, [("Who says so", "Dr Wren")], CHAIR)],
    }
    return doc


def confirmed() -> Json:
    doc = lost()
    check = {"death": "x1", "right": "yes", "why": "I was there"}
    doc["entries"]["death_checks"] = [side("k1", check, [("How you know", "I was there")], NURSE)]
    return doc


def moved(*, apart: bool = False) -> Json:
    """A visit and an answer about the wrong child; one of those who may have read them was told."""
    doc = plain() | {"capacity": "chair", "writable": [*CHAIR_PATHS, "moved", "moved_told"]}
    to = [("m1", "c2", CHAIR), ("m2", "c1", NURSE)] if apart else [("m1", "c2", CHAIR)]
    doc["entries"]["moved"] = [
        side(id_, {"entry": "v4", "to": child, "why": "The other twin"}, [], by) for id_, child, by in to
    ]
    fact = {"entry": "c2-nai", "to": "c1", "why": "Wrong notes", "said": "No. Dr Wren"}
    doc["entries"]["moved"].append(side("m3", fact, [], NURSE))
    doc["leaves"]["children.c2.facts.nai"] |= {"value": None, "lines": []}
    doc["holders"] = [
        {key: one[key] for key in ("id", "name", "role", "agency")}
        | {"kind": "hospital", "capacity": "participant", "from": NOW, "until": ""}
        for one in (NURSE, CHAIR, CHAIR | {"id": "p9"})
    ]
    doc["entries"]["moved_told"] = [side("t9", {"entry": "v4", "who": "p2"}, [], NURSE)]
    return doc


def called() -> Json:
    """One call that was held and written twice, one still to come, one that two booked differently, one cancelled."""
    doc = plain() | {"capacity": "chair", "writable": [*CHAIR_PATHS, "calls.{call}.details", "events"]}
    booked = {"mode": "video", "start": "2026-11-20T18:00+00:00", "link": "https://meet.example/1", "pin": "12"}
    later = booked | {"start": "2026-11-21T01:30+00:00", "end": "2026-11-21T02:00+00:00"}
    lines = [("How", "By video"), ("Link to join", booked["link"]), ("PIN", "12")]
    sides = [
        side(f"b{number}", value, lines, by) for number, (value, by) in enumerate(((booked, NURSE), (later, CHAIR)))
    ]
    doc["leaves"] |= {
        "calls.k1.details": leaf(booked, lines, CHAIR),
        "calls.k2.details": leaf(later, lines, CHAIR, pending=True, settled=None, received=None),
        "calls.k3.details": leaf(None, [], sides=sides, stands={"value": None, "words": "Be there for the earlier."}),
        "calls.k4.details": leaf({"mode": "cancelled", "why": "No police"}, [("Why it is cancelled", "No police")]),
    }
    held = {"type": "sd_contact", "sd": 1, "mode": "phone", "call": "k1"}
    times = ("2026-11-20T18:00+00:00", "2026-11-20T17:00+00:00", "2026-11-22T18:00+00:00")
    doc["entries"]["events"] += [
        side(f"h{number}", held | {"at": at, "end": at}, [("How", "By phone"), ("Which booking", "k1")], NURSE)
        for number, at in enumerate(times)
    ]
    sent = {"type": "ntk_submitted", "sd": 1, "at": "2026-11-20T17:00+00:00"}
    taken = {"type": "not_so", "at": "2026-11-20T17:00+00:00", "note": HOSTILE, "supersedes": "x2"}
    crossed = [("What happened", "Written by mistake"), ("Note", HOSTILE)]
    doc["entries"]["events"] += [
        side("x1", sent, [("What happened", "Need to Know form submitted")], NURSE),
        side("x2", sent | {"type": "sd_concluded"}, [("What happened", HOSTILE)], NURSE, superseded_by="x3"),
        side("x3", taken, crossed, NURSE, pending=True, received=None),
    ]
    return doc


def here_for_part(doc: Json) -> Json:
    """Of her it was said what she is here for, and of another it is saved on this device alone."""
    every = dict.fromkeys(("medical", "seen", "family", "known", "decided"), True)
    who = {"who": f"p1 {HOSTILE}, Ward nurse, Wyebridge County Hospital", "part": "part", "child": "c1"}
    unsent = side("t2", {"who": f"p8 {HOSTILE}", "part": "part", "medical": True}, [], CHAIR, pending=True)
    said = [side("t1", who | every, [], CHAIR), unsent]
    holders = [
        one | {"kind": "hospital", "capacity": capacity, "from": NOW, "until": ""}
        for one, capacity in (
            (CHAIR, "chair"),
            (NURSE, "participant"),
            (NURSE | {"id": "p8", "name": HOSTILE}, "participant"),
        )
    ]
    return doc | {"entries": doc["entries"] | {"part_attendance": said}, "holders": holders}


def kept_out(doc: Json) -> Json:
    """One is kept out, one was looked for in vain, one is named on this device alone, and one was let in again."""
    all_ = [side(f"o{n}", {"name": HOSTILE, "organisation": HOSTILE, "why": HOSTILE}, [], CHAIR) for n in (1, 2, 3)]
    unsent = side("o4", {"name": HOSTILE}, [], CHAIR, pending=True)
    chosen = [
        side("m1", {"excluded": "o1", "account": f"p8 {HOSTILE}"}, [], CHAIR),
        side("m2", {"excluded": "o2", "account": f"{NO_ACCOUNT} none of these"}, [], CHAIR),
        side("m3", {"excluded": "o3", "account": f"p8 {HOSTILE}"}, [], CHAIR),
    ]
    said = {
        "excluded": [*all_, unsent],
        "excluded_accounts": chosen,
        "excluded_ended": [side("l1", {"excluded": "o3", "why": HOSTILE}, [], CHAIR)],
    }
    return here_for_part(doc) | {"entries": doc["entries"] | said, "meant": [{"id": "p7", "words": HOSTILE}]}


def grown(*, chair: bool = False) -> Json:
    """A father whose contact has ended and a grandmother whom the plan lets less; her address is kept."""
    paths = [f"adults.{{adult}}.{part}" for part in ("names", "birth", "needs", "risk_to_staff")]
    doc = plain() | {"adults": ["g1", "g2"], "writable": [*CHAIR_PATHS, *paths, "adults.{adult}.contact.{child}"]}
    ends = {"contact": "supervised", "collecting": "no", "until": "2026-11-20T20:00+00:00"}
    doc["leaves"] |= {
        "adults.g1.names": leaf({"given": "Ifan", "family": "Tennant"}, [("Given name", "Ifan")]),
        "adults.g1.to.c1": leaf(
            {"relationship": "Father", "responsibility": "yes", "lives_with": "unknown"}, [("Relationship", "Father")]
        ),
        "adults.g1.harm.c1": leaf({"answer": "yes"}, [("Answer", "Yes")]),
        "adults.g1.contact.c1": leaf(ends, [("May this person visit the child", "Only while staff are with them")]),
        "adults.g1.risk_to_staff": leaf({"answer": "yes", "cleared_words": "Do not be alone with him"}, []),
        "adults.g2.names": leaf({"given": "Nan", "family": "Lloyd"}, [("Given name", "Nan")]),
        "adults.g2.contact.c1": leaf({"contact": "allowed", "collecting": "yes"}, []),
    }
    if chair:
        doc["writable"] = [*doc["writable"], "adults.{adult}.address"]
        doc["leaves"]["adults.g1.address"] = leaf({"words": "12 Mill Lane"}, [("Address", "12 Mill Lane")])
    return doc


def refused() -> Json:
    """A call that ends before it begins: the engine says so, and the page still stands."""
    doc = plain()
    doc["entries"]["events"][1]["value"]["end"] = "2026-11-20T17:00+00:00"
    return doc


def hostile() -> Json:
    made: Json = spoilt(pending())
    return made


def spoilt(value: Any, key: str = "") -> Any:
    """The same with what people write made as nasty as it can be; ids, paths and answers stay."""
    if isinstance(value, dict):
        return {name: spoilt(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [spoilt(part, key) for part in value]
    return f"{value}{HOSTILE}" if isinstance(value, str) and key in WRITTEN and value != "c1" else value


def inputs(doc: Json | None, **more: Any) -> Json:
    return {
        "where": "device",
        "person": PERSON,
        "phones": PHONES,
        "now": NOW,
        "calendar": england(date.fromisoformat(NOW[:10]).year - 1, date.fromisoformat(NOW[:10]).year + 1),
        "procedures": {digest(PROCEDURE): PROCEDURE, digest(OTHER): OTHER},
        "current": [digest(PROCEDURE), digest(OTHER)],
        "params": {"discussion": "d1"},
        "nonce": "ab" * 16,
        "version": "0.1.0",
        "built": "0a1b2c",
        "discussion": doc,
        "discussions": [doc] if doc else [],
        "draft": None,
        "synced_at": "2026-11-21T01:14:00Z",
        "outbox": OUTBOX,
        "vaults": [{"id": "p1", "initials": "GA"}, {"id": "p2", "initials": "HM"}],
        "notice": None,
        "clock_doubt": False,
    } | copy.deepcopy(more)


OUTBOX = [
    {
        "op_id": f"op{number}",
        "discussion": "d1",
        "path": path,
        "payload": {"words": "Not mine to say {{ 7 * 7 }} <b>", "child": "c1"},
        "at": NOW,
        "status": status,
        "sentence": sentence,
        "server_time": NOW,
    }
    for number, (path, status, sentence) in enumerate(
        [
            ("information", "waiting", None),
            ("children.c1.facts.actual_harm", "waiting", None),
            ("ward_plan.visiting", "conflict", None),
            ("visits", "applied", None),
            ("ward_plan.told", "quarantined", "Kept for the chair to check: only the chair may write this."),
            ("from.a.later.version", "needs_upgrade", None),
        ]
    )
]


def draft(*fields: tuple[str, str], wrong: tuple[str, ...] = ()) -> Json:
    errors = [
        {"name": name, "text": f"{name}: 01:30 happens twice that night. Say if it was before or after"}
        for name in wrong
    ]
    return {"nonce": "cd" * 16, "fields": [list(field) for field in fields], "errors": errors}
