"""Calls and meetings: what is booked, changed and cancelled, beside what was held (`held.py`). Twin of `calls.ts`."""

from sync.case import NOT_SO
from sync.london import utc
from sync.pages.children import identities, values
from sync.pages.clock import Clocks
from sync.pages.events import PATH
from sync.pages.held import IT_WAS_HELD, NOT_YOURS, Entry, began, held_row, spoken
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import moment
from sync.pages.prompts import booked, prompts
from sync.pages.questions import Asking, may_write
from sync.pages.short import asking_page, card, editable, group_of, showing
from sync.wording import exactly, instant

BOOKING = "calls.{call}.details"
HEADING, CANCEL = "Calls and meetings", "Cancel it"
# Asked, or said by the page, where it is cancelled; what is cancelled has no `start`, for that says it is booked.
CANCELLING = ("why", "was_for")
LAST = ("place", "link", "dial_in", "pin")
NOTHING = "Nothing is booked, and nothing is written down as held."
UNSENT = "What was crossed out on this device still counts for the dates, until the server has it."
IN_PART = "What is booked is not shown to whoever is here for part of it. Ring the chair."


def strays(doc: Doc, params: dict[str, str]) -> bool:
    call, held = params.get("call"), params.get("held")
    return (call is not None and call not in booked(doc)) or (
        held is not None and held not in [one["id"] for one in spoken(doc)]
    )


def calls(doc: Doc, inputs: Inputs) -> Context:
    here, clocks = f"/discussions/{doc['id']}", Clocks(doc, inputs)
    known, writes = booked(doc), may_write(doc, BOOKING)
    alone = [one for one in spoken(doc) if one["value"].get("call") not in known]
    rows = [*(_booking(doc, call, inputs) for call in known), *(_unbooked(doc, one, inputs) for one in alone)]
    rows.sort(key=lambda row: row[0], reverse=True)
    offered = [("new-call", "Book a call or meeting"), ("held", "Write down one that was held and not booked")]
    over = [("happened", "Write down what else was done")]
    over += [("ended", "The discussion has ended")] if spoken(doc) else []
    nothing = IN_PART if doc["capacity"] == "in_part" else "" if rows else NOTHING
    unsent = any(one["value"]["type"] == NOT_SO and one.get("pending") for one in doc["entries"].get(PATH, []))
    said = [clocks.of_discussion()["words"], nothing, UNSENT if unsent else "", "" if writes else NOT_YOURS]
    return showing(
        *("calls", HEADING, doc, inputs),
        children=identities(doc),
        prompts=prompts(doc, clocks, inputs["now"]),
        lead=[words for words in said if words],
        sections=[row for _, row in rows],
        links=[{"href": f"{here}/{where}", "words": words} for where, words in [*offered, *over]] if writes else [],
    )


def call_edit(doc: Doc, inputs: Inputs) -> Context:
    """A new one, or another time or way of one there is; how and when stand first."""
    call, home = inputs.get("params", {}).get("call"), f"/discussions/{doc['id']}/calls"
    name, heading = ("call", "Change the call or meeting") if call else ("call_new", "Book a call or meeting")
    group = group_of(doc, inputs, f"calls.{call or 'new'}.details")
    asked = [one for one in group["questions"] if one["key"] not in CANCELLING]
    for one in asked:
        one["options"] = [option for option in one["options"] if option["value"] != "cancelled"]
    here = f"{home}/{call}" if call else f"/discussions/{doc['id']}/new-call"
    return asking_page(
        *(name, heading, doc, inputs, here, home, BOOKING),
        lead=[Clocks(doc, inputs).of_discussion()["words"]],
        groups=[group | {"questions": sorted(asked, key=lambda one: one["key"] in LAST)}],
        button="Save the change" if call else "Book it",
        refused=NOT_YOURS,
    )


def call_off(doc: Doc, inputs: Inputs) -> Context:
    call, home = inputs.get("params", {}).get("call", ""), f"/discussions/{doc['id']}/calls"
    path = f"calls.{call}.details"
    group = group_of(doc, inputs, path)
    known = {group[f"{key}_name"]: group[key] for key in ("seen", "was")}
    was_for = " or ".join(exactly(one) for one in _starts(doc, call))
    return asking_page(
        *("call_off", "Cancel the call or meeting", doc, inputs, f"{home}/{call}/cancel", home, BOOKING),
        lead=[_when(doc, call, inputs["now"]), "Whoever was to be there is not told by this. Ring them."],
        groups=[] if group["open"] else [group],
        hidden=Asking(doc, inputs).hidden({f"set:{path}/mode": "cancelled", f"set:{path}/was_for": was_for} | known),
        questions=[one for one in group["questions"] if one["key"] == "why"],
        button=CANCEL,
        may_write=may_write(doc, BOOKING) and group["open"],
        refused=NOT_YOURS,
    )


def _booking(doc: Doc, call: str, inputs: Inputs) -> tuple[str, Context]:
    path, home, now = f"calls.{call}.details", f"/discussions/{doc['id']}/calls/{call}", inputs["now"]
    leaf = doc["leaves"][path]
    begun = sorted((one for one in spoken(doc) if one["value"].get("call") == call), key=began)
    starts = _starts(doc, call)
    off = not starts
    links = [] if begun or off else [{"href": f"{home}/held", "words": IT_WAS_HELD}]
    links += [] if begun or off or leaf.get("sides") else [{"href": f"{home}/cancel", "words": CANCEL}]
    booking = editable(doc, path, "" if begun else home, now) | {"label": "What was booked"}
    row = held_row(doc, f"call-{call}", begun, inputs) if begun else card(f"call-{call}", _when(doc, call, now))
    row |= {"answers": [booking], "links": [*row["links"], *(links if may_write(doc, BOOKING) else [])]}
    first = min(starts, key=moment, default=leaf["at"])
    return (began(begun[0]) if begun else utc(moment(first))), row


def _unbooked(doc: Doc, one: Entry, inputs: Inputs) -> tuple[str, Context]:
    return began(one), held_row(doc, f"held-{one['id']}", [one], inputs)


def _starts(doc: Doc, call: str) -> list[str]:
    return [value["start"] for value in values(doc, f"calls.{call}.details") if value.get("start")]


def _when(doc: Doc, call: str, now: str) -> str:
    starts = _starts(doc, call)
    if starts:
        return f"Booked: {' or '.join(dict.fromkeys(instant(one, now) for one in starts))}"
    was_for = [value["was_for"] for value in values(doc, f"calls.{call}.details") if value.get("was_for")]
    return ": ".join(["Cancelled", *was_for[:1]])
