"""What must hold for every case: both languages say the same, and an answer of yes never puts a date back."""

from collections import Counter
from random import Random
from typing import Any

from server.domain.calendar import england
from server.domain.procedure import load_builtin
from server.procedure_files import find
from sync.deadlines import CaseError, deadlines
from sync.headline import headline, of_case
from sync.london import local_day, midnight, seconds, utc
from tests.sync.random_cases import random_case, turned_to_yes
from tests.sync.vectors import ROOT
from tests.twin import ask

NEVER = "9999"
# The built-in ones, and the invented ones that hold the engine to every shape.
INVENTED = [str(ROOT / "tests" / "procedures" / f"{name}.toml") for name in ("shapes", "beyond", "invented-area")]
PROCEDURES = [*load_builtin(), *INVENTED]


def disagreements(seed: int, count: int) -> list[str]:
    """What Python and TypeScript do not say alike, over `count` random cases, most of which must be readable."""
    return [found for each in PROCEDURES for found in _disagreements(find(each), seed, count // len(PROCEDURES))]


def _disagreements(procedure: dict[str, Any], seed: int, count: int) -> list[str]:
    random = Random(seed)
    questions = [random_case(random, procedure) for _ in range(count)]
    theirs = ask("deadlines", [["with", procedure, england()], *(["case", case, now] for case, now in questions)])[1:]
    ours = [_answer(procedure, case, now) for case, now in questions]
    assert len(theirs) == count
    assert sum("result" in answer for answer in ours) > count * 0.8, "most random cases should be readable"
    assert sum("error" in answer for answer in ours) > 0, "some random cases should be refused"
    pairs = zip(questions, ours, theirs, strict=True)
    return [f"{case} at {now}:\n{one}\n{other}" for (case, now), one, other in pairs if one != other]


def shares(seed: int, count: int, name: str = "herefordshire") -> dict[str, float]:
    """In what share of the readable cases each rule stands in each state."""
    random = Random(seed)
    procedure = find(name)
    answers = [_answer(procedure, *random_case(random, procedure)) for _ in range(count)]
    results = [answer["result"] for answer in answers if "result" in answer]
    seen = Counter(
        name
        for result in results
        for name in {f"{row['rule']} {row['kind']} {row['state']}" for row in result["deadlines"]}
    )
    return {name: times / len(results) for name, times in sorted(seen.items())}


def shares_of_all(seed: int, count: int) -> dict[str, float]:
    """The same for every procedure, its name before the rule's."""
    return {
        f"{find(each)['id']} {name}": share
        for each in PROCEDURES
        for name, share in shares(seed, 2 * count // len(PROCEDURES), each).items()
    }


def put_back(seed: int, count: int) -> list[str]:
    """Cases in which one unknown fact turned to yes, changing a row, made a child's earliest date later (CLI.md 16)."""
    return [found for each in PROCEDURES for found in _put_back(find(each), seed, count // len(PROCEDURES))]


def _put_back(procedure: dict[str, Any], seed: int, count: int) -> list[str]:
    random = Random(seed)
    found = []
    turned = 0
    # Where few rules hang on facts, most answers change nothing.
    for _ in range(count * 3):
        if turned == count:
            break
        case, now = random_case(random, procedure)
        before = _answer(procedure, case, now)
        after_case = turned_to_yes(random, case) if "result" in before else None
        if after_case is None:
            continue
        after = _answer(procedure, after_case, now)
        turned += after != before
        names = [child["id"] for child in case.get("children") or []]
        if any(earliest(after["result"], name) > earliest(before["result"], name) for name in names):
            found.append(f"{case}\n{after_case}")
    return found


def falsely_calm(seed: int, count: int) -> list[str]:
    """Headlines that are blank, or that promise more time than some clock of the child leaves (P-2, P-3, Z-32)."""
    return [one for each in PROCEDURES for one in _falsely_calm(find(each), seed, count // len(PROCEDURES))]


def _falsely_calm(procedure: dict[str, Any], seed: int, count: int) -> list[str]:
    random = Random(seed)
    found = []
    for _ in range(count):
        case, now = random_case(random, procedure)
        answer = _answer(procedure, case, now)
        if "result" in answer:
            names = [child["id"] for child in case.get("children") or []]
            found += [f"{name} at {now}: {case}" for name in names if _too_calm(answer["result"], name, now)]
    return found


def _too_calm(result: dict[str, Any], child: str, now: str) -> bool:
    said = headline(result, child, now)
    rows = [row for part in ("deadlines", "conditional", "projected") for row in result[part]]
    unmet = [row for row in rows if row["state"] in ("open", "late") and row["due_before"]]
    mine = [row for row in unmet if row["child"] == child and row["effect"] == "seen_by"]
    certain = [row for row in mine if "if" not in row]
    late = any(row["state"] == "late" for row in certain)
    end_of_today = utc(midnight(local_day(seconds(now) or 0) + 1))
    soonest = min((max(str(row["due_before"]), end_of_today if "if" in row else "") for row in mine), default=None)
    promised = said["due_before"] is not None and soonest is not None and said["due_before"] > soonest
    unsaid = bool(mine) and said["kind"] in ("met", "none", "unborn")
    return not said["words"] or promised or unsaid or (late and said["tone"] != "red")


def earliest(result: dict[str, Any], child: str) -> str:
    rows = [row for row in [*result["deadlines"], *result["conditional"]] if row["child"] in (None, child)]
    return min((str(row["due_before"]) for row in rows if row["due_before"]), default=NEVER)


def _answer(procedure: dict[str, Any], case: dict[str, Any], now: str) -> dict[str, Any]:
    try:
        result = deadlines(procedure, case, england(), now)
    except CaseError as refused:
        return {"error": str(refused)}
    children = sorted({row["child"] or "nobody" for row in [*result["deadlines"], *result["conditional"]]})
    said = [headline(result, child, now) for child in children]
    return {"result": result, "case": of_case(result, now), "children": said}
