"""A ward shift handed over: the part of the nurse who accepts begins, the giver's ends, and no sooner (Z-34)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from server import store
from server.domain.access import Person
from server.store import handing
from server.store.person import rows
from sync.messages import Have, Pull
from tests.store.ward import CANARY, NOW, PASSWORD, Ward, change, device_of, note, seen_by, send

SHIFT = timedelta(hours=12)
UNTIL = (NOW + SHIFT).isoformat()


@dataclass(frozen=True)
class Nurses:
    night: Person
    morning: Person


@pytest.fixture(scope="module")
async def nurses(opened: None) -> Nurses:
    async with store.as_person(None, NOW):
        hospital = await store.add_organisation("Ward Hospital", "hospital", [])
        made = [
            await store.add_person(
                f"{name}@test.invalid",
                PASSWORD,
                Person("", name.title(), name[:2].upper(), "nurse_in_charge", "Nurse in charge", "", demo=True),
                hospital,
            )
            for name in ("bola", "mair")
        ]
    return Nurses(*made)


async def capacity(person: Person, ward: Ward, now: Any = NOW) -> str | None:
    found = await seen_by(person, ward.discussion, now)
    return found["capacity"] if found else None


async def hands_over(by: Person, to: Person, ward: Ward, now: Any = NOW, **more: Any) -> Any:
    said = {"kind": "ward_shift", "to": f"{to.id} {to.name}, Nurse in charge, Ward Hospital", "until": UNTIL} | more
    made = change(by, ward.discussion, "handovers", said, kind="add")
    [receipt] = await send(by, made, now=now)
    return receipt


async def accepts(by: Person, offer: Any, ward: Ward, now: Any = NOW) -> Any:
    said = {"offer": offer.op_id}
    [receipt] = await send(by, change(by, ward.discussion, "ward_accepts", said, kind="add"), now=now)
    return receipt


async def test_a_nurse_who_is_here_for_part_of_it_by_day_has_the_ward_once_it_is_handed_to_her(
    ward: Ward, nurses: Nurses
) -> None:
    mair = nurses.morning
    async with store.as_person(ward.chair.id, NOW):
        await store.grant(ward.discussion, mair.id, "participant", starts=NOW)
    said = {"who": f"{mair.id} {mair.name}, Nurse in charge, Ward Hospital", "part": "part", "medical": True}
    [limited] = await send(ward.chair, change(ward.chair, ward.discussion, "part_attendance", said, kind="add"))
    assert (limited.status, await capacity(mair, ward)) == ("applied", "in_part")
    offer = await hands_over(ward.chair, mair, ward)
    assert await capacity(mair, ward) == "ward_offered"
    await accepts(mair, offer, ward)
    assert await capacity(mair, ward) == "ward_on_duty"
    assert await capacity(mair, ward, NOW + SHIFT) == "in_part"


async def test_the_named_nurse_reads_the_plan_and_is_on_duty_only_once_she_has_accepted(
    ward: Ward, nurses: Nurses
) -> None:
    assert await capacity(nurses.night, ward) is None
    offer = await hands_over(ward.nurse, nurses.night, ward)
    assert (offer.status, await capacity(nurses.night, ward)) == ("applied", "ward_offered")
    [early] = await send(nurses.night, note(nurses.night, ward.discussion, "Too early"))
    assert early.status == "quarantined"
    assert (await accepts(nurses.night, offer, ward)).status == "applied"
    assert await capacity(nurses.night, ward) == "ward_on_duty"
    [seen] = await send(nurses.night, note(nurses.night, ward.discussion, "Slept"))
    assert seen.status == "applied"
    assert await capacity(ward.nurse, ward) == "participant"


async def test_her_part_ends_with_the_shift_and_the_next_pull_takes_the_copy_away(ward: Ward, nurses: Nurses) -> None:
    await accepts(nurses.night, await hands_over(ward.nurse, nurses.night, ward), ward)
    first = await _pull(nurses.night, "", NOW)
    assert ward.discussion in [one["id"] for one in first["discussions"]]
    late = await _pull(nurses.night, first["cursor"], NOW + SHIFT)
    assert ward.discussion in late["gone"]
    assert await capacity(nurses.night, ward, NOW + SHIFT) is None


async def test_the_givers_duty_ends_when_the_next_nurse_accepts_and_not_before(ward: Ward, nurses: Nurses) -> None:
    await accepts(nurses.night, await hands_over(ward.nurse, nurses.night, ward), ward)
    offer = await hands_over(nurses.night, nurses.morning, ward)
    assert await capacity(nurses.night, ward) == "ward_on_duty"
    await accepts(nurses.morning, offer, ward)
    assert [await capacity(one, ward) for one in (nurses.night, nurses.morning)] == [None, "ward_on_duty"]


async def test_a_move_to_another_ward_ends_everybodys_duty_but_hers(ward: Ward, nurses: Nurses) -> None:
    await accepts(nurses.night, await hands_over(ward.nurse, nurses.night, ward), ward)
    offer = await hands_over(ward.chair, nurses.morning, ward, kind="ward_transfer", where="Heron ward")
    assert await capacity(nurses.night, ward) == "ward_on_duty"
    await accepts(nurses.morning, offer, ward)
    assert [await capacity(one, ward) for one in (nurses.night, nurses.morning)] == [None, "ward_on_duty"]


async def test_a_second_offer_takes_the_first_ones_place(ward: Ward, nurses: Nurses) -> None:
    await hands_over(ward.nurse, nurses.night, ward)
    await hands_over(ward.nurse, nurses.morning, ward)
    assert [await capacity(one, ward) for one in (nurses.night, nurses.morning)] == [None, "ward_offered"]


@pytest.mark.parametrize(
    "to", ["00000000-0000-4000-8000-000000000000 Bola, Nurse in charge, Ward Hospital", "wrong name"]
)
async def test_nobody_is_handed_a_ward_who_is_no_nurse_by_that_name(ward: Ward, nurses: Nurses, to: str) -> None:
    named = to if to != "wrong name" else f"{nurses.night.id} Mair, Nurse in charge, Ward Hospital"
    said = {"kind": "ward_shift", "to": named, "until": UNTIL}
    [receipt] = await send(ward.nurse, change(ward.nurse, ward.discussion, "handovers", said, kind="add"))
    assert (receipt.status, receipt.sentence) == ("quarantined", handing.NOT_A_NURSE)
    assert await capacity(nurses.night, ward) is None


async def test_a_pull_of_the_ward_brings_no_word_of_the_record(ward: Ward, nurses: Nurses) -> None:
    await send(ward.chair, note(ward.chair, ward.discussion, f"{CANARY}-note"))
    await accepts(nurses.night, await hands_over(ward.nurse, nurses.night, ward), ward)
    pulled = await _pull(nurses.night, "", NOW)
    assert f"{CANARY}-note" not in repr(pulled)
    assert CANARY in repr(pulled), "which child it is about is held"


async def test_the_walls_give_no_other_part_that_way(ward: Ward, nurses: Nurses) -> None:
    await hands_over(ward.nurse, nurses.night, ward)
    for by, what in (
        (nurses.night, "participant"),
        (nurses.night, "chair"),
        (ward.nurse, "ward_on_duty"),
        (ward.stranger, "ward_offered"),
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with store.as_person(by.id, NOW):
                await store.grant(ward.discussion, by.id, what, starts=NOW, ends=NOW + SHIFT)
    async with store.as_person(ward.stranger.id, NOW):
        assert await rows("SELECT id FROM grant_ WHERE discussion = $1", ward.discussion) == []


async def _pull(person: Person, cursor: str, now: Any) -> dict[str, Any]:
    return await store.pull(person, Pull(person.id, device_of(person), "", cursor, Have([])), now)
