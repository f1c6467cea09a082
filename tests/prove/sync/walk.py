"""One run from one number: a few people, a few discussions, and what happens to them until everything has arrived.

The seed gives who, what, which fault and when; only the instant a kill falls within a transaction is the machine's.
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from tests.prove.sync import rows
from tests.prove.sync.checker import Problem, check
from tests.prove.sync.device import Device
from tests.prove.sync.doing import ANSWERS, Hand
from tests.prove.sync.faults import FaultyWire
from tests.prove.sync.history import History, read
from tests.prove.sync.holding import held
from tests.prove.sync.served import Served, close_discussions, open_discussions, out_of_reach

STEPS = 60
# Calm pushes and pulls until the outbox stands still: a device that has more to send after these never will.
HEALING = 6
WEIGHTS = {
    "does": 46,
    "syncs": 22,
    "together": 18,
    "overtakes": 5,
    "changes_mind": 5,
    "leaves": 4,
    "looks_anew": 5,
    "late": 4,
}
# Seconds between the first and the last of those who send at once: longer than a slow commit, so that all orders occur.
APART = 0.06
CLAIMED_AT = "2026-11-20T19:39:00Z"
REACH = [
    {"chair": "chair", "nurse": "participant", "paediatrician": "participant", "edt": "edt"},
    {"chair": "chair", "nurse": "participant", "edt": "edt"},
    {"chair": "chair", "paediatrician": "participant"},
]


@dataclass(frozen=True)
class Ran:
    """What one run came to; `statuses` by change, `faults` by request."""

    seed: int
    steps: int
    kills: int
    problems: list[Problem]
    statuses: Counter[str]
    faults: Counter[str]
    history: Path


def run(served: Served, folder: Path, seed: int, *, steps: int = STEPS, mutant: str = "") -> Ran:
    """Not for use inside a running event loop. A mutant of the server must be in its process already."""
    return asyncio.run(_run(served, folder, seed, steps, mutant))


async def _run(served: Served, folder: Path, seed: int, steps: int, mutant: str) -> Ran:
    dice = random.Random(seed)
    history = History(folder / f"history-{seed}-{steps}.jsonl")
    kills = served.kills
    discussions = await open_discussions(served, REACH)
    walk = Walk(served, history, dice, discussions, seed, mutant)
    await walk.goes(steps)
    history.close()
    found = await rows.of(served.owner_dsn, discussions, [device.name for device in walk.devices])
    await close_discussions(served, discussions)
    problems, statuses = check(read(history.path), found)
    return Ran(seed, steps, served.kills - kills, problems, statuses, walk.wire.counts, history.path)


class Walk:
    def __init__(
        self, served: Served, history: History, dice: random.Random, discussions: list[str], seed: int, mutant: str
    ) -> None:
        self.dice = dice
        self.history = history
        keys = ["chair", *dice.sample(["nurse", "paediatrician", "edt"], dice.randint(1, 3))]
        if len(keys) < 4 and dice.random() < 0.3:
            keys.append(dice.choice(keys))
        names = [f"prove-{discussions[0][:12]}-{number}" for number in range(len(keys))]
        cookies = {name: served.cookies[key] for name, key in zip(names, keys, strict=True)}
        self.served = served
        self.wire = FaultyWire(served, history, dice, cookies)
        self.devices = [
            Device(name, served.people[key], self.wire, history, mutant) for name, key in zip(names, keys, strict=True)
        ]
        self.hands = [
            Hand(device, [], dice, _reached(discussions, key), discussions, CLAIMED_AT)
            for device, key in zip(self.devices, keys, strict=True)
        ]
        for hand in self.hands:
            hand.others = sorted(set(served.people.values()) - {hand.device.person})
        reach = {
            discussion: {served.people[key]: capacity for key, capacity in REACH[number].items()}
            for number, discussion in enumerate(discussions)
        }
        owners = {device.name: device.person for device in self.devices}
        history.add("run", seed=seed, mutant=mutant, devices=owners, reach=reach)

    async def goes(self, steps: int) -> None:
        try:
            await self._opens()
            for _ in range(steps):
                await self._step()
            await self._heals()
        finally:
            await self.wire.close()

    async def _opens(self) -> None:
        chair = self.hands[0]
        for discussion in sorted(chair.reach):
            chair.names_the_children(discussion)
        while not await chair.device.push():
            pass

    async def _step(self) -> None:
        hand = self.dice.choice(self.hands)
        match self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]:
            case "does":
                for _ in range(self.dice.randint(1, 4)):
                    hand.does_something()
            case "syncs":
                await self._syncs(hand.device)
            case "together":
                starts = [self.dice.uniform(0, APART) for _ in self.hands]
                await asyncio.gather(*map(self._syncs, self.devices, starts))
            case "overtakes":
                await self._overtakes(hand, self.dice.choice([one for one in self.hands if one is not hand]))
            case "changes_mind":
                await self._changes_mind(hand, self.dice.choice([one for one in self.hands if one is not hand]))
            case "leaves":
                await self._leaves(self.dice.choice([one for one in self.hands if "chair" not in one.reach.values()]))
            case "looks_anew":
                await self._looks_anew(hand.device)
            case _:
                await self.wire.deliver_late(share=0.7)

    async def _syncs(self, device: Device, start: float = 0) -> None:
        await asyncio.sleep(start)
        order = self.dice.choice([(device.push, device.pull), (device.pull, device.push), (device.push,)])
        for one in order:
            await one()

    async def _overtakes(self, slow: Hand, quick: Hand) -> None:
        """A change is still being committed while a later one is there, and is pulled: no cursor may step over it."""
        calm, self.wire.calm = self.wire.calm, True
        common = self.dice.choice(sorted(slow.reach.keys() & quick.reach.keys()))
        await asyncio.gather(slow.device.push(), quick.device.push())
        slow.notes(common)
        quick.notes(self.dice.choice(sorted(quick.reach.keys() - {common})))
        async with held(self.served.owner_dsn, slow.device.name) as one_waits:
            sending = asyncio.ensure_future(slow.device.push())
            await one_waits()
            await quick.device.push()
            await quick.device.pull()
        await sending
        await quick.device.pull()
        self.wire.calm = calm

    async def _changes_mind(self, slow: Hand, quick: Hand) -> None:
        """She answers, and answers otherwise, before she can know what somebody else has answered meanwhile."""
        calm, self.wire.calm = self.wire.calm, True
        common = self.dice.choice(sorted(slow.reach.keys() & quick.reach.keys()))
        asked = self.dice.choice(list(ANSWERS.items()))
        for hand in (slow, quick):
            await hand.device.push()
        for hand in (slow, quick):
            await hand.device.pull()
        for hand in (quick, slow, slow):
            hand.answers_otherwise(common, *asked)
        for hand in (quick, slow):
            await hand.device.push()
        self.wire.calm = calm

    async def _leaves(self, hand: Hand) -> None:
        """A part ends after the server had a change and before its author heard of it; then it is given again."""
        calm, self.wire.calm = self.wire.calm, True
        discussion = self.dice.choice(sorted(hand.reach))
        hand.notes(discussion)
        self.wire.next = "drop_reply"
        await hand.device.push()
        async with out_of_reach(self.served, discussion, hand.device.person):
            hand.notes(discussion)
            await hand.device.push()
        self.wire.calm = calm

    async def _looks_anew(self, device: Device) -> None:
        """A device that starts from nothing, right after a pull of the old one, with nothing sent in between."""
        calm, self.wire.calm = self.wire.calm, True
        await device.pull()
        name = f"{device.name}-anew-{self.history.add('anew', device=device.name)}"
        self.wire.cookies[name] = self.wire.cookies[device.name]
        fresh = replace(device, name=name, shown={}, outbox=[], sent={}, cursor="", epoch="")
        await fresh.pull()
        self.history.add("compared", device=device.name, anew=name)
        self.wire.calm = calm

    async def _heals(self) -> None:
        await self.wire.deliver_late(share=0.5)
        self.wire.calm = True
        for device in self.devices:
            for _ in range(HEALING):
                await device.push(again=True)
        await self.wire.deliver_late()
        for device in self.devices:
            await self._looks_anew(device)
            self.history.add("left", device=device.name, ids=[one.op_id for one in device.outbox])


def _reached(discussions: list[str], key: str) -> dict[str, str]:
    return {discussion: REACH[n][key] for n, discussion in enumerate(discussions) if key in REACH[n]}
