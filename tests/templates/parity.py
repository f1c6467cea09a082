"""Every page in every state it may be in: inputs to hold the engines, the lint and the ids to."""

from collections.abc import Iterator
from typing import NamedTuple

from sync.registry import sitemap
from tests.templates import documents
from tests.templates.documents import HOSTILE, Json, draft, inputs, spoilt

OF_ONE = (
    *(
        "discussion",
        "note",
        "urgent",
        "told",
        "evidence",
        "ward_plan",
        "decision",
        "difference",
        "ended",
        "rules",
        "under",
    ),
    *(
        "visit",
        "visit_again",
        "not_seen",
        "what_next",
        "taken",
        "own_words",
        "opinion",
        "action_new",
        "action",
        "action_edit",
        "action_step",
    ),
    *("safety_plan", "ward_handover", "note_readers", "recorded_of", "family", "family_edit"),
    *("child", "child_edit", "child_new", "born", "died", "wrong_child", "right_child"),
    *("adults", "adult_new", "adult", "adult_edit", "adult_child"),
    *("calls", "call_new", "call", "call_off", "call_held", "held_new", "held_again", "happened_again", "mistake"),
    *("attendance", "attendance_edit", "in_part"),
    *("excluded", "excluded_asked", "excluded_new", "excluded_account", "excluded_ended"),
)
PARAMS: dict[str, dict[str, str]] = {
    "under": {"procedure": documents.OTHER["version"]},
    "procedure": {"procedure": documents.PROCEDURE["version"]},
    "visit": {"child": "c1"},
    "told": {"note": "u1"},
    "visit_again": {"visit": "v1"},
    "not_seen": {"child": "c1"},
    "what_next": {"child": "c1"},
    "taken": {"child": "c1"},
    "own_words": {"child": "c1"},
    "note_readers": {"entry": "i9"},
    "family_edit": {"answer": "c1-medical"},
    "opinion": {"child": "c1"},
    "attendance_edit": {"person": "p8"},
    **{name: {"excluded": "o1"} for name in ("excluded_account", "excluded_ended")},
    "recorded_of": {"child": "c1", "recorded": "rec1"},
    "short": {"child": "c1"},
    "decision": {"child": "c1"},
    **{name: {"child": "c1"} for name in ("child", "born", "died")},
    "wrong_child": {"what": "i1"},
    "adult": {"adult": "g1"},
    "adult_edit": {"adult": "g1", "about": "names"},
    "adult_child": {"adult": "g1", "about": "contact", "child": "c1"},
    **{name: {"call": "k1"} for name in ("call", "call_off", "call_held")},
    "held_again": {"held": "e2"},
    "happened_again": {"event": "e1"},
    "mistake": {"event": "e1"},
    "right_child": {"what": "v2", "child": "c2"},
    "child_edit": {"child": "c1", "part": "numbers"},
    "difference": {"difference": "f0"},
    "action": {"action": "a1"},
    "action_edit": {"action": "a1"},
    "action_step": {"action": "a1", "step": "done"},
}
TEMPLATE = {route.name: route.template for route in sitemap() if route.template} | {"problem": "problems/show.jinja"}
DOCUMENTS = {
    "plain": documents.plain(),
    "differing": documents.differing(),
    "pending": documents.pending(),
    "hostile": documents.hostile(),
    "bare": documents.bare(),
    "empty": documents.empty(),
}
WRONG = ("set:ward_plan.visiting/who", "add:visits/at", "add:information/words", "settle:ward_plan.visiting/why")
TYPED = draft(
    ("nonce", "cd" * 16),
    ("seen:ward_plan.visiting", "ch0"),
    ("was:ward_plan.visiting", "null"),
    ("set:ward_plan.visiting/names", HOSTILE),
    ("add:visits/what", "tried"),
    ("add:visits/at/fold", "after"),
    ("add:information/words", "\n" + HOSTILE),
    ("add:information/tonight", "yes"),
    ("add:information/rung_at/fold", "after"),
    ("add:urgent/words", HOSTILE),
    ("add:urgent/rung_at/fold", "before"),
    ("add:urgent_told/rung", HOSTILE),
    ("was:decisions.c1.seen_plan", "null"),
    ("set:decisions.c1.seen_plan/when", "2026-10-25T01:30"),
    ("was:children.c1.facts.actual_harm", '{"answer":"no"}'),
    ("set:children.c1.facts.actual_harm/answer", "yes"),
    ("settle:ward_plan.visiting/choose", "s01"),
    ("was:actions.new.what", "null"),
    ("set:actions.new.what/words", HOSTILE),
    ("seen:actions.a1.status", "ch0"),
    ("add:actions.a1.evidence/words", HOSTILE),
    ("login", HOSTILE),
    wrong=WRONG,
)


