"""Where a form may lead: only to pages of the sitemap, whatever the form says."""

import re

from sync.registry import sitemap

_PAGES = [
    re.compile(re.sub(r"\\\{\w+\\\}", r"[A-Za-z0-9_-]{1,64}", re.escape(route.path)))
    for route in sitemap()
    if route.method == "GET" and route.template is not None
]


def own(path: str | None, otherwise: str) -> str:
    """The path if it is a page of ours, else `otherwise`."""
    return path if path and any(page.fullmatch(path) for page in _PAGES) else otherwise
