"""What else was done or came about, that a date hangs on: one page for all that has none of its own (H-2.1, H-3.1,
A-4.1). Twin of `happened.ts`."""

import json

from sync.case import AWAITED
from sync.pages.children import identities
from sync.pages.clock import Clocks
from sync.pages.held import latest
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.prompts import NO_FURTHER, renewed
from sync.pages.questions import Asking
from sync.pages.short import asking_page
from sync.wording import due

PATH, HEADING = "events", "Write down what was done"
BEGINS = (
    *("information_received", "concerns_identified", "referral_received", "action_needed", "action_taken"),
    *("s47_initiated", "s47_completed", "concerns_substantiated", "icpc_agreed"),
)


def happened(doc: Doc, inputs: Inputs) -> Context:
    """Only what this discussion's procedure asks after; beneath each, the clock that it stops."""
    clocks, asking, home = Clocks(doc, inputs), Asking(doc, inputs), f"/discussions/{doc['id']}"
    rules = [rule for one in clocks.standing for rule in one["rules"]]
    named = json.dumps(rules)
    wanted = {name for name in (*BEGINS, *AWAITED) if f'"{name}"' in named}
    wanted |= {NO_FURTHER} if clocks.result and renewed(doc, clocks) else set()
    asked = [one for one in asking.adding(PATH, {"at": inputs["now"]}) if one["key"] in ("type", "at", "fold", "note")]
    for one in asked:
        if one["key"] == "type":
            hinted = [option | {"hint": _hint(option["value"], rules, clocks)} for option in one["options"]]
            one["options"] = sorted((o for o in hinted if o["value"] in wanted), key=lambda o: not o["hint"])
    return asking_page(
        *("happened", HEADING, doc, inputs, f"{home}/happened", home, PATH),
        children=identities(doc),
        hidden=asking.hidden({f"add:{PATH}/sd": str(latest(doc))}),
        questions=asked,
        refused="The chair or the minute taker writes this down.",
    )


def _hint(event: str, rules: list[Context], clocks: Clocks) -> str:
    """By when it should be done, of a clock that runs: that stands first."""
    if event == NO_FURTHER:
        return "Say why, in the note"
    met = {rule["id"] for rule in rules if f'"{event}"' in json.dumps(rule.get("stop"))}
    rows = [row for row in (clocks.result or {}).get("deadlines", []) if row["rule"] in met]
    running = [due(row, clocks.now) for row in rows if row["state"] in ("open", "late")]
    return f"To be done: {', '.join(dict.fromkeys(running))}" if running else ""
