"""What people do on a device: answers, notes, ticks, steps, settlements, and what they may not or cannot do.

Answers come from few values, so that people agree and differ often; every word of a note is its own.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.prove.sync.device import Device
from tests.prove.sync.envelope import Json, op_id

ANSWERS: dict[str, list[Json]] = {
    "ward_plan.visiting": [{"who": who} for who in ("nobody", "supervised", "anyone")],
    "ward_plan.collecting": [{"who": who} for who in ("nobody", "parents")],
    "children.c1.facts.actual_harm": [{"answer": answer} for answer in ("yes", "no", "unknown")],
    "children.c2.facts.actual_harm": [{"answer": answer} for answer in ("yes", "no")],
    "ward_plan.told": [{"words": "Nothing yet"}, {"words": "That she is being looked after"}, None],
    "referral.concern": [{"words": "A bruise"}, {"words": "A fracture"}],
}
OWN_TO_THE_CHAIR = {"decisions.c1.section_47": [{"decision": one} for one in ("initiate", "deferred", "not")]}
SECTIONS = {"information": "information", "children.c1.siblings": "children"}
STEPS = ["open", "in_progress", "done", "cancelled", "handed_over"]
STATUS = "actions.a1.status"
SIBLINGS = "children.c1.siblings"
NOWHERE = "d" + "0" * 24
WEIGHTS = {
    "answers": 44, "notes": 16, "replaces": 4, "ticks": 7, "steps": 5, "settles": 9, "is_not_asked": 5, "mistakes": 4,
    "is_newer": 5, "is_spoilt": 3,
}  # fmt: skip


@dataclass
class Hand:
    """Somebody at a device. `reach` is discussion -> what they are in it, of all the run's discussions."""

    device: Device
    others: list[str]
    dice: random.Random
    reach: dict[str, str]
    all_discussions: list[str]
    claimed_at: str

    def does_something(self) -> None:
        what = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        does: Callable[[str], None] = getattr(self, what)
        does(self.dice.choice(sorted(self.reach)))

    def answers(self, discussion: str) -> None:
        of_the_chair = OWN_TO_THE_CHAIR if self.reach[discussion] == "chair" else {}
        self.answers_otherwise(discussion, *self.dice.choice(list((ANSWERS | of_the_chair).items())))

    def answers_otherwise(self, discussion: str, target: str, values: list[Json]) -> None:
        """Than what is on her screen."""
        shown, seen = self._on_screen(discussion, target)
        self._save(discussion, "set", target, self.dice.choice([one for one in values if one != shown]), seen)

    def names_the_children(self, discussion: str) -> None:
        for child in ("c1", "c2"):
            self._save(discussion, "set", f"children.{child}.names", {"known_as": child.upper()}, [])

    def notes(self, discussion: str) -> None:
        words = f"Note {self.dice.getrandbits(64):x}"
        self._save(discussion, "add", "information", {"kind": "observation", "words": words}, [])

    def replaces(self, discussion: str) -> None:
        entries = self._shown(discussion, "entries").get("information", [])
        if not entries:
            return self.notes(discussion)
        old = self.dice.choice(entries)["id"]
        words = f"Better {self.dice.getrandbits(64):x}"
        payload = {"kind": "observation", "words": words, "supersedes": old}
        return self._save(discussion, "add", "information", payload, [])

    def ticks(self, discussion: str) -> None:
        leaf = self._shown(discussion, "leaves").get(SIBLINGS, {"value": [], "seen": []})
        add = [one for one in ("c2", "c3", "c4") if one not in leaf["value"] and self.dice.random() < 0.5]
        remove = [one for one in leaf["value"] if self.dice.random() < 0.4]
        self._save(discussion, "tag", SIBLINGS, {"add": add, "remove": remove}, leaf["seen"])

    def steps(self, discussion: str) -> None:
        shown, seen = self._on_screen(discussion, STATUS)
        self._save(discussion, "step", STATUS, self.dice.choice([one for one in STEPS if one != shown]), seen)

    def settles(self, discussion: str) -> None:
        """Whoever sees two answers tries; only the chair may."""
        leaves = self._shown(discussion, "leaves").items()
        open_now = [(path, leaf) for path, leaf in leaves if "sides" in leaf]
        if not open_now:
            return self.answers(discussion)
        path, leaf = self.dice.choice(open_now)
        payload = {"choose": self.dice.choice(leaf["sides"])["id"], "why": "I rang them both"}
        return self._save(discussion, "settle", path, payload, [side["id"] for side in leaf["sides"]])

    def is_not_asked(self, discussion: str) -> None:
        """What this person has no right to: another's field, another's name, another's discussion."""
        elsewhere = [one for one in self.all_discussions if one not in self.reach]
        match self.dice.randrange(3):
            case 0:
                place = self.dice.choice([*elsewhere, NOWHERE])
                self._save(place, "add", "information", {"kind": "view", "words": f"{self.dice.random()}"}, [])
            case 1:
                payload = {"words": "Not mine to say"}
                self._save(discussion, "set", "ward_plan.told", payload, [], actor=self.dice.choice(self.others))
            case _:
                self._save(discussion, "set", "procedure", f"{self.dice.random()}", [])

    def mistakes(self, discussion: str) -> None:
        wrong: list[tuple[str, str, Json]] = [
            ("set", "children.c9.facts.actual_harm", {"answer": "yes"}),
            ("set", "children.c1.nothing", {"answer": "yes"}),
            ("set", "ward_plan.visiting", {"who": "the moon"}),
            ("add", "ward_plan.visiting", {"who": "nobody"}),
            ("wave", "ward_plan.visiting", {"who": "nobody"}),
        ]
        kind, target, payload = self.dice.choice(wrong)
        self._save(discussion, kind, target, payload, [])

    def is_newer(self, discussion: str) -> None:
        self._save(discussion, "set", "ward_plan.weather", {"sky": "grey"}, [], schema_v=2)

    def is_spoilt(self, discussion: str) -> None:
        """Text that no longer says what was written: each still bears the id it is known by."""
        change = self._made(discussion, "add", "information", {"kind": "view", "words": f"{self.dice.random()}"}, [])
        deep = "[" * 3_000 + "]" * 3_000
        spoilt = self.dice.choice([
            json.dumps(change | {"payload": {"kind": "view", "words": "Something else"}}),
            json.dumps({key: value for key, value in change.items() if key != "kind"}),
            json.dumps(change | {"dseq": "first"}),
            json.dumps(change | {"acting_role": "\ud800"}),
            json.dumps(change)[:-1] + f', "payload": {deep}}}',
        ])  # fmt: skip
        self.device.save(change, spoilt)

    def _on_screen(self, discussion: str, target: str) -> tuple[Json, list[str]]:
        """The value in view, and the ids it must name: its own waiting one's, else the server's; sometimes neither."""
        pending = self.device.pending(discussion, target)
        if pending and pending[-1]["kind"] != "settle":
            return pending[-1]["payload"], [pending[-1]["op_id"]]
        leaf = self._shown(discussion, "leaves").get(target)
        if leaf is None:
            return None, []
        return leaf["value"], leaf["seen"]

    def _shown(self, discussion: str, part: str) -> dict[str, Json]:
        found: dict[str, Json] = self.device.shown.get(discussion, {}).get(part, {})
        return found

    def _save(self, discussion: str, kind: str, target: str, payload: Json, seen: list[str], **other: Json) -> None:
        self.device.save(self._made(discussion, kind, target, payload, seen) | other)

    def _made(self, discussion: str, kind: str, target: str, payload: Json, seen: list[str]) -> dict[str, Json]:
        # Of this run alone: the same seed may walk over the same database again.
        nonce = f"{self.dice.getrandbits(128):032x}{self.device.name}"
        return {
            "op_id": op_id(nonce, target, seen, payload), "nonce": nonce, "device": self.device.name,
            "dseq": self.device.dseq + 1, "actor": self.device.person, "acting_role": self.reach.get(discussion, ""),
            "discussion": discussion, "kind": kind, "target": target, "seen": seen, "payload": payload,
            "section": SECTIONS.get(target, ""), "claimed_at": self.claimed_at, "mono_ms": 0, "tz": "Europe/London",
            "skew_est_ms": 0, "schema_v": 1, "app_v": "prove", "profile_v": "", "prev_dhash": self.device.prev_dhash,
        }  # fmt: skip
