"""Who did what, when, and what was decided. Ids and our own words only: nothing a person typed comes here."""

from server.store.person import rows, within


async def note(verb: str, about: str, decision: str, *, device: str | None = None, reason: str | None = None) -> None:
    """Written in the same transaction as what it tells of."""
    person = within().person or None
    await rows(
        "INSERT INTO audit (at, person, device, verb, object, decision, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        *(within().now, person, device, verb, about, decision, reason),
    )
