"""What else was done or came about, that a date hangs on: one page for all that has none of its own (H-2.1, H-3.1,
A-4.1), and where whoever wrote it corrects it. Twin of `happened.ts`."""

import json

from sync.case import AWAITED
from sync.pages.answers import entry
from sync.pages.clock import Clocks
from sync.pages.events import ONLY_AUTHOR, PATH, STAYS, corrected_at, crossed_out_at, named
from sync.pages.held import latest
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.prompts import NO_FURTHER, renewed
from sync.pages.questions import Asking, may_write
from sync.pages.short import asking_page
from sync.wording import due

HEADING = "Write down what was done"
NOT_YOURS = "The chair or the minute taker writes this down."
BEGINS = (
    *("information_received", "concerns_identified", "referral_received", "action_needed", "action_taken"),
    *("s47_initiated", "s47_completed", "concerns_substantiated", "icpc_agreed"),
)
# What it was of stays as it was.
KEPT = ("sd", "child", "recipient")


def happened(doc: Doc, inputs: Inputs) -> Context:
    """Only what this discussion's procedure asks after; beneath each, the clock that it stops."""
    home = f"/discussions/{doc['id']}"
    return asking_page(
        *("happened", HEADING, doc, inputs, f"{home}/happened", home, PATH),
        hidden=Asking(doc, inputs).hidden({f"add:{PATH}/sd": str(latest(doc))}),
        questions=_asked(doc, inputs, {"at": inputs["now"]}),
        refused=NOT_YOURS,
    )


def happened_again(doc: Doc, inputs: Inputs) -> Context:
    """Corrected by whoever wrote it, or crossed out; of an end, its time alone."""
    home, old, asking = f"/discussions/{doc['id']}", named(doc, inputs), Asking(doc, inputs)
    value, may = old["value"], bool(corrected_at(doc, old, inputs))
    asked = _asked(doc, inputs, value)
    ended = value["type"] == "sd_concluded"
    said = {"type": value["type"]} if ended else {}
    said |= {key: str(value[key]) for key in KEPT if key in value} | {"supersedes": old["id"]}
    hidden = asking.hidden({f"add:{PATH}/{key}": words for key, words in said.items()})
    questions = [one for one in asked if one["key"] in ("at", "fold")] if ended else asked
    return asking_page(
        *("happened_again", "Correct what was written", doc, inputs, f"{home}/happened/{old['id']}", home, PATH),
        lead=[STAYS],
        entries=[entry(doc, PATH, old, inputs["now"])],
        hidden=[*hidden, asking.opened(PATH, [*hidden, *questions])],
        questions=questions,
        button="Save the correction",
        links=[crossed_out_at(doc, old)] if may else [],
        may_write=may,
        refused=ONLY_AUTHOR if may_write(doc, PATH) else NOT_YOURS,
    )


def _asked(doc: Doc, inputs: Inputs, given: Context) -> list[Context]:
    clocks, now = Clocks(doc, inputs), inputs["now"]
    rules = [rule for one in clocks.standing for rule in one["rules"]]
    named = json.dumps(rules)
    wanted = {name for name in (*BEGINS, *AWAITED) if f'"{name}"' in named} | {given.get("type")}
    wanted |= {NO_FURTHER} if renewed(doc, clocks, now) else set()
    asked = Asking(doc, inputs).adding(PATH, given)
    for one in asked:
        if one["key"] == "type":
            hinted = [option | {"hint": _hint(option["value"], rules, clocks, now)} for option in one["options"]]
            one["options"] = sorted((o for o in hinted if o["value"] in wanted), key=lambda o: not o["hint"])
    return [one for one in asked if one["key"] in ("type", "at", "fold", "note")]


def _hint(event: str, rules: list[Context], clocks: Clocks, now: str) -> str:
    """By when it should be done, of a clock that runs: that stands first."""
    if event == NO_FURTHER:
        return "Say why, in the note"
    met = {rule["id"] for rule in rules if f'"{event}"' in json.dumps(rule.get("stop"))}
    rows = [row for row in (clocks.result or {}).get("deadlines", []) if row["rule"] in met]
    running = [due(row, now) for row in rows if row["state"] in ("open", "late")]
    return f"To be done: {', '.join(dict.fromkeys(running))}" if running else ""
