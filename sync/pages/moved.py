"""An entry about the wrong child: struck through where it stood first, and whole where it belongs (P-21, Z-38).
Twin of `moved.ts`."""

from typing import Any

from sync.moving import children_of, moves
from sync.pages.answers import by_words, lines_of
from sync.pages.children import name
from sync.pages.inputs import Context, Doc, Inputs, wrote
from sync.pages.questions import may_write

WRONG = "Entered about the wrong child"
APART = "Two people have said different children. It counts for nobody until one of them says it again."


def marked(doc: Doc, path: str, item: dict[str, Any], made: Context, inputs: Inputs) -> list[Context]:
    """`made` = the entry as it is printed."""
    standing = moves(doc, item["id"])
    made = made | {"move_href": _href(doc, item, inputs)}
    if not standing:
        return [made]
    about = children_of(doc, item)
    named = [line | {"text": about[0]} if line["text"] == item["value"]["child"] else line for line in item["lines"]]
    more = made["lines"][len(lines_of(doc, item["lines"], path)) :]
    caution = APART if len(about) > 1 else made["caution"]
    struck = made | {"id": f"{item['id']}-was", "struck": said_so(doc, item, inputs), "caution": ""}
    lines = lines_of(doc, named, path) + more
    if len(about) > 1:
        lines = [{"label": WRONG, "text": " or ".join(name(doc, one) for one in about)}, *made["lines"]]
    now = made | {"lines": lines, "caution": caution, "pending": any(one.get("pending") for one in [item, *standing])}
    return [now, struck | {"href": "", "href_words": "", "move_href": ""}]


def said_so(doc: Doc, item: dict[str, Any], inputs: Inputs) -> str:
    """Who moved it, when, to whom and why."""
    said = [
        f"To {name(doc, one['value']['to'])}, {by_words(one, inputs['now'])} {one['value']['why']}"
        for one in moves(doc, item["id"])
    ]
    return " ".join([f"{WRONG}.", *said])


def may_move(doc: Doc, item: dict[str, Any], inputs: Inputs) -> bool:
    """Its author, or who runs the discussion; where there is another child it can be about."""
    return (
        len(doc["children"]) > 1
        and may_write(doc, "moved")
        and item["value"].get("child") in doc["children"]
        and not item.get("superseded_by")
        and (wrote(item, inputs) or doc["capacity"] in ("chair", "minute_taker"))
    )


def _href(doc: Doc, item: dict[str, Any], inputs: Inputs) -> str:
    told = may_move(doc, item, inputs) or moves(doc, item["id"])
    return f"/discussions/{doc['id']}/wrong-child/{item['id']}" if told else ""
