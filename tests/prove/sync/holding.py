"""A commit held back for as long as one likes: the slowest of servers, at no cost of time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import asyncpg

# Every third commit is slow by itself, so that kills and pulls meet open transactions; and any of a device waits here
# while somebody holds that device's lock.
COMMITS = """
CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext(NEW.device));
    IF NEW.dseq % 3 = 0 THEN PERFORM pg_sleep(0.02); END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER slowly AFTER INSERT ON change DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION slowly();
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
# Only a fault makes it last so long.
PATIENCE = 60.0


@asynccontextmanager
async def held(owner_dsn: str, device: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Within it no change of this device is committed; what is given waits until one would be."""
    owner = await asyncpg.connect(owner_dsn)

    async def one_waits() -> None:
        async with asyncio.timeout(PATIENCE):
            # Another process tells us, by its lock alone.
            while not await owner.fetchval(WAITING):  # noqa: ASYNC110
                await asyncio.sleep(0.002)

    try:
        await owner.execute("SELECT pg_advisory_lock(hashtext($1::text))", device)
        yield one_waits
    finally:
        await owner.close()
