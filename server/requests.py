"""The request as our handlers see it: who is asking, and what htmx 4 says (STACK.md section 1)."""

import zlib
from datetime import datetime
from urllib.parse import parse_qsl

from litestar.exceptions import ClientException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.plugins.htmx import HTMXRequest

from server.domain.access import Person
from server.settings import Settings
from sync.registry import Route

MOST_BODY_BYTES = 1_048_576
MOST_FIELDS = 2_000
GZIP = zlib.MAX_WBITS | 16


class SeenbyRequest(HTMXRequest):
    """litestar-htmx with the headers htmx 4 changed; these choose a representation, never a permission."""

    @property
    def settings(self) -> Settings:
        found: Settings = self.app.state.settings
        return found

    @property
    def route(self) -> Route:
        found: Route = self.route_handler.opt["route"]
        return found

    @property
    def now(self) -> datetime:
        return self.settings.clock()

    @property
    def person(self) -> Person:
        """The person of this session. Only for routes whose policy asks for one."""
        found: Person = self.scope["user"].person
        return found

    @property
    def web_device(self) -> str:
        """The device of someone who has no worker: their session."""
        found: str = self.scope["user"].device
        return found

    @property
    def hx_target(self) -> str | None:
        return _id(self.headers.get("hx-target"))

    @property
    def wants_fragment(self) -> bool:
        asked = self.headers.get("hx-request-type", "partial")
        return self.headers.get("hx-request") == "true" and asked == "partial"

    async def unzipped(self) -> bytes:
        """What a device sends it sends by gzip; no more comes out of it than may come in unzipped."""
        body = await self.body()
        if self.headers.get("content-encoding") != "gzip":
            return body
        unzip = zlib.decompressobj(GZIP)
        try:
            whole = unzip.decompress(body, MOST_BODY_BYTES)
        except zlib.error as error:
            raise ClientException("This could not be unzipped.") from error
        if unzip.unconsumed_tail:
            raise RequestEntityTooLarge
        if not unzip.eof:
            raise ClientException("This came cut short.")
        return whole

    async def fields(self) -> list[tuple[str, str]]:
        """The fields of an urlencoded form, in order, repeats kept."""
        try:
            return parse_qsl((await self.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise ClientException("This form could not be read. Go back and send it again.") from error


def _id(value: str | None) -> str | None:
    return value.partition("#")[2] or None if value else None