class Case(NamedTuple):
    name: str
    page: str
    inputs: Json


def cases() -> Iterator[Case]:
    for kind, doc in DOCUMENTS.items():
        for name in TEMPLATE:
            params = {"discussion": "d1"} | PARAMS.get(name, {})
            yield Case(f"{name}, {kind}", name, inputs(doc, params=params))
            yield Case(f"{name}, {kind}, typed and wrong", name, inputs(doc, params=params, draft=TYPED))
            yield Case(
                f"{name}, {kind}, from the server",
                name,
                inputs(doc, params=params, where="server", outbox=[], vaults=[]),
            )
    yield from odd()


def followed() -> Iterator[Case]:
    """A discussion that took up another procedure, and one that is about to."""
    for name, doc in (("passed on", documents.passed_on()), ("passing on", documents.passing_on())):
        for page in ("discussion", "tonight", "rules", "evidence"):
            yield Case(f"{page}, {name}", page, inputs(doc))
        for to in (documents.OTHER, documents.PROCEDURE):
            yield Case(f"under {to['id']}, {name}", "under", inputs(doc, params={"procedure": to["version"]}))
        without = {documents.OTHER["version"]: documents.OTHER}
        yield Case(f"rules, {name}, the one before has not come", "rules", inputs(doc, procedures=without))
    chair = documents.plain() | {"writable": ["procedures"]}
    yield Case("under, the chair", "under", inputs(chair, params=PARAMS["under"]))
    yield Case("under, no rules yet", "under", inputs(chair, params=PARAMS["under"], procedures={}))


def urgents() -> Iterator[Case]:
    """Someone needs to know: at the lock page, after a shift, and where there is no such note."""
    for minute in ("05", "04"):
        since = f"2026-11-21T02:{minute}:00Z"
        yield Case(f"locked, and nobody had read it since {since}", "unlock", inputs(None, person=None, unread=since))
    for name in ("discussion", "tonight", "told"):
        by_day = inputs(documents.plain(), now="2026-11-21T12:00:00Z", params={"discussion": "d1", "note": "u2"})
        yield Case(f"urgent notes, after a shift: {name}", name, by_day)
    yield Case("an urgent note of another discussion", "told", inputs(documents.plain(), params={"note": "gone"}))


