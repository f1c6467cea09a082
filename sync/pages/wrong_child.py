"""Entered about the wrong child: which one is right, how that is known, and whom to tell (PRACTICE.md P-21, Z-38).
Twin of `wrong_child.ts`."""

from typing import Any

from sync import readers
from sync.messages import canonical_text
from sync.moving import children_of, moves
from sync.pages.answers import by_words, entry, lines_of
from sync.pages.children import identity, name, values
from sync.pages.device import problem
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import minutes_between
from sync.pages.moved import WRONG, may_move, said_so
from sync.pages.questions import Asking, may_write
from sync.pages.short import asking_page, card, showing
from sync.registry import registry
from sync.wording import instant

Item = dict[str, Any]
ASKED = "Which child is it about? What was written stays, struck through, with your name and how you know."
KNOWN = (
    "Everybody here could read it while it stood about the wrong child. Seenby does not know who did, who printed it, "
    "or who was told by telephone: ask them, and tell them."
)
# Whose organisations read what is not for everybody; `server/domain/readers.py` decides.
AMONG = {"everyone": (), "chair": (), "police": ("police",), "health": ("police", "hospital", "health")}
CHAIRS = ("chair", "minute_taker")
NOBODY = "It had not left this device: nobody else has read it about the wrong child."


def wrong_child(doc: Doc, inputs: Inputs) -> Context:
    found = _found(doc, inputs)
    if found is None:
        return problem(inputs)
    path, item = found
    here, moved = f"/discussions/{doc['id']}/wrong-child/{item['id']}", moves(doc, item["id"])
    about = children_of(doc, item)
    others = [one for one in doc["children"] if one not in about or len(about) > 1]
    may = _may(doc, path, item, inputs)
    shown = _shown(doc, path, item, inputs) | ({"struck": said_so(doc, item, inputs)} if moved else {})
    choose = [_choice(doc, child, here) for child in others] if may else []
    return showing(
        *("wrong_child", WRONG, doc, inputs),
        children=[identity(doc, child) for child in about],
        entries=[shown],
        tells=bool(moved),
        lead=[KNOWN if _holders(doc, item, inputs) else NOBODY] if moved else [ASKED],
        sections=_holders(doc, item, inputs) if moved else choose,
        links=[{"href": f"{here}/{child}", "words": f"It is about {name(doc, child)}"} for child in others]
        if moved and may
        else [],
    )


def right_child(doc: Doc, inputs: Inputs) -> Context:
    """One form: what it says of the right child, that it is not said of the other, and how that is known."""
    found, child, asking = _found(doc, inputs), inputs.get("params", {}).get("child", ""), Asking(doc, inputs)
    if found is None:
        return problem(inputs)
    path, item = found
    here, after = (
        f"/discussions/{doc['id']}/wrong-child/{item['id']}",
        " ".join(m["id"] for m in moves(doc, item["id"])),
    )
    said = "; ".join(line["text"] for line in lines_of(doc, item["lines"], path))
    fields = {"add:moved/entry": item["id"], "add:moved/to": child, **({"add:moved/after": after} if after else {})}
    if path.startswith("children.") and not after:
        fields |= {"add:moved/said": f"{said}. {by_words(item, inputs['now'])}", **_answers(doc, path, child, item)}
    about = " or ".join(name(doc, one) for one in children_of(doc, item))
    return asking_page(
        *("right_child", WRONG, doc, inputs, f"{here}/{child}", here, "moved"),
        children=[identity(doc, child)],
        lead=[f"Not about {about}. It is about {name(doc, child)}."],
        entries=[_shown(doc, path, item, inputs)],
        hidden=asking.hidden(fields),
        questions=[one for one in asking.adding("moved") if one["key"] == "why"],
        button="Save: it is about this child",
        may_write=_may(doc, path, item, inputs),
    )


def entry_found(doc: Doc, token: str) -> tuple[str, Item] | None:
    """A note or a visit by its id; an answer about a child as `child-question`."""
    for path in ("information", "visits"):
        for one in doc["entries"].get(path, []):
            if one["id"] == token and one["value"].get("child"):
                return path, one
    child, _, fact = token.partition("-")
    path = f"children.{child}.facts.{fact}"
    leaf, moved = doc["leaves"].get(path) or {}, moves(doc, token)
    if child not in doc["children"] or registry().field(path) is None or leaf.get("sides"):
        return None
    if moved:
        last, stood = moved[-1], leaf.get("settled") or next(reversed(leaf.get("earlier", [])), None)
        lines = [{"label": "", "text": last["value"].get("said", "")}]
        return path, last | {
            "id": token,
            "value": {"child": child},
            "lines": lines,
            "received": (stood or last)["received"],
        }
    return (path, leaf | {"id": token, "value": leaf["value"] | {"child": child}}) if leaf.get("value") else None


