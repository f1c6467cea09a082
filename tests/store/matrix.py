"""Everything anybody can write, planted once each over PostgreSQL, and who of everybody then holds it."""

import itertools
import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from server import store
from server.domain.access import Person
from sync.messages import Have, Pull
from sync.registry import Field, registry
from tests.store.ward import NOW, PASSWORD, change, device_of, send

TABLE = Path(__file__).parents[1] / "assurance" / "readers.md"
COLUMNS = (
    *("chair", "minutes", "lead", "police", "health", "other", "edt", "part", "duty", "offered", "none"),
    "kept out",
)
# Column -> kind of organisation, role, and the part that is granted.
PEOPLE = {
    "chair": ("social_care", "team_manager", None),
    "minutes": ("social_care", "business_support", "minute_taker"),
    "lead": ("social_care", "social_worker", "participant"),
    "police": ("police", "police_sergeant", "participant"),
    "health": ("hospital", "paediatrician", "participant"),
    "other": ("school", "school_lead", "participant"),
    "edt": ("social_care", "edt_worker", "edt"),
    "part": ("health", "gp", "participant"),
    "duty": ("hospital", "nurse_in_charge", None),
    "offered": ("hospital", "ward_nurse", "ward_on_duty"),
    "none": ("police", "police_sergeant", None),
    "kept out": ("hospital", "nurse_in_charge", "participant"),
    # Writes what the police share, so that nobody whose column is looked at is the writer.
    "officer": ("police", "constable", "participant"),
}
STEPS = {"{child}": "c1", "{adult}": "a1", "{person}": "p1", "{call}": "k1", "{topic}": "t1", "{action}": "x1"}
UNTIL = (NOW + timedelta(hours=12)).isoformat()
TEXT = ("text", "long_text")
# Told one by one below.
BY_HAND = (
    *("procedure", "reference", "procedures", "handovers", "ward_accepts", "information", "note_readers"),
    *("urgent_told", "urgent_read", "deaths", "death_checks", "moved", "moved_told", "part_attendance"),
    *("excluded_accounts", "excluded_ended"),
)
_tokens = (f"Zq{number:03}x" for number in itertools.count(1))


@dataclass(frozen=True)
class Planted:
    """`token` stands in every text of it, `cleared` in the words for everybody else; `id` names it in any copy."""

    token: str
    id: str
    wordless: bool = False
    cleared: str = "no such words"


@dataclass
class Told:
    """One discussion, its people by column, and what was planted, by the row of the table it is for."""

    people: dict[str, Person]
    discussion: str
    planted: dict[str, Planted] = field(default_factory=dict)
    own: dict[tuple[str, str], Planted] = field(default_factory=dict)

    async def says(self, who: str, path: str, payload: Any, kind: str = "add") -> str:
        made = change(self.people[who], self.discussion, path, payload, kind=kind)
        [receipt] = await send(self.people[who], made)
        assert receipt.status == "applied", (path, receipt.sentence)
        return str(made.op_id)

    async def plants(self, row: str, who: str, path: str, said: dict[str, Any], **more: str) -> str:
        """A new entry whose words are `said` at the key that has none yet."""
        token = next(_tokens)
        filled = {key: token if value is None else value for key, value in said.items()}
        self.planted[row] = Planted(
            token, await self.says(who, path, filled), wordless=None not in said.values(), **more
        )
        return self.planted[row].id