def odd() -> Iterator[Case]:
    """What a device may be in: nobody, nothing yet, a clock in doubt, a copy never checked."""
    doc = documents.plain()
    nobody: Json = {"person": None, "phones": [], "vaults": [], "discussions": [], "outbox": []}
    for name in ("unlock", "sign_in", "tonight", "on_this_device", "problem", "paper_form"):
        yield Case(f"{name}, nobody and nothing", name, inputs(None, **nobody))
    yield Case("all people spoilt", "tonight", spoilt(inputs(documents.hostile(), notice=HOSTILE, clock_doubt=True)))
    yield Case("no rules yet", "discussion", inputs(doc, procedures={}, synced_at=None))
    yield Case("no calendar yet", "tonight", inputs(doc, calendar=None))
    yield Case("a case the engine refuses", "discussion", inputs(documents.refused()))
    for kind, home in (("plain", "Powys"), ("hostile", f"{HOSTILE}, Wales")):
        welsh = doc | {"leaves": doc["leaves"] | {"children.c1.responsible": documents.leaf({"home": home}, [])}}
        yield Case(f"a home authority in Wales, {kind}", "discussion", inputs(welsh))
    asked, procedures = documents.under("somerset", doc)
    yield Case("asked about the school holidays", "evidence", inputs(asked, procedures=procedures))
    for id_ in ("f1", "f3", "f4", "gone"):
        for kind in ("differing", "pending", "plain"):
            yield Case(f"difference {id_}, {kind}", "difference", inputs(DOCUMENTS[kind], params={"difference": id_}))
    for name in OF_ONE:
        yield Case(f"{name}, not held", name, inputs(None))
    yield Case("a child of another discussion", "visit", inputs(doc, params={"child": "c9"}))
    yield Case("the child has died", "discussion", inputs(documents.died()))
    for visit in ("v1", "v2", "v3", "gone"):
        for kind in ("plain", "differing"):
            yield Case(f"visit {visit}, {kind}", "visit_again", inputs(DOCUMENTS[kind], params={"visit": visit}))
    twice = inputs(doc, now="2026-10-25T01:30:00Z", params={"child": "c1"})
    for name in ("visit", "not_seen"):
        yield Case(f"{name}, in an hour that happens twice", name, twice)
    yield Case("by day", "tonight", inputs(doc, now="2026-11-20T12:00:00Z"))
    many = [doc | {"id": f"d{number}"} for number in range(30)]
    for name in ("tonight", "every_child"):
        yield Case(f"more than fifty children: {name}", name, inputs(doc, discussions=many))
    yield Case("in summer", "visit", inputs(doc, now="2026-07-20T12:00:00Z", params={"child": "c2"}))


def lives() -> Iterator[Case]:
    """Born, died, and two who may be taken for each other."""
    for kind, doc in (("lost", documents.lost()), ("confirmed", documents.confirmed())):
        for child in doc["children"]:
            for name in ("discussion", "tonight", "safety_plan", "ward_plan", "child", "born", "died"):
                yield Case(f"{name}, {kind}, {child}", name, inputs(doc, params={"child": child}))
        yield Case(f"born, {kind}, spoilt", "born", spoilt(inputs(doc, params={"child": "c3"})))
    for part in ("names", "birth", "place", "workers", "hair"):
        yield Case(f"who: {part}", "child_edit", inputs(documents.lost(), params={"child": "c3", "part": part}))
    chair = documents.lost() | {"writable": [*documents.LIVES, "children"]}
    yield Case("another child, the chair", "child_new", inputs(chair))


def moved() -> Iterator[Case]:
    """Entered about the wrong child."""
    for kind, doc in (("moved", documents.moved()), ("apart", documents.moved(apart=True))):
        for name in ("discussion", "what_next", "visit_again"):
            yield Case(f"{name}, {kind}", name, inputs(doc, params={"child": "c1", "visit": "v4"}))
        for entry in ("v4", "i1", "c2-nai", "c1-actual_harm", "c2-made_up", "gone"):
            for name in ("wrong_child", "right_child"):
                yield Case(f"{name}, {kind}, {entry}", name, inputs(doc, params={"child": "c2", "what": entry}))
        yield Case(f"wrong child, {kind}, spoilt", "wrong_child", spoilt(inputs(doc, params={"what": "v4"})))


def grown() -> Iterator[Case]:
    """The adults."""
    for kind, doc in (("grown", documents.grown()), ("hers", documents.grown(chair=True))):
        for adult, about in (("g1", "contact"), ("g2", "harm"), ("g2", "to"), ("g9", "to"), ("g1", "shoe")):
            asked = {"adult": adult, "about": about, "child": "c1"}
            yield Case(f"{about} of {adult}, {kind}", "adult_child", inputs(doc, params=asked))
        for name in ("adults", "adult", "adult_new", "safety_plan", "discussion"):
            yield Case(f"{name}, {kind}", name, inputs(doc, params={"adult": "g1"}))
            yield Case(f"{name}, {kind}, spoilt", name, spoilt(inputs(doc, params={"adult": "g1"})))
        yield Case(f"address, {kind}", "adult_edit", inputs(doc, params={"adult": "g1", "about": "address"}))


