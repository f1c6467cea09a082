"""Who is kept out: asked, named, matched to an account by a person, let in again (P-8, Z-35). Twin: `excluded.ts`."""

from sync.excluded import ACCOUNTS, ASKED, ENDED, NO_ACCOUNT, PATH, accounts, named, standing
from sync.pages.answers import by_words
from sync.pages.inputs import Context, Doc, Inputs
from sync.pages.local import minutes_between
from sync.pages.questions import Asking, may_write
from sync.pages.short import asking_page, editable, group_of, showing

WHO = "Who is kept out"
ONLY = "Only the chair and the minute taker see whether anybody is kept out, and who."
ONLY_CHAIR = "Only the chair lets somebody in again."
TAKES = (
    "For whoever is kept out this discussion is not there: no page, no date, no name in a list. "
    "Their copy goes when their device next reaches the server. What they have read, printed or heard does not."
)
HANDS = (
    "If they have the ward, or an urgent note in hand, nobody has it once they are kept out: hand the ward to somebody "
    "else, and read the note. An action that they picked up still says their name: ring whoever can do it."
)
BEFORE = "Ask before anybody is invited, of partners and relatives too."
THEN = "Then choose which account is theirs. Until you have, they are not kept out."
GIVEN = "What they had is not given back: they are invited again, or handed the ward again."
NOT_YET = "Not kept out yet: nobody has chosen which account is theirs."
LET_IN, NOT_NEEDED = "Let them in again", "They need not be kept out"
NONE_FOUND = "No account here was found for them, so nobody is kept out by this. Look again when they may have one."
NONE_OF_THESE = "None of these: they have no account here, or it is not in this list"
LONGER = "This list is longer when this device has reached the server since they were named."
ANYONE = "anyone in this family, or the person the concern is about, works for an organisation that will be here."
NOT_ASKED = f"Nobody has said whether {ANYONE} Ask before anybody is invited."
NOT_KNOWN = f"It is not known whether {ANYONE} Ask again before anybody else is invited."
NOBODY_YET = "Somebody works for an organisation that will be here, and nobody is kept out."
UNMATCHED = (
    "Somebody is named who must be kept out, and is not kept out yet: nobody has chosen which account is theirs."
)
# Shorter is a title or an initial.
LEAST = 3


def asked(doc: Doc, *, closed: bool) -> Context:
    """What the discussion's own page asks of whoever runs it; it names nobody, for it may lie open."""
    here = _here(doc)
    waiting = [one["id"] for one in standing(doc) if not named(doc, ACCOUNTS, one["id"])]
    leaf = doc["leaves"].get(ASKED, {})
    answer = "unknown" if leaf.get("sides") else (leaf.get("value") or {}).get("answer", "")
    if not may_write(doc, PATH) or (closed and not waiting):
        return _asks("", "", "")
    if waiting:
        return _asks(UNMATCHED, f"{here}/{waiting[0]}", "Choose the account")
    if answer == "yes" and not doc["entries"].get(PATH):
        return _asks(NOBODY_YET, f"{here}/new", "Say who")
    if answer in ("yes", "no"):
        return _asks("", "", "")
    return _asks(NOT_KNOWN if answer else NOT_ASKED, here if leaf.get("sides") else f"{here}/asked", "Answer it")


def excluded(doc: Doc, inputs: Inputs) -> Context:
    here, may = _here(doc), may_write(doc, PATH)
    said = editable(doc, ASKED, f"{here}/asked", inputs["now"])
    question = {"id": "asked", "heading": "Somebody who works here", "href": "", "lines": [], "answers": [said]}
    return showing(
        *("excluded", WHO, doc, inputs),
        children=[],
        lead=[TAKES, *([HANDS] if accounts(doc) else [])] if may else [ONLY],
        sections=[question, *(_shown(doc, one, inputs["now"]) for one in doc["entries"].get(PATH, []))] if may else [],
        links=[{"href": f"{here}/new", "words": "Keep somebody out"}] if may else [],
    )


def excluded_asked(doc: Doc, inputs: Inputs) -> Context:
    here = _here(doc)
    return asking_page(
        *("excluded_asked", WHO, doc, inputs, f"{here}/asked", here, ASKED),
        lead=[BEFORE],
        refused=ONLY,
        groups=[group_of(doc, inputs, ASKED)] if may_write(doc, ASKED) else [],
    )


def excluded_new(doc: Doc, inputs: Inputs) -> Context:
    here = _here(doc)
    return asking_page(
        *("excluded_new", WHO, doc, inputs, f"{here}/new", here, PATH),
        lead=[THEN],
        refused=ONLY,
        questions=Asking(doc, inputs).adding(PATH),
    )