def struck_facts(doc: Doc, child: str, inputs: Inputs) -> list[Context]:
    """What was answered about this child and was not about this child."""
    prefix = f"{child}-"
    found = [one for one in doc["entries"].get("moved", []) if one["value"]["entry"].startswith(prefix)]
    return [
        {
            "id": one["id"],
            "lines": [{"label": _question(one["value"]["entry"]), "text": one["value"].get("said", "")}],
            "by": by_words(one, inputs["now"]),
            "pending": bool(one.get("pending")),
            "superseded": True,
            "struck": f"{WRONG}. To {name(doc, one['value']['to'])}: {one['value']['why']}",
            "caution": "",
            "href": f"/discussions/{doc['id']}/wrong-child/{one['value']['entry']}",
            "href_words": "Who has it",
        }
        for one in found
    ]


def fact_href(doc: Doc, path: str) -> str:
    _, child, _, fact = path.split(".")
    found = entry_found(doc, f"{child}-{fact}")
    return f"/discussions/{doc['id']}/wrong-child/{child}-{fact}" if found and len(doc["children"]) > 1 else ""


def _found(doc: Doc, inputs: Inputs) -> tuple[str, Item] | None:
    return entry_found(doc, inputs.get("params", {}).get("what", ""))


def _shown(doc: Doc, path: str, item: Item, inputs: Inputs) -> Context:
    """A bare Yes says nothing: an answer stands with what was asked."""
    made = entry(doc, path, item, inputs["now"])
    if path.startswith("children."):
        asked = {"label": _question(item["id"])}
        made["lines"] = [line | asked if not place else line for place, line in enumerate(made["lines"])]
    return made


def _may(doc: Doc, path: str, item: Item, inputs: Inputs) -> bool:
    if path.startswith("children."):
        return may_write(doc, path) and may_write(doc, "moved") and not moves(doc, item["id"])
    return may_move(doc, item, inputs)


def _answers(doc: Doc, path: str, child: str, item: Item) -> dict[str, str]:
    """The answer is taken away where it was wrong and given where it is right, by whoever said so first."""
    wrong, right = doc["leaves"][path], path.replace(f"children.{item['value']['child']}.", f"children.{child}.", 1)
    there, value = doc["leaves"].get(right) or {}, item["value"]
    made = {f"seen:{path}": " ".join(wrong["seen"]), f"was:{path}": canonical_text(wrong["value"])}
    made |= {f"seen:{right}": " ".join(there.get("seen", [])), f"was:{right}": canonical_text(there.get("value"))}
    made |= {f"set:{right}/answer": value["answer"], f"set:{right}/who": value.get("who") or item["by"]["name"]}
    return made | {f"set:{right}/when": value.get("when") or item["at"]}


def _choice(doc: Doc, child: str, here: str) -> Context:
    who = identity(doc, child)
    lines = [who["born"], who["number"], *([who["check"]] if who["check"] else [])]
    return card(f"to-{child}", who["name"], href=f"{here}/{child}", lines=lines)


def _holders(doc: Doc, item: Item, inputs: Inputs) -> list[Context]:
    """Everybody else who had a part between when the server had it and now, and whether they were told."""
    first = item.get("received")
    asking, me = Asking(doc, inputs), (inputs["person"] or {}).get("id")
    if not first:
        return []
    made = {}
    for one in doc.get("holders", []):
        had = not one["until"] or minutes_between(first, one["until"]) > 0
        if one["id"] != me and had and _could_read(doc, item, one):
            made[one["id"]] = one
    return [_holder(doc, item, one, asking, inputs["now"]) for one in made.values()]


def _could_read(doc: Doc, item: Item, one: dict[str, str]) -> bool:
    """Of a note that not everybody may see, its writer, who runs the discussion and those it was for (P-9)."""
    level = readers.of(doc, item) if "kind" in item["value"] else "everyone"
    lead = any(
        one["name"] in said.get("lead", "") for said in values(doc, f"children.{item['value']['child']}.workers")
    )
    among = one["kind"] in AMONG[level] or (lead and level != "chair")
    return level == "everyone" or one["capacity"] in CHAIRS or among or one["id"] == item["by"]["id"]


def _holder(doc: Doc, item: Item, one: dict[str, str], asking: Asking, now: str) -> Context:
    told = [
        said
        for said in doc["entries"].get("moved_told", [])
        if said["value"] == {"entry": item["id"], "who": one["id"]}
    ]
    here = f"/discussions/{doc['id']}/wrong-child/{item['id']}"
    lines = [f"{one['role']}, {one['agency']}", f"In this discussion since {instant(one['from'], now)}"]
    fields = {"add:moved_told/entry": item["id"], "add:moved_told/who": one["id"]}
    tells = not told and may_write(doc, "moved_told")
    return card(
        *(f"holder-{one['id']}", one["name"]),
        lines=[*lines, *(f"Told by {by_words(said, now)}" for said in told[:1])],
        form=asking.form(here, here),
        tell=[{"name": key, "value": value} for key, value in fields.items()] if tells else [],
    )


def _question(token: str) -> str:
    child, _, fact = token.partition("-")
    found = registry().field(f"children.{child}.facts.{fact}")
    return found.named(f"children.{child}.facts.{fact}") if found else ""
