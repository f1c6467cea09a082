"""A call or meeting that was held, written down and corrected: only that moves a clock (B-1.2, Q-19, Q-20). Twin of
`held.ts`."""

from collections.abc import Sequence
from typing import Any

from sync.case import HELD, said_ahead
from sync.london import utc
from sync.pages.answers import by_words, entry, said_of
from sync.pages.children import values
from sync.pages.clock import Clocks
from sync.pages.events import ONLY_AUTHOR, PATH, STAYS, crossed_out_at
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.local import local, moment
from sync.pages.questions import Asking, choice, may_write
from sync.pages.short import asking_page, card
from sync.pages.visits import STILL_TO_COME
from sync.wording import day, due, instant

IT_WAS_HELD = "It was held"
NOT_YOURS = "The chair or the minute taker books a call or meeting, and writes down that it was held."
TWICE = "Two different times are written. The earlier counts, until whoever wrote the wrong one corrects it."
NOT_COUNTED = f"This does not count as held. {STILL_TO_COME}"
WHAT_IT_DOES = (
    "By when each child should be seen is counted from this. It does not make the record, and does not end the "
    "discussion: each is done on its own page."
)
BEGAN = {"at": {"label": "When it began"}, "end": {"label": "When it ended, if it is over"}}
Entry = dict[str, Any]


def spoken(doc: Doc, kinds: Sequence[str] = ("sd_contact",)) -> list[Entry]:
    """Every call or meeting that was held, as it stands: one that was corrected is not one."""
    found = doc["entries"].get(PATH, [])
    return [one for one in found if one["value"]["type"] in kinds and not one.get("superseded_by")]


def number_of(one: Entry) -> int:
    return int(one["value"].get("sd", 1))


def latest(doc: Doc) -> int:
    """The number of the discussion that was held last; the first, where none was."""
    return max((number_of(one) for one in spoken(doc, sorted(HELD))), default=1)


def held(doc: Doc, inputs: Inputs) -> Context:
    """Begun from what was booked, as a correction from what was written; one save, and the clocks know."""
    params, asking, home = inputs.get("params", {}), Asking(doc, inputs), f"/discussions/{doc['id']}"
    call = params.get("call", "")
    old = next((one for one in spoken(doc) if one["id"] == params.get("held")), None)
    name, here = ("held_again", f"{home}/held/{old['id']}") if old else ("held_new", f"{home}/held")
    name, here = ("call_held", f"{home}/calls/{call}/held") if call else (name, here)
    given = old["value"] if old else _given(doc, call, inputs["now"])
    asked = asking.adding(PATH, given)
    order = [one | BEGAN.get(one["key"], {}) for one in asked if one["key"] in ("at", "end", "fold", "mode")]
    numbers = [number_of(old)] if old else _numbers(doc)
    said = {"type": "sd_contact", "call": given.get("call", call), "supersedes": old["id"] if old else ""}
    said |= {"sd": str(numbers[0])} if len(numbers) == 1 else {}
    which = [_which(one, numbers) for one in asked if one["key"] == "sd" and len(numbers) > 1]
    hidden = asking.hidden({f"add:{PATH}/{key}": value for key, value in said.items() if value})
    mine = old is None or wrote(old, inputs)
    may = may_write(doc, PATH) and mine
    return asking_page(
        *(name, "Correct what was written" if old else IT_WAS_HELD, doc, inputs, here, f"{home}/calls", PATH),
        lead=[*([STAYS] if old else []), *_stopped(doc, inputs, numbers), WHAT_IT_DOES],
        entries=[entry(doc, PATH, old, inputs["now"])] if old else [],
        hidden=[*hidden, *([asking.opened(PATH, [*hidden, *order])] if old else [])],
        questions=[*which, *order],
        button="Save the correction" if old else "Save: it was held",
        links=[crossed_out_at(doc, old)] if old and may else [],
        may_write=may,
        refused=NOT_YOURS if mine else ONLY_AUTHOR,
    )


def held_row(doc: Doc, id_: str, begun: list[Entry], inputs: Inputs) -> Context:
    """One that was held, as each wrote it; the earliest first, for that is the one that counts."""
    now = inputs["now"]
    counted = [one for one in begun if not said_ahead(one)]
    apart = [{key: one["value"].get(key) for key in ("at", "end", "sd")} for one in counted]
    mine = [one for one in begun if wrote(one, inputs) and may_write(doc, PATH)]
    made = card(id_, f"Held: {instant((counted or begun)[0]['value']['at'], now)}")
    made["lines"] = [TWICE] if any(one != apart[0] for one in apart) else []
    for one in begun:
        made["lines"] += [_words(one, now), *([NOT_COUNTED] if said_ahead(one) else []), by_words(one, now)]
    made["links"] = [{"href": f"/discussions/{doc['id']}/held/{one['id']}", "words": "Correct it"} for one in mine]
    return made


def began(one: Entry) -> str:
    """ISO 8601 UTC, so that text sorts as time does."""
    return utc(moment(one["value"]["at"]))


def _given(doc: Doc, call: str, now: str) -> Context:
    """What was booked, where one thing was; never a time that is still to come."""
    said = values(doc, f"calls.{call}.details") if call else []
    booking = said[0] if len(said) == 1 and said[0].get("mode") != "cancelled" else {}
    past = {key: time for key, time in booking.items() if key in ("start", "end") and moment(time) <= moment(now)}
    given = {"at": past.get("start", now)} | ({"end": past["end"]} if "end" in past else {})
    return given | ({"mode": booking["mode"]} if booking.get("mode") else {})


def _numbers(doc: Doc) -> list[int]:
    """Which discussion it may be of, as the clocks number them: one that is over has no further call."""
    both = spoken(doc, sorted(HELD))
    last = max((number_of(one) for one in both), default=0)
    ends = [one for one in both if one["value"]["type"] == "sd_concluded" and not said_ahead(one)]
    over = any(number_of(one) == last for one in ends)
    return [last + 1] if over or not both else [last, last + 1]


def _which(question: Context, numbers: list[int]) -> Context:
    last, further = numbers
    words = [
        (str(last), f"Another call or meeting of discussion {last}"),
        (str(further), f"Discussion {further}, a new one"),
    ]
    return choice(question["name"], question["label"], question["value"], words) | {"error": question["error"]}


def _stopped(doc: Doc, inputs: Inputs, numbers: list[int]) -> list[str]:
    """The clocks for holding it that this meets."""
    clocks = Clocks(doc, inputs)
    rows = [
        row
        for row in (clocks.result or {}).get("deadlines", [])
        if row["effect"] == "hold" and row["state"] in ("open", "late") and row["sd"] in (None, *numbers)
    ]
    made = []
    for met, what in ((False, "holding the discussion"), (True, "meeting face to face, if you met")):
        dates = dict.fromkeys(
            due(row, inputs["now"]) for row in rows if row["due_before"] and row["face_to_face"] == met
        )
        made += [f"This stops the clock for {what} ({', and '.join(dates)})."] if dates else []
    return made or ["No clock for holding a discussion is running."]


def _words(one: Entry, now: str) -> str:
    value, how = one["value"], said_of(one, PATH, "mode")
    until = f"ended {_end(value, now)}" if value.get("end") else "when it ended is not written"
    return f"{how and f'{how}. '}Discussion {number_of(one)}. Began {instant(value['at'], now)}, {until}."


def _end(value: Context, now: str) -> str:
    """The day is said once."""
    end, same = local(value["end"])[:10], local(value["at"])[:10]
    said = instant(value["end"], now)
    return said.removeprefix(f"{day(end, now)}, ") if end == same else said
