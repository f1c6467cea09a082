"""What a page is made from: the same JSON on server and device. Twin of `inputs.ts`."""

from typing import Any, NotRequired, TypedDict

Doc = dict[str, Any]
Context = dict[str, Any]


class Draft(TypedDict):
    """A form that was typed and not saved; it fills its page again, nonce and all."""

    nonce: str
    fields: list[list[str]]
    errors: list[dict[str, str]]


class Inputs(TypedDict):
    """`where` is "server" or "device"; `now` and `synced_at` are ISO 8601 UTC; `discussion` is for pages of one.

    `procedures` are compiled, by digest; `current` names those that a new discussion may begin under.
    `colleagues`: `{id, words}` of nurses a ward can be handed over to.
    `query`: what the address says after `?`, in order; a what-if's; and of the lock page, what was pressed there.
    `unread`: of the lock page, since when nobody has read what someone needs to know, by the device's own clock.
    `recorded`: what locked devices recorded and nobody has confirmed; `sealed`: how much of it is still on this device;
    `sealing`: of the lock page, the vaults that can record so; `shorts`: children whom it may name, `{ref, discussion,
    child}`.
    `demo`: every child in this database is invented, whoever is signed in.
    """

    where: str
    person: dict[str, Any] | None
    phones: list[dict[str, str]]
    now: str
    calendar: NotRequired[dict[str, Any] | None]
    procedures: NotRequired[dict[str, dict[str, Any]]]
    current: NotRequired[list[str]]
    colleagues: NotRequired[list[dict[str, str]]]
    params: NotRequired[dict[str, str]]
    query: NotRequired[list[list[str]]]
    nonce: str
    version: str
    built: NotRequired[str]
    discussion: NotRequired[Doc | None]
    discussions: NotRequired[list[Doc]]
    draft: NotRequired[Draft | None]
    synced_at: NotRequired[str | None]
    outbox: NotRequired[list[dict[str, Any]]]
    unread: NotRequired[str]
    recorded: NotRequired[list[dict[str, Any]]]
    sealed: NotRequired[int]
    sealing: NotRequired[list[dict[str, Any]]]
    shorts: NotRequired[list[dict[str, str]]]
    vaults: NotRequired[list[dict[str, str]]]
    notice: NotRequired[str | None]
    clock_doubt: NotRequired[bool]
    demo: NotRequired[bool]
    problem: NotRequired[dict[str, str]]


def wrote(said: dict[str, Any], inputs: Inputs) -> bool:
    """Whether an entry is by whoever reads it: nobody else corrects it."""
    return bool(inputs["person"] and said["by"]["id"] == inputs["person"]["id"])
