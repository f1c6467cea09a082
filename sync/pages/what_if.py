"""What if: a procedure, facts and times with no case, and what would follow. Nothing is kept. Twin of `what_if.ts`.

It is asked by GET, for a POST that is answered by a page is written to the browser's session files (DESIGN.md section
4), and what is asked holds nothing of anybody: answers out of a list, and times. What is not one of those is dropped.
With a script the address does not change; on a device it never leaves it.
"""

from collections.abc import Sequence
from typing import Any

from sync import values
from sync.deadlines import CaseError, deadlines
from sync.duties import duties
from sync.headline import headline, of_case
from sync.london import seconds
from sync.pages.dates import date_rows, duty_row, groups
from sync.pages.evidence import asked_of, strings
from sync.pages.inputs import Context, Inputs
from sync.pages.procedures import cautions, href
from sync.pages.questions import choice, id_of, moment
from sync.pages.shell import shell
from sync.registry import registry
from sync.told import OF_A_CHILD

Json = dict[str, Any]
CHILD = "c1"
ZONE = "Europe/London"
ANSWERS = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
AGES = (("older", "4 years or older"), ("younger", "Born, and under 4"), ("unborn", "Not born yet"))
# An age is asked for, not a date of birth: the date is nobody's.
YEARS = {"older": 10, "younger": 1}
MODES = (("phone", "By phone"), ("video", "By video"), ("in_person", "In person"))
# The calls are asked for each discussion; these are never asked: nobody says them, or another question does.
CALLS = (("sd_contact", "First discussion: the call or meeting began"), ("sd_concluded", "First discussion: it ended"))
AGAIN = (
    ("sd_contact_2", "Second discussion: the call or meeting began"),
    ("sd_concluded_2", "Second discussion: it ended"),
)
NOT_ASKED = frozenset({"first_saved", "child_born", "child_died", "sd_contact", "sd_concluded", "child_seen"})
SEEN = ("child_seen", "A social worker saw the child")
TO_SOMEBODY = frozenset({"record_received", "record_released", "query_raised"})


def what_if(inputs: Inputs) -> Context:
    known = inputs.get("procedures", {})
    typed = {pair[0]: pair[1] for pair in inputs.get("query", [])}
    digest = _chosen(inputs, typed)
    made: Context = {
        "page": shell("what_if", "What if", inputs) | {"discussion": "what-if"},
        "procedure": choice(
            "procedure", "Local procedure", digest, [(one, known[one]["title"]) for one in _order(inputs)]
        ),
        "age": choice("age", "How old is the child", _age(typed), AGES),
        "sections": [],
        "times": [],
        "mode": choice("mode", "How the first call or meeting was held", _one_of(typed.get("mode"), MODES), MODES),
        "answered": False,
        "problem": "",
        "seen_by": "",
        "held_by": "",
        "groups": [],
        "open_dates": [],
        "open_duties": [],
        "cautions": [],
        "href": "",
    }
    calendar = inputs.get("calendar")
    if not digest or calendar is None:
        return made | {"problem": "The rules have not reached this device yet."}
    procedure = known[digest]
    times, problems = _times(procedure, typed)
    made |= {
        "sections": _sections(procedure, typed),
        "times": [_time(key, label, typed, problems) for key, label in _events(procedure)],
        "href": href(digest),
        "cautions": cautions(procedure),
        "page": made["page"] | _wrong(problems),
    }
    if "procedure" not in typed or problems:
        return made
    return made | _worked_out(procedure, _case(procedure, typed, times, inputs["now"]), calendar, inputs["now"])


def _worked_out(procedure: Json, case: Json, calendar: Json, now: str) -> Context:
    def names(_children: list[str]) -> str:
        return ""

    try:
        result, asked = deadlines(procedure, case, calendar, now), duties(procedure, case)
    except CaseError as error:
        return {"problem": str(error)}
    dates, open_dates = date_rows(result, [procedure], now, names)
    return {
        "answered": True,
        "seen_by": headline(result, CHILD, now)["words"],
        "held_by": of_case(result, now)["words"],
        "groups": groups(dates, [duty_row(row, procedure, names) for row in asked if row["applies"] == "yes"]),
        "open_dates": open_dates,
        "open_duties": [duty_row(row, procedure, names) for row in asked if row["applies"] == "unknown"],
    }


def _case(procedure: Json, typed: dict[str, str], times: Json, now: str) -> Json:
    facts = procedure["vocabulary"]["facts"]
    said = {name: _one_of(typed.get(f"fact/{name}"), ANSWERS) for name in asked_of(procedure["rules"])}
    answered = {name: answer for name, answer in said.items() if answer and answer != "unknown"}
    child: Json = {"id": CHILD, "facts": {name: answered[name] for name in answered if facts[name]["of"] == "child"}}
    if years := YEARS.get(_age(typed)):
        child["dob"] = f"{int(now[:4]) - years}-01-01"
    second = times.get("sd_contact_2") or times.get("sd_concluded_2")
    return {
        "children": [child],
        "facts": {name: answered[name] for name in answered if facts[name]["of"] == "case"},
        "events": [_event(name, at, typed, second) for name, at in times.items()],
    }