def called() -> Iterator[Case]:
    """Calls and meetings: by who writes them and who reads, and what was typed and could not be taken."""
    doc = documents.called()
    typed = draft(
        ("nonce", "cd" * 16),
        ("was:calls.k2.details", "null"),
        ("set:calls.k2.details/link", HOSTILE),
        ("add:events/sd", "2"),
        ("add:events/at/fold", "after"),
        wrong=("set:calls.k2.details/start", "set:calls.k2.details/why", "add:events/sd", "add:events/end"),
    )
    for kind, one in (("chair", doc), ("over", doc | {"writable": []})):
        for call in ("k1", "k2", "k3", "k4", "gone"):
            for name in ("call", "call_off", "call_held"):
                yield Case(f"{name} {call}, {kind}", name, inputs(one, params={"call": call}))
        for held in ("e2", "h0", "h2", "gone"):
            yield Case(f"held again {held}, {kind}", "held_again", inputs(one, params={"held": held}))
        for event in ("e1", "h0", "h2", "x1", "x2", "gone"):
            for name in ("happened_again", "mistake"):
                yield Case(f"{name} {event}, {kind}", name, inputs(one, params={"event": event}))
        for name in ("calls", "held_new", "happened", "discussion", "ended"):
            yield Case(f"{name}, called, {kind}", name, inputs(one))
    for name in ("call", "call_off", "call_held"):
        yield Case(f"{name}, typed and wrong", name, inputs(doc, params={"call": "k2"}, draft=typed))
        yield Case(f"{name}, spoilt", name, spoilt(inputs(doc, params={"call": "k2"})))
    yield Case("calls, spoilt", "calls", spoilt(inputs(doc)))
    yield Case("held in an hour that happens twice", "held_new", inputs(doc, now="2026-10-25T01:30:00Z"))


def on_wards() -> Iterator[Case]:
    """A ward plan with an answer of one child's own, and what the family is not told yet."""
    doc = documents.plain()
    own = {"children.c2.visiting": documents.leaf({"who": "anyone"}, [("Who may visit the child", "Family as usual")])}
    until = {"until": "2026-11-21T20:00+00:00", "not_before": f"the police have rung {HOSTILE}"}
    known = {
        "ward_plan.told": documents.leaf(until, []),
        "ward_plan.ring": documents.leaf({"who": HOSTILE, "number": "01632 960103"}, []),
    }
    for name in ("safety_plan", "ward_plan", "discussion"):
        yield Case(f"{name}, a child's own answer", name, inputs(doc | {"leaves": doc["leaves"] | own | known}))
    said = {"kind": "ward_shift", "to": f"p1 {HOSTILE}", "until": "2026-11-21T07:30+00:00"}
    offer = documents.side("o1", said, [], documents.CHAIR)
    done = documents.side("x1", {"offer": "o1"}, [], documents.NURSE)
    names = [{"id": "p3", "words": HOSTILE}, {"id": "p4", "words": "Mair Rees, Nurse in charge"}]
    for capacity, accepted, name in (
        *(("ward_offered", [], "safety_plan"), ("ward_on_duty", [done], "safety_plan")),
        *(("ward_on_duty", [done], "ward_handover"), ("ward_on_duty", [done], "note")),
        ("chair", [done | {"pending": True}], "safety_plan"),
    ):
        entries = doc["entries"] | {"handovers": [offer], "ward_accepts": accepted}
        held = doc | {"capacity": capacity, "entries": entries, "writable": [*doc["writable"], "handovers"]}
        yield Case(f"{name}, {capacity}", name, inputs(held, colleagues=names))


