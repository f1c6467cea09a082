"""Two pages as their browser reads them, without what says whose copy they are."""

import re
from difflib import unified_diff
from html.parser import HTMLParser
from typing import Any

VOID = {"meta", "link", "input", "br", "img", "hr", "wbr"}
OF_THE_NONCE = re.compile(r"/n[0-9a-f]{15}\b")
Token = tuple[Any, ...]


class _Reader(HTMLParser):
    """Tags with sorted attributes, text with its spaces collapsed, and nothing that depends on who drew the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self._dropping = 0
        self._exact = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self._dropping or said.get("data-freshness") == "copy":
            self._dropping += tag not in VOID
            return
        if said.get("name") == "nonce":
            said.pop("value", None)
        elif said.get("name") == "next":
            # Where a form leads that begins an item: the item's id is made of the nonce (sync/README.md).
            said["value"] = OF_THE_NONCE.sub("/new", said.get("value", ""))
        self.found.append((tag, *sorted(said.items())))
        self._exact = tag == "textarea"

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            self._dropping -= tag not in VOID
            return
        self.found.append((f"/{tag}",))
        self._exact = False

    def handle_data(self, data: str) -> None:
        text = data if self._exact else " ".join(data.split())
        if text and not self._dropping:
            self.found.append(("text", text))


def read(html: str) -> list[Token]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def difference(one: str, other: str) -> str:
    """Empty where the two are alike; else the lines in which they are not."""
    ours, theirs = ([repr(token) for token in read(html)] for html in (one, other))
    return "\n".join(unified_diff(ours, theirs, "server", "worker", lineterm="", n=1))
