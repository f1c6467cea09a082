"""The one database engine of this process. Opened with the app's address; migrations borrow it with the owner's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

ROLE = "seenby_app"


class StoreError(Exception):
    """A sentence that says what is wrong with the store and what to do."""


class SureTransaction(PostgresTransaction):
    """Piccolo 1.38 keeps the connection for ever when COMMIT or ROLLBACK itself fails; here it always goes back."""

    async def __aexit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        try:
            if exception is None:
                await self.transaction.commit()
            else:
                await self.transaction.rollback()
        finally:
            self.engine.current_transaction.reset(self.context)
            if self.engine.pool:
                await self.engine.pool.release(self.connection)
            else:
                await self.connection.close()
        return False


class SureEngine(PostgresEngine):
    async def check_version(self) -> None:
        """The launcher has checked the version; at import there is no address to ask yet."""

    def transaction(self, allow_nested: bool = True) -> SureTransaction:  # noqa: FBT001, FBT002 -- Piccolo's signature
        # A nested transaction would join the outer one without a savepoint: nobody here means that.
        del allow_nested
        return SureTransaction(self, allow_nested=False)

    def within(self) -> asyncpg.Connection:
        """The connection of the open transaction. Raises StoreError outside one."""
        transaction = self.current_transaction.get()
        if transaction is None:
            raise StoreError("This runs within a transaction: open one first.")
        return transaction.connection


DB = SureEngine(config={})


@asynccontextmanager
async def pool(app_dsn: str, *, most: int = 16) -> AsyncIterator[None]:
    """Connections as the non-owner role. Raises StoreError where that role could walk round row-level security."""
    if DB.pool is not None:
        raise StoreError("The store is open already. Close it before it is opened on another database.")
    # Sealed bytes change at every write, so a plan kept for one value fits the next.
    DB.config = {"dsn": app_dsn}
    # `role` as a start-up setting survives asyncpg's RESET ALL between two users of a connection.
    settings = {"role": ROLE, "application_name": "seenby"}
    await DB.start_connection_pool(min_size=2, max_size=most, server_settings=settings)
    try:
        await _check_role()
        yield
    finally:
        await DB.close_connection_pool()


async def _check_role() -> None:
    found = await outside("SELECT rolname, rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user")
    if found[0]["free"]:
        raise StoreError(f"The database role {found[0]['rolname']} is not held by row-level security. Use {ROLE}.")


async def outside(sql: str, *values: object) -> list[Any]:
    """One statement on a connection of its own, in no transaction of ours and as nobody."""
    if DB.pool is None:
        raise StoreError("The store is not open. Use `async with store.opened(settings)`.")
    async with DB.pool.acquire() as connection:
        return list(await connection.fetch(sql, *values))