def what_ifs() -> Iterator[Case]:
    """Asked by address: what is no answer out of a list and no time is dropped, and said back to nobody."""
    digest = documents.PROCEDURE["version"]
    asked = [["procedure", digest], ["age", "older"], ["mode", "video"], ["fact/actual_harm", "yes"]]
    held = [["at/referral_received", "2026-11-18T10:00"], ["at/sd_contact", "2026-11-19T11:00"]]
    again = [["at/sd_contact_2", "2026-11-20T11:00"], ["at/s47_initiated", "2026-11-20T11:30"]]
    seen = [["at/child_seen", "2026-11-20T12:00"], ["at/sd_concluded", "2026-11-19T12:00"]]
    queries = {
        "nothing yet": [],
        "a procedure": asked[:1],
        "held twice and seen": [*asked, *held, *again, *seen],
        "not held": [*asked, held[0], ["fact/immediate_risk", "no"], ["fact/organised_or_multiple", "yes"]],
        "unborn": [asked[0], ["age", "unborn"], *held],
        "younger": [asked[0], ["age", "younger"], *held],
        "an hour that happens twice": [*asked, ["at/sd_contact", "2026-10-25T01:30"]],
        "and which": [*asked, ["at/sd_contact", "2026-10-25T01:30"], ["at/sd_contact/fold", "after"]],
        "no hour": [*asked, ["at/sd_contact", "2027-03-28T01:30"]],
        "words": [["procedure", HOSTILE], ["age", HOSTILE], ["fact/actual_harm", HOSTILE], ["at/sd_contact", HOSTILE]],
        "words where times belong": [asked[0], ["at/sd_contact", HOSTILE], [HOSTILE, HOSTILE], ["fact/flying", "yes"]],
    }
    for name, query in queries.items():
        yield Case(f"what if: {name}", "what_if", inputs(None, params={}, query=query))
    yield Case("what if: no rules yet", "what_if", inputs(None, params={}, procedures={}, current=[]))


def actions() -> Iterator[Case]:
    """Every step of an action, by whom it is with and by the chair; an address of none."""
    for kind, doc in DOCUMENTS.items():
        for action in ("a1", "a2", "a3"):
            yield Case(f"action {action}, {kind}", "action", inputs(doc, params={"action": action}))
        for step in ("hand-back", "decline", "take-over", "not-needed", "open-again", "no-step"):
            for action in ("a1", "a2"):
                asked = {"action": action, "step": step}
                yield Case(f"{step} {action}, {kind}", "action_step", inputs(doc, params=asked))
        for name in ("tonight", "every_child"):
            yield Case(f"{name}, the night team, {kind}", name, inputs(doc | {"capacity": "edt"}))
            yield Case(f"{name}, whoever gave it, {kind}", name, inputs(doc | {"writable": documents.CHAIR_PATHS}))
    many = [DOCUMENTS["plain"] | {"id": f"d{number}", "capacity": "edt"} for number in range(60)]
    yield Case("tonight, a county's worth", "tonight", inputs(DOCUMENTS["plain"], discussions=many))
    mine = inputs(DOCUMENTS["plain"], person=documents.CHAIR | {"initials": "HM", "role_words": "", "demo": True})
    yield Case("action, with somebody else", "action", mine | {"params": {"action": "a1"}})
    yield Case("action, no number to ring", "action", inputs(DOCUMENTS["plain"], params={"action": "a2"}, phones=[]))


