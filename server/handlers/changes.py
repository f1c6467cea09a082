"""The one way in for a plain form: fields -> changes -> the write path -> 303. Never a page (DESIGN.md section 4)."""

import secrets
from typing import Any

from litestar.params import FromPath
from litestar.response import Redirect

from server import __version__, store
from server.handlers import places
from server.requests import SeenbyRequest
from sync.forms import Author, Form, changes_from
from sync.registry import registry
from sync.values import Problem

# The worst that happened is what the person is told first.
WORST = ("quarantined", "needs_upgrade", "conflict", "same", "applied")

ANOTHERS: Problem = {
    "name": "main",
    "text": "Not saved: this form was opened by somebody else. If these words are yours, save them: then they are under"
    " your name",
}


async def create(request: SeenbyRequest, discussion: FromPath[str]) -> Redirect:
    fields = await request.fields()
    form = Form(fields)
    writer = form.plain.get("person", "")
    async with store.as_person(request.person.id, request.now):
        # Whose part has ended may have the form open still: what they wrote is held for the chair, never refused.
        found = await store.discussion(request.person, discussion)
        last = await store.last_changes(discussion, form.nonce, form.targets)
        page = places.own(form.plain.get("page"), f"/discussions/{discussion}")
        if found and writer != request.person.id:
            # Another nonce: under the first, what its writer may have sent already would stand against it.
            await store.keep_draft(page, secrets.token_hex(16), fields, [ANOTHERS])
            return Redirect(page, status_code=303)
        author = _author(request, writer, discussion, found)
        made, problems = changes_from(fields, registry(), author, last, request.settings.zone.key)
        if problems:
            await store.keep_draft(page, form.nonce, fields, problems)
            return Redirect(page, status_code=303)
        await store.drop_draft(page)
    receipts = await store.apply_form(request.person, request.web_device, made, request.now)
    worst = min((WORST.index(receipt.status) for receipt in receipts), default=None)
    after = places.own(form.plain.get("next"), f"/discussions/{discussion}") if found else "/"
    return Redirect(after if worst is None else f"{after}?kept={WORST[worst]}", status_code=303)


def _author(request: SeenbyRequest, actor: str, discussion: str, found: dict[str, Any] | None) -> Author:
    return Author(
        device=request.web_device,
        actor=actor,
        acting_role=found["capacity"] if found else "",
        discussion=discussion,
        claimed_at=request.now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        mono_ms=0,
        tz=request.settings.zone.key,
        skew_est_ms=0,
        app_v=__version__,
        profile_v=found["procedure"] if found else "",
    )