def table() -> dict[str, dict[str, str]]:
    """Row -> column -> the two letters written by hand."""
    rows = (line.strip("|\n ").split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| "))
    return {
        row[0]: dict(zip(COLUMNS, row[1:], strict=True))
        for row in rows
        if len(row) == len(COLUMNS) + 1 and row[0] != "path"
    }


def paths_of(rows: dict[str, Any]) -> set[str]:
    return {row.partition(" (")[0] for row in rows}


async def told() -> Told:
    """Everything there is to say, said."""
    made = await _opened()
    for found in registry().fields:
        if found.kind != "items" and found.path not in BY_HAND:
            await _any(made, found)
    await _attendance(made)
    await _procedure(made)
    await _lives(made)
    await _notes(made)
    await _moved(made)
    await _ward(made)
    await _excluded(made)
    return made


async def held_by(made: Told, column: str) -> tuple[str, str]:
    """What the server shows this person, and what their device is sent: all of it, as text."""
    person = made.people[column]
    async with store.as_person(person.id, NOW):
        shown = await store.discussion(person, made.discussion)
    answer = await store.pull(person, Pull(person.id, device_of(person), "", "", Have([])), NOW)
    sent = next((one for one in answer["discussions"] if one["id"] == made.discussion), None)
    assert shown == sent, "a page and a copy are cut by one function"
    everything = {key: part for key, part in answer.items() if key not in ("receipts", "procedures")}
    return json.dumps(shown), json.dumps(everything)


def letter(text: str, planted: Planted) -> str:
    if planted.token in text:
        return "W"
    if planted.cleared in text:
        return "C"
    return ("W" if planted.wordless else "D") if planted.id in text else "-"


async def _opened() -> Told:
    people: dict[str, Person] = {}
    async with store.as_person(None, NOW):
        kinds = dict.fromkeys(kind for kind, _, _ in PEOPLE.values())
        places = {kind: await store.add_organisation(f"The {kind}", kind, []) for kind in kinds}
        for column, (kind, role, _) in PEOPLE.items():
            known_as = Person("", f"Invented {column}", column[:2].upper(), role, role, "", demo=True)
            login = f"{column.replace(' ', '-')}@matrix.invalid"
            people[column] = await store.add_person(login, PASSWORD, known_as, places[kind])
    async with store.as_person(people["chair"].id, NOW):
        procedure = await store.keep_procedure({"id": "matrix", "version": "1", "rules": []})
        discussion = await store.create_discussion(procedure)
        for column, (_, _, capacity) in PEOPLE.items():
            if capacity:
                ends = NOW + timedelta(hours=12) if capacity == "ward_on_duty" else None
                await store.grant(discussion, people[column].id, capacity, starts=NOW, ends=ends)
    made = Told(people, discussion)
    await made.says("chair", "children.c1.names", {"given": "Rosie"}, "set")
    await made.says("chair", "children.c1.workers", {"lead": "Invented lead"}, "set")
    return made


async def _any(made: Told, found: Field) -> None:
    """By the chair, who may write almost everything; what is there already is answered anew."""
    token, path = next(_tokens), found.path
    for step, id_ in STEPS.items():
        path = path.replace(step, id_)
    path = path.replace("{fact}", "actual_harm" if "children" in path else "press_interest")
    path = path.replace("{purpose}", next(iter(found.raw.get("names", {"": ""}))))
    value: Any = {part["key"]: _filled(part, token) for part in found.parts if part["key"] != "supersedes"}
    kind = {"entries": "add", "set": "tag", "state": "step"}.get(found.kind, "set")
    if found.kind == "set":
        value = {"add": ["c1"], "remove": []}
    elif found.kind == "state":
        value = next(iter(found.raw["steps"][found.raw["choices"][0]["value"]]))
    elif found.path == "children.{child}.workers":
        value = {"lead": "Invented lead", "deputy_tonight": token}
    seen = await _seen(made, path)
    one = change(made.people["chair"], made.discussion, path, value, kind=kind, seen=seen)
    [receipt] = await send(made.people["chair"], one)
    assert receipt.status == "applied", (path, receipt.sentence)
    made.planted[found.path] = Planted(token, one.op_id, wordless=token not in json.dumps(value))


async def _seen(made: Told, path: str) -> list[str]:
    async with store.as_person(made.people["chair"].id, NOW):
        found = await store.discussion(made.people["chair"], made.discussion)
    return list(found["leaves"].get(path, {}).get("seen", [])) if found else []


def _filled(part: dict[str, Any], token: str) -> Any:
    known = {"id": "c1", "instant": "2026-11-20T16:00+00:00", "date": "2026-06-21", "number": 1, "check": True}
    return part["choices"][0]["value"] if "choices" in part else known.get(part["type"], token)


async def _procedure(made: Told) -> None:
    async with store.as_person(made.people["chair"].id, NOW):
        was = await store.keep_procedure({"id": "matrix", "version": "1", "rules": []})
        now = await store.keep_procedure({"id": "matrix", "version": "2", "rules": []})
    said = {"procedure": now, "was": was, "because": "newer", "why": None}
    await made.plants("procedures", "chair", "procedures", said)
    made.planted["procedure"] = Planted("no such words", now, wordless=True)
    made.planted["reference"] = Planted("no such words", '"reference"', wordless=True)


async def _attendance(made: Told) -> None:
    """One is here for what the doctors found about the child; of another it was said that they are here for all."""
    for row, who, said in (
        ("of whoever reads it in “part”", "part", {"part": "part", "medical": True, "child": "c1"}),
        ("of anybody else", "officer", {"part": "all"}),
    ):
        person = made.people[who]
        limited = {"who": f"{person.id} {person.name}, {person.role_words}, {person.agency}"} | said
        id_ = await made.says("minutes", "part_attendance", limited)
        made.planted[f"part_attendance ({row})"] = Planted("no such words", id_, wordless=True)
    await _saw(made, "part")


async def _lives(made: Told) -> None:
    death = {"child": "c1", "at": "2026-11-20T16:00+00:00", "who": None}
    died = await made.plants("deaths", "minutes", "deaths", death)
    await made.plants("death_checks", "chair", "death_checks", {"death": died, "right": "no", "why": None})


async def _notes(made: Told) -> None:
    """By the police, of each width; released, cleared, and told on."""
    note = {"kind": "observation", "child": "c1", "words": None}
    for width in ("everyone", "health", "police", "chair"):
        await made.plants(f"information ({width})", "officer", "information", note | {"readers": width})
    released = await made.plants("information (police, released to everyone)", "officer", "information", note)
    await made.says("officer", "note_readers", {"note": released, "readers": "everyone"})
    words = next(_tokens)
    cleared = "information (police, words cleared)"
    await made.plants(cleared, "officer", "information", note | {"cleared": words}, cleared=words)
    for width, row in (("health", "everyone"), ("police", "the police")):
        which = await made.says("officer", "information", note | {"words": "x", "readers": width, "tonight": "yes"})
        later = {"note": which, "readers": "everyone" if row == "everyone" else width, "cleared": None}
        made.planted[f"note_readers (of a note for {row})"] = await _later(made, later)
        end = "" if row == "everyone" else f" (of a note for {row})"
        call = {"urgent": which if end else made.planted["urgent"].id, "whom": "police", "rung": None}
        await made.plants(f"urgent_told{end}", "officer", "urgent_told", call)
        await made.plants(f"urgent_read{end}", "police", "urgent_read", {"urgent": call["urgent"]})


async def _moved(made: Told) -> None:
    """What was entered about the wrong child: who may not see it does not see that it was moved, or who was told."""
    for row, entry in (("a visit", "visits"), ("a note for the police", "information (police)")):
        said = {"entry": made.planted[entry].id, "to": "c1", "why": None}
        await made.plants(f"moved (of {row})", "chair", "moved", said)
        told_of = {"entry": made.planted[entry].id, "who": "c1"}
        await made.plants(f"moved_told (of {row})", "chair", "moved_told", told_of)


async def _later(made: Told, said: dict[str, Any]) -> Planted:
    """Its words for everybody else come with the note: here the entry itself is looked for."""
    id_ = await made.says("officer", "note_readers", {key: part for key, part in said.items() if part})
    return Planted("no such words", id_, wordless=True)


async def _ward(made: Told) -> None:
    """The first nurse hands over to the second, who has written too, and is now handing it back to the first."""
    await _saw(made, "offered")
    offer = await _offers(made, "offered", "duty", "First words")
    await made.plants("ward_accepts", "duty", "ward_accepts", {"offer": offer})
    await _saw(made, "duty")
    token = next(_tokens)
    offer = await _offers(made, "duty", "offered", token)
    made.planted["handovers (of a ward)"] = Planted(token, offer)
    own = made.own["duty", "urgent"].id
    call = {"urgent": own, "whom": "police", "rung": None}
    await made.plants("urgent_told (of a note of the nurse on duty)", "chair", "urgent_told", call)
    await made.plants("urgent_read (of a note of the nurse on duty)", "chair", "urgent_read", {"urgent": own})
    await made.plants("handovers (any other)", "chair", "handovers", {"words": None})


async def _offers(made: Told, who: str, to: str, words: str) -> str:
    nurse = made.people[to]
    named = f"{nurse.id} {nurse.name}, {nurse.role_words}, {nurse.agency}"
    return await made.says(who, "handovers", {"kind": "ward_shift", "to": named, "until": UNTIL, "words": words})


async def _excluded(made: Told) -> None:
    """Somebody who takes part, has been given the ward too, and has written: named last of all; another is let in."""
    who = "kept out"
    await _saw(made, who)
    nurse = made.people[who]
    async with store.as_person(made.people["chair"].id, NOW):
        await store.grant(made.discussion, nurse.id, "ward_on_duty", starts=NOW, ends=NOW + timedelta(hours=12))
    said = {"excluded": made.planted["excluded"].id, "account": f"{nurse.id} {nurse.name}"}
    made.planted["excluded_accounts"] = Planted(
        "no such words", await made.says("minutes", "excluded_accounts", said), wordless=True
    )
    other = await made.says("chair", "excluded", {"name": "Somebody else"})
    await made.plants("excluded_ended", "chair", "excluded_ended", {"excluded": other, "why": None})


async def _saw(made: Told, who: str) -> None:
    for path, said in (("information", {"kind": "observation"}), ("urgent", {})):
        token = next(_tokens)
        made.own[who, path] = Planted(token, await made.says(who, path, said | {"words": token}))