def _event(name: str, at: str, typed: dict[str, str], second: str | None) -> Json:
    """What is said of a time from the second discussion on belongs to that one."""
    kind = name.removesuffix("_2")
    event: Json = {"type": kind, "at": at}
    if kind == "sd_contact":
        event["mode"] = _one_of(typed.get("mode"), MODES) or "phone"
    if kind in OF_A_CHILD:
        event |= {"child": CHILD}
    if kind == "child_seen":
        event["by"] = "social_worker"
    if kind in TO_SOMEBODY:
        event["recipient"] = "r1"
    return event | ({"sd": 2} if name.endswith("_2") or (second and _later(at, second)) else {})


def _times(procedure: Json, typed: dict[str, str]) -> tuple[Json, dict[str, str]]:
    """Instants with their offsets, and what is wrong, by field. Words where a time belongs are not said again."""
    events = _events(procedure)
    said = {key: typed[f"at/{key}"] for key, _ in events if typed.get(f"at/{key}")}
    wrong = {f"at/{key}": f"{label}: give a date and a time" for key, label in events if not _is_time(said.get(key))}
    given = {key: [value] for key, value in said.items() if _is_time(value)}
    given |= {f"{key}/fold": [typed.get(f"at/{key}/fold", "")] for key in given}
    parts = [{"key": key, "label": label, "type": "instant"} for key, label in events]
    found, problems = values.group("at", given, parts, ZONE, every=False)
    return found or {}, wrong | {problem["name"]: problem["text"] for problem in problems}


def _is_time(said: str | None) -> bool:
    return said is None or values.LOCAL.fullmatch(said) is not None


def _wrong(problems: dict[str, str]) -> Context:
    shown = [{"text": text, "href": f"#{id_of(name)}"} for name, text in problems.items()]
    return {"errors": shown, "title": "Error: What if – Seenby"} if shown else {}


def _time(key: str, label: str, typed: dict[str, str], problems: dict[str, str]) -> Context:
    name = f"at/{key}"
    error = problems.get(name, "")
    said = typed.get(name, "")
    return moment(name, label, said if _is_time(said) else "", error, typed.get(f"{name}/fold", ""))


def _sections(procedure: Json, typed: dict[str, str]) -> list[Context]:
    facts, names = procedure["vocabulary"]["facts"], asked_of(procedure["rules"])
    made = []
    for of, heading in (("child", "About the child"), ("case", "About all the children")):
        questions = [
            choice(
                f"fact/{name}", _label(name, facts), _one_of(typed.get(f"fact/{name}"), ANSWERS) or "unknown", ANSWERS
            )
            for name in names
            if facts[name]["of"] == of
        ]
        answered = sum(1 for question in questions if question["value"] != "unknown")
        if questions:
            said = f"{answered} of {len(questions)} answered"
            made.append(
                {"id": f"about-{of}", "heading": heading, "said": said, "open": answered > 0, "questions": questions}
            )
    return made


def _label(name: str, facts: Json) -> str:
    """The question the registry asks; a fact of the file's own has only its words."""
    own = next((field.raw["names"][name] for field in registry().fields if name in field.raw.get("names", {})), "")
    words = str(facts[name]["words"])
    return own or f"{words[:1].upper()}{words[1:]}"


def _events(procedure: Json) -> list[tuple[str, str]]:
    """What the rules start from or wait for, in the registry's order, then the file's own."""
    events = procedure["vocabulary"]["events"]
    mentioned = set(strings([procedure["rules"], procedure["settings"]]))
    field = registry().field("events")
    labels = {choice_["value"]: choice_["text"] for choice_ in field.parts[0]["choices"]} if field else {}
    own = {name: f"{events[name][:1].upper()}{events[name][1:]}" for name in sorted(events) if name not in labels}
    asked = [(name, words) for name, words in (labels | own).items() if name in mentioned and name not in NOT_ASKED]
    return [*(one for one in asked if one[0] in events), *CALLS, *AGAIN, SEEN]


def _order(inputs: Inputs) -> list[str]:
    """Those in use here, by title; where none is known to be, all."""
    known = inputs.get("procedures", {})
    usable = [digest for digest in inputs.get("current", []) if digest in known] or list(known)
    return sorted(usable, key=lambda digest: (known[digest]["title"], digest))


def _chosen(inputs: Inputs, typed: dict[str, str]) -> str:
    known = inputs.get("procedures", {})
    asked = typed.get("procedure", "")
    return asked if asked in known else next(iter(_order(inputs)), "")


def _age(typed: dict[str, str]) -> str:
    return _one_of(typed.get("age"), AGES) or AGES[0][0]


def _one_of(said: str | None, choices: Sequence[tuple[str, str]]) -> str:
    return next((value for value, _ in choices if value == said), "")


def _later(at: str, second: str) -> bool:
    return (seconds(at) or 0) >= (seconds(second) or 0)
