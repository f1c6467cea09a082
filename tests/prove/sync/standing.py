"""What must stand on each path after the log of one discussion, told again from the changes and their statuses alone.

Identity is by change id (SYNC.md I3): an answer may take another's place only where it names it. Nothing of the server
is used here, nor read: a status it gave that does not follow from what stood before is a problem.
"""

from dataclasses import dataclass, field
from typing import Any

Said = dict[str, Any]


@dataclass
class Answer:
    """`ids` are those of everybody who gave this same answer; the first is its own."""

    ids: list[str]
    value: Any
    by: str

    def named_by(self, seen: list[str]) -> bool:
        return bool(seen) and set(seen) <= set(self.ids)


@dataclass
class Path:
    """One answer stands, or none; or several, none of which may win by itself."""

    answers: list[Answer] = field(default_factory=list)
    past: list[Answer] = field(default_factory=list)


@dataclass
class Standing:
    paths: dict[str, Path] = field(default_factory=dict)
    entries: dict[str, list[Said]] = field(default_factory=dict)
    tags: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def hears(self, change: Said, status: str) -> None:
        """The next change of the log, in the order of its seq."""
        if status == "quarantined":
            return
        match change["kind"]:
            case "add":
                self._only_applied(change, status)
                self.entries.setdefault(change["target"], []).append(change)
            case "tag":
                self._only_applied(change, status)
                self._tag(change)
            case "settle":
                self._settle(self._path(change), change, status)
            case _:
                self._answer(self._path(change), change, status)

    def _answer(self, path: Path, change: Said, status: str) -> None:
        new = Answer([change["op_id"]], change["payload"], change["actor"])
        match status:
            case "applied":
                for old in path.answers:
                    # A step stands where the state it starts from allows it; any other answer names what it replaces.
                    if change["kind"] != "step" and not (len(path.answers) == 1 and old.named_by(change["seen"])):
                        self._tell(f"{_name(change)} was applied over {old.ids}, which its author never saw")
                path.answers = [new]
            case "same":
                self._agrees(path, change, change["payload"])
            case "conflict":
                self._differs(path, change, new)

    def _differs(self, path: Path, change: Said, new: Answer) -> None:
        if not path.answers:
            self._tell(f"{_name(change)} was answered conflict, and nothing stood there")
        if len(path.answers) == 1 and path.answers[0].named_by(change["seen"]):
            self._tell(f"{_name(change)} was answered conflict, and it named what stood there")
        if len(path.answers) > 1:
            # An author's own newer answer takes the place of the older one it names.
            path.answers = [one for one in path.answers if not (one.by == new.by and one.named_by(change["seen"]))]
        path.answers = [*path.answers, new]
        path.past += path.answers

    def _settle(self, path: Path, change: Said, status: str) -> None:
        chosen = next((one for one in reversed(path.past) if change["payload"]["choose"] in one.ids), None)
        if chosen is None:
            self._tell(f"{_name(change)} settled for an answer that was never one of them")
            return
        if len(path.answers) == 1:
            new = Answer([change["op_id"]], chosen.value, change["actor"])
            if status == "same":
                self._agrees(path, change, chosen.value)
            elif status == "conflict":
                self._differs(path, change, new)
            else:
                self._tell(f"{_name(change)} settled what was settled already")
            return
        unseen = [one.ids for one in path.answers if not set(one.ids) & set(change["seen"])]
        if status == "applied" and unseen:
            self._tell(f"{_name(change)} settled over {unseen}, which its author never saw")
        if status == "conflict" and not unseen:
            self._tell(f"{_name(change)} was answered conflict, and it had seen every answer")
        if status == "applied":
            path.answers = [Answer([change["op_id"]], chosen.value, change["actor"])]

    def _agrees(self, path: Path, change: Said, value: Any) -> None:
        same = [one for one in path.answers if one.value == value]
        if not same:
            self._tell(f"{_name(change)} was answered same, and no such answer stood there")
        for one in same[:1]:
            one.ids.append(change["op_id"])

    def _tag(self, change: Said) -> None:
        tags = self.tags.setdefault(change["target"], {})
        for item in change["payload"]["add"]:
            tags.setdefault(item, []).append(change["op_id"])
        for item in change["payload"]["remove"]:
            tags[item] = [tag for tag in tags.get(item, []) if tag not in change["seen"]]

    def _path(self, change: Said) -> Path:
        return self.paths.setdefault(change["target"], Path())

    def _only_applied(self, change: Said, status: str) -> None:
        if status != "applied":
            self._tell(f"{_name(change)} only adds, and was answered {status}")

    def _tell(self, sentence: str) -> None:
        self.problems.append(f"I3 {sentence}")


def _name(change: Said) -> str:
    return f"{change['kind']} {change['target']} ({change['op_id'][:8]})"
