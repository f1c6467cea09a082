"""Recorded without unlocking: the server alone opens it, and it is no change until author or chair confirms it."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server import store
from server.domain.access import Person
from server.store import devices, seal
from server.store.keys import NOTE, SUITE, Keys
from server.store.opening import keys
from server.store.person import rows
from tests.store.ward import CANARY, NOW, Ward, change, device_of, send

VECTORS = json.loads((Path(__file__).parents[2] / "sync/vectors/hpke.json").read_text("utf-8"))["cases"]
FIRST = f"rec{1:029x}"


def sealed(by: Person, note: str, said: dict[str, Any], *, device: str = "", bound: str = "") -> store.Sealed:
    """As this person's locked device seals it."""
    device = device or device_of(by)
    to = X25519PublicKey.from_public_bytes(base64.b64decode(keys().seal_to))
    info = f"{NOTE}{bound or f'{by.id}|{device}|{note}'}"
    box = SUITE.encrypt(json.dumps({"at": "2026-11-20T19:30:00Z"} | said).encode(), to, info.encode())
    return store.Sealed(note, by.id, device, base64.b64encode(box).decode())


async def takes(*sent: store.Sealed) -> list[str]:
    for one in sent:
        if not one.device.startswith(("web:", "unknown")):
            await devices.know_device(one.person, one.device, NOW)
    return await store.take_sealed(sent, NOW)


async def waits_for(person: Person) -> list[dict[str, Any]]:
    async with store.as_person(person.id, NOW):
        return await store.recorded()


def visit(by: Person, ward: Ward, nonce: str) -> Any:
    said = {"child": "c1", "what": "seen", "by": "social_worker", "at": "2026-11-20T19:30+00:00"}
    return change(by, ward.discussion, "visits", said, kind="add", nonce=nonce)


@pytest.mark.parametrize("given", VECTORS, ids=["base mode"])
def test_the_published_message_of_rfc_9180_is_opened(given: dict[str, str]) -> None:
    raw = {name: bytes.fromhex(text) for name, text in given.items()}
    cipher = AESGCM(raw["key"])
    assert cipher.encrypt(raw["base_nonce"], raw["plaintext"], raw["aad"]) == raw["ciphertext"]
    # The library takes no additional data: its key and nonce are held to the published ones by a message without.
    message = raw["enc"] + cipher.encrypt(raw["base_nonce"], raw["plaintext"], None)
    mine = X25519PrivateKey.from_private_bytes(raw["skRm"])
    assert SUITE.decrypt(message, mine, raw["info"]) == raw["plaintext"]


def test_another_key_file_opens_nothing(opened: None) -> None:
    other, said = Keys(b"o" * 32), base64.b64decode(keys().seal_to)
    assert base64.b64decode(other.seal_to) != said


async def test_it_is_held_for_its_author_and_is_no_change_until_saved(ward: Ward) -> None:
    one = sealed(ward.nurse, FIRST, {"what": "seen", "words": CANARY})
    assert await takes(one, one) == [FIRST, FIRST]
    [item] = await waits_for(ward.nurse)
    assert (item["what"], item["at"], item["words"], item["by"]) == ("seen", "2026-11-20T19:30:00.000Z", CANARY, "")
    assert await waits_for(ward.chair) == []
    async with store.as_person(ward.nurse.id, NOW):
        found = await store.discussion(ward.nurse, ward.discussion)
    assert found is not None
    assert "visits" not in found["entries"]
    [receipt] = await send(ward.nurse, visit(ward.nurse, ward, FIRST))
    assert receipt.status == "applied"
    assert await waits_for(ward.nurse) == []
    assert await takes(one) == [FIRST], "however often it comes"
    assert await waits_for(ward.nurse) == []


async def test_what_names_a_discussion_is_held_for_its_chair_too_and_for_nobody_else(ward: Ward) -> None:
    note = f"rec{2:029x}"
    said = {"what": "not_safe", "discussion": ward.discussion, "child": "c1"}
    assert await takes(sealed(ward.nurse, note, said)) == [note]
    [item] = await waits_for(ward.chair)
    assert (item["note"], item["child"], item["by"]) == (note, "c1", "Invented nurse, nurse, County Hospital")
    assert await waits_for(ward.stranger) == []
    async with store.as_person(ward.stranger.id, NOW):
        await store.end_recorded(note, "set_aside")
    assert len(await waits_for(ward.nurse)) == 1
    [receipt] = await send(ward.chair, visit(ward.chair, ward, note))
    assert receipt.status == "applied"
    assert await waits_for(ward.nurse) == []


async def test_a_change_that_is_only_held_confirms_nothing(ward: Ward) -> None:
    note = f"rec{3:029x}"
    await takes(sealed(ward.nurse, note, {"what": "seen"}))
    [receipt] = await send(
        ward.nurse, change(ward.nurse, ward.discussion, "visits", {"child": 7}, kind="add", nonce=note)
    )
    assert receipt.status == "quarantined"
    assert [one["note"] for one in await waits_for(ward.nurse)] == [note]
    async with store.as_person(ward.nurse.id, NOW):
        await store.end_recorded(note, "set_aside")
    assert await waits_for(ward.nurse) == []


async def test_words_added_on_the_lock_page_stand_with_what_they_belong_to_and_alone_if_it_is_gone(ward: Ward) -> None:
    note, first, late = (f"rec{number:029x}" for number in (4, 5, 6))
    await takes(
        sealed(ward.nurse, note, {"what": "urgent"}),
        sealed(ward.nurse, first, {"what": "words", "to": note, "words": "Dad is here"}),
    )
    [item] = await waits_for(ward.nurse)
    assert (item["note"], item["words"]) == (note, "Dad is here")
    async with store.as_person(ward.nurse.id, NOW):
        await store.end_recorded(note, "set_aside")
    assert await waits_for(ward.nurse) == []
    await takes(sealed(ward.nurse, late, {"what": "words", "to": note, "words": "And his brother"}))
    assert [one["words"] for one in await waits_for(ward.nurse)] == ["And his brother"]


async def test_only_a_known_device_of_that_person_is_believed_and_only_in_its_own_place(ward: Ward) -> None:
    note, said = f"rec{7:029x}", {"what": "seen"}
    assert await takes(sealed(ward.nurse, note, said, device="unknown-device")) == []
    assert await takes(sealed(ward.nurse, note, said, bound=f"{ward.chair.id}|{device_of(ward.nurse)}|{note}")) == []
    theirs = store.Sealed(note, ward.chair.id, device_of(ward.nurse), sealed(ward.nurse, note, said).sealed)
    assert await store.take_sealed([theirs], NOW) == []
    assert await takes(sealed(ward.nurse, "f" * 32, said)) == []
    assert await waits_for(ward.chair) == []


async def test_what_cannot_be_read_is_held_as_words(ward: Ward) -> None:
    note = f"rec{8:029x}"
    assert await takes(sealed(ward.nurse, note, {"what": "dancing"})) == [note]
    assert any("dancing" in one["words"] for one in await waits_for(ward.nurse))


async def test_at_rest_it_is_sealed(ward: Ward) -> None:
    note = f"rec{9:029x}"
    await takes(sealed(ward.nurse, note, {"what": "urgent", "words": CANARY}))
    async with store.as_person(ward.nurse.id, NOW):
        [found] = await rows("SELECT id, body FROM recorded_note WHERE note = $1", note)
    assert CANARY.encode() not in found["body"]
    with pytest.raises(seal.Broken):
        seal.unseal(keys().held, "held_change|x|1", found["body"])
