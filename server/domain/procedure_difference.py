"""What one procedure says and another does not, in words: an earlier version and a later one, or two areas."""

from collections.abc import Iterator
from typing import Any

from server.domain.procedure import Compiled
from sync.rule_words import FORCES, limit, lines

Rule = dict[str, Any]
# Said on their own, or no part of what a rule asks.
APART = {"id", "part", "kind", "force", "title", "unit", "amount", "cite"}
# Said by the lines of a rule, as its page prints them.
LINES = {"anchor", "when", "who", "takes", "quorum", "able_to", "form", "decision", "paper", "by", "to", "needs"}
LINES |= {"before", "counts", "after", "questions", "outcomes", "one_only"}
TABLES = {"events": "Event", "facts": "Fact", "roles": "Role"}


def rules(old: Compiled, new: Compiled) -> list[str]:
    """Rules new, changed, and at the end those gone."""
    before, after = _by_name(old), _by_name(new)
    said = []
    for name, rule in after.items():
        if name in before:
            said += [f"{_called(name)}: {change}" for change in _changes(before[name], rule, old, new)]
        else:
            said.append(f"{_called(name)} is new. {_whole(rule, new)}")
    return said + [
        f"{_called(name)} is gone. {_whole(rule, old)}" for name, rule in before.items() if name not in after
    ]


def rest(old: Compiled, new: Compiled) -> list[str]:
    """Title, where it comes from and who reviewed it, what asks for nothing, where the source is silent, and words."""
    said = [_was("Title", new["title"], old["title"])] if old["title"] != new["title"] else []
    tables = {f"[{key}]": (old[key], new[key]) for key in ("source", "context", "silent")}
    tables |= {label: (old["vocabulary"][key], new["vocabulary"][key]) for key, label in TABLES.items()}
    for label, (before, after) in tables.items():
        changed = [key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]
        said += [_was(f"{label} {key}", _plain(after.get(key)), _plain(before.get(key))) for key in changed]
    return said


def _by_name(procedure: Compiled) -> dict[tuple[str, str, str], Rule]:
    return {(rule["id"], rule.get("kind", ""), rule["part"]): rule for rule in procedure["rules"]}


def _called(name: tuple[str, str, str]) -> str:
    """`H-1.1 (usual)`: what tells it from its neighbours."""
    rule, kind, part = name
    apart = ", ".join(word for word in ("" if kind == "max" else kind, part) if word)
    return f"{rule} ({apart})" if apart else rule


def _whole(rule: Rule, procedure: Compiled) -> str:
    asks = [f"{label}: {text}" for label, text in _labelled(rule, procedure).items()]
    return " ".join(
        f"{part}{'' if part.endswith('?') else '.'}" for part in [f"{FORCES[rule['force']]}: {rule['title']}", *asks]
    )


def _changes(old: Rule, new: Rule, before: Compiled, after: Compiled) -> Iterator[str]:
    if old["force"] != new["force"]:
        yield _was("", FORCES[new["force"]].lower(), FORCES[old["force"]].lower())
    if old["title"] != new["title"]:
        yield _was("", f"“{new['title']}”", f"“{old['title']}”")
    if "unit" in old and "unit" in new and old["anchor"] == new["anchor"] and limit(old) != limit(new):
        yield _was("", limit(new), limit(old))
    worded = list(_lines(old, new, before, after))
    yield from worded
    if old["cite"] != new["cite"]:
        yield _was("", *(f"{rule['cite']['source']}, line {rule['cite']['line']}" for rule in (new, old)))
    for key in sorted((old.keys() | new.keys()) - APART):
        if old.get(key) != new.get(key) and not (worded and key in LINES):
            yield _was(key.replace("_", " "), _plain(new.get(key)), _plain(old.get(key)))


def _lines(old: Rule, new: Rule, before: Compiled, after: Compiled) -> Iterator[str]:
    was, now = _labelled(old, before), _labelled(new, after)
    same_start = old.get("anchor") == new.get("anchor")
    for label in [*now, *(label for label in was if label not in now)]:
        if was.get(label) != now.get(label) and not (label == "By when" and same_start):
            yield _was(label, now.get(label, "nothing"), was.get(label, "nothing"))


def _labelled(rule: Rule, procedure: Compiled) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for line in lines(rule, procedure):
        found.setdefault(line["label"], []).append(line["text"].rstrip("."))
    return {label: "; ".join(texts) for label, texts in found.items()}


def _was(label: str, now: str, before: str) -> str:
    return f"{label and f'{label}: '}{now}; was: {before}." if label else f"{now}, was {before}."


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_plain(part)}" for key, part in value.items() if part) or "nothing"
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value).replace("_", " ")