def recordings() -> Iterator[Case]:
    """What a locked device recorded: pressed, waiting, confirmed, and by somebody else."""
    notes = [
        {
            "note": f"rec{number}",
            "what": what,
            "at": "2026-11-21T01:02:00.000Z",
            "received": "2026-11-21T01:05:00.000Z",
            "words": HOSTILE if number % 2 else "",
            "discussion": "d1" if number == 2 else "",
            "child": "c2" if number == 2 else "",
            "by": HOSTILE if number == 2 else "",
        }
        for number, what in enumerate(("seen", "tried", "not_safe", "urgent", "words", "dancing"), 1)
    ]
    for kind, doc in DOCUMENTS.items():
        for number in range(1, 7):
            params = {"discussion": "d1", "child": "c1", "recorded": f"rec{number}"}
            yield Case(f"confirm {number}, {kind}", "recorded_of", inputs(doc, params=params, recorded=notes))
    typed = inputs(DOCUMENTS["plain"], params={"child": "c1", "recorded": "rec1"}, recorded=notes, draft=TYPED)
    yield Case("confirm, typed and wrong", "recorded_of", typed)
    for name in ("recorded", "tonight", "discussion"):
        yield Case(f"{name}, recorded", name, inputs(DOCUMENTS["hostile"], recorded=notes, sealed=2))
        yield Case(f"{name}, one recorded", name, inputs(DOCUMENTS["plain"], recorded=notes[:1]))
        yield Case(f"{name}, one sealed", name, inputs(DOCUMENTS["plain"], sealed=1))
    yield Case("recorded, and no child to choose", "recorded", inputs(None, recorded=notes))
    two = [{"id": "p1", "initials": "GA", "shorts": [HOSTILE, "R1"]}, {"id": "p2", "initials": HOSTILE}]
    for what in ("", "seen", "not_safe", "urgent", "words", HOSTILE):
        for people in (two, two[:1], []):
            pressed = [["saved", what], ["note", "rec1"], ["whose", "p1"]] if what else []
            asked = inputs(None, person=None, sealing=people, sealed=len(people), query=pressed)
            yield Case(f"locked, {what} pressed, of {len(people)}", "unlock", asked)


def in_part() -> Iterator[Case]:
    """Who is here for what; and each of them at what they are here for."""
    for kind, doc in DOCUMENTS.items():
        all_ = documents.here_for_part(doc)
        limited = all_ | {"capacity": "in_part", "every_child": doc["children"], "children": doc["children"][:1]}
        for name in ("in_part", "note", "urgent", "opinion"):
            yield Case(f"{name}, here for part of it, {kind}", name, inputs(limited, params={"child": "c1"}))
        yield Case(f"here for part of it, {kind}, spoilt", "in_part", spoilt(inputs(limited)))
        for name in ("attendance", "attendance_edit"):
            asked = inputs(all_ | {"writable": ["part_attendance"]}, params={"person": "p8"})
            yield Case(f"{name}, the chair, {kind}", name, asked)
            yield Case(f"{name}, the chair, {kind}, typed", name, asked | {"draft": TYPED})


def kept_out() -> Iterator[Case]:
    """Whoever runs it says who is kept out; whoever does not learns nothing of it."""
    paths = ["works_here", "excluded", "excluded_accounts", "excluded_ended"]
    pages = ("discussion", "excluded", "excluded_asked", "excluded_new", "excluded_account", "excluded_ended")
    for kind, doc in DOCUMENTS.items():
        all_ = documents.kept_out(doc)
        for name in pages:
            for who, held in (("chair", all_ | {"writable": paths}), ("nurse", doc)):
                asked = inputs(held, params={"excluded": "o1"}, colleagues=[{"id": "p8", "words": HOSTILE}])
                yield Case(f"{name}, kept out, {who}, {kind}", name, asked)
                yield Case(f"{name}, kept out, {who}, {kind}, typed", name, asked | {"draft": TYPED})
        yield Case(f"kept out, {kind}, spoilt", "excluded", spoilt(inputs(all_ | {"writable": paths})))


CASES = [
    *in_part(),
    *kept_out(),
    *recordings(),
    *cases(),
    *urgents(),
    *what_ifs(),
    *followed(),
    *actions(),
    *lives(),
    *moved(),
    *grown(),
    *called(),
    *on_wards(),
]