def excluded_account(doc: Doc, inputs: Inputs) -> Context:
    asking, here, one = Asking(doc, inputs), _here(doc), _one(doc, inputs)
    question = asking.adding(ACCOUNTS)[1]
    none = _option(question, NO_ACCOUNT, "none of these") | {
        "text": NONE_OF_THESE,
        "id": "account-none",
        "hint": LONGER,
    }
    meant = _meant(doc, inputs, one["value"]["name"])
    question["options"] = [*(_option(question, other["id"], other["words"]) for other in meant), none]
    return asking_page(
        *("excluded_account", WHO, doc, inputs, f"{here}/{one['id']}", here, ACCOUNTS),
        lead=[_who(one), TAKES, HANDS],
        refused=ONLY,
        hidden=asking.hidden({f"add:{ACCOUNTS}/excluded": one["id"]}),
        questions=[question],
        button="Keep them out",
    )


def excluded_ended(doc: Doc, inputs: Inputs) -> Context:
    asking, here, one = Asking(doc, inputs), _here(doc), _one(doc, inputs)
    chosen = named(doc, ACCOUNTS, one["id"])
    return asking_page(
        *("excluded_ended", WHO, doc, inputs, f"{here}/{one['id']}/let-in", here, ENDED),
        lead=[_who(one), *([GIVEN] if _found(chosen) else [])],
        refused=ONLY_CHAIR,
        hidden=asking.hidden({f"add:{ENDED}/excluded": one["id"]}),
        questions=asking.adding(ENDED)[1:],
        button=LET_IN if _found(chosen) else NOT_NEEDED,
    )


def strays(doc: Doc, params: dict[str, str]) -> bool:
    return "excluded" in params and params["excluded"] not in [one["id"] for one in doc["entries"].get(PATH, [])]


def _here(doc: Doc) -> str:
    return f"/discussions/{doc['id']}/kept-out"


def _asks(words: str, href: str, link: str) -> Context:
    return {"words": words, "href": href, "link": link}


def _one(doc: Doc, inputs: Inputs) -> Context:
    id_ = inputs.get("params", {}).get("excluded")
    found: Context = next(one for one in doc["entries"][PATH] if one["id"] == id_)
    return found


def _who(one: Context) -> str:
    return ", ".join(part for part in (one["value"]["name"], one["value"].get("organisation")) if part)


def _shown(doc: Doc, one: Context, now: str) -> Context:
    here, value, chosen = f"{_here(doc)}/{one['id']}", one["value"], named(doc, ACCOUNTS, one["id"])
    ended = named(doc, ENDED, one["id"])
    choose = {"href": here, "words": "Choose another account too" if _found(chosen) else "Choose the account"}
    end = {"href": f"{here}/let-in", "words": LET_IN if _found(chosen) else NOT_NEEDED}
    out = [] if any(not other.get("pending") for other in ended) else chosen
    return {
        "id": f"out-{one['id']}",
        "heading": value["name"],
        "href": "",
        "lines": [
            *([] if chosen or ended else [NOT_YET]),
            *(words for other in out for words in _chosen(other, now)),
            *(words for other in ended for words in _let_in(other, now, out=_found(chosen))),
            *(value[part] for part in ("organisation", "why") if value.get(part)),
            f"Named by {by_words(one, now)}",
        ],
        "answers": [],
        "links": [] if ended else [choose, *([end] if may_write(doc, ENDED) else [])],
    }


def _found(chosen: list[Context]) -> bool:
    return any(not str(one["value"]["account"]).startswith(NO_ACCOUNT) for one in chosen)


def _chosen(one: Context, now: str) -> list[str]:
    """Who wrote it stands in a line of its own: two names in one line read as two people kept out."""
    who = one["value"]["account"].partition(" ")[2]
    if not _found([one]):
        return [NONE_FOUND, f"Looked for by {by_words(one, now)}"]
    kept = "Not kept out before the server has it" if one.get("pending") else "Kept out"
    return [f"{kept}: {who}", f"Chosen by {by_words(one, now)}"]


def _let_in(one: Context, now: str, *, out: bool) -> list[str]:
    until = "Kept out until the server has this. " if out and one.get("pending") else ""
    what = "Let in again" if out else "Need not be kept out"
    return [f"{until}{what}: {one['value']['why']}", f"Written by {by_words(one, now)}"]


def _meant(doc: Doc, inputs: Inputs, name: str) -> list[dict[str, str]]:
    """Whose account it may be: those who share a name with whoever was named, and whoever takes part now."""
    me, now = (inputs["person"] or {}).get("id"), inputs["now"]
    here = [
        {"id": one["id"], "words": f"{one['name']}, {one['role']}, {one['agency']}"}
        for one in doc.get("holders", [])
        if not one["until"] or minutes_between(now, one["until"]) > 0
    ]
    known = [*doc.get("meant", []), *inputs.get("colleagues", []), *here]
    alike = [one for one in known if _words(one["words"].partition(",")[0]) & _words(name)]
    out = {me, *accounts(doc)}
    return [one for one in {one["id"]: one for one in [*alike, *here]}.values() if one["id"] not in out]


def _words(name: str) -> set[str]:
    said = name.lower().replace("-", " ").replace(",", " ").split()
    return {word for word in said if len(word) >= LEAST}


def _option(question: Context, account: str, words: str) -> Context:
    value = f"{account} {words}"
    return {
        "value": value,
        "text": words,
        "id": f"account-{account}",
        "checked": question["value"] == value,
        "hint": "",
    }
