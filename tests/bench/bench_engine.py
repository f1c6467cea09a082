"""All deadlines of one discussion, with the headlines, in each language (DESIGN.md section 6: at most 1 ms).

Under each procedure that comes with Seenby; the figure is of the slowest. The median of a warm process, in Python of
its own processor time: what else the machine is doing is not the engine's cost.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from server.domain.calendar import england
from server.domain.procedure import Compiled, load_builtin
from sync.deadlines import deadlines
from sync.headline import headline, of_case
from tests.bench.figures import Figure
from tests.sync.vectors import ROOT

RUNS, WARM = 1000, 200
# Those that issue 4 asks for.
FEWEST = 5
NOW = "2026-11-20T19:40:00Z"
# Two siblings of whom one is harmed, nine events, answers with their times.
CASE: dict[str, Any] = {
    "children": [
        {
            "id": "c1",
            "dob": "2026-03-14",
            "facts": {
                "actual_harm": {"answer": "yes", "at": "2026-11-20T17:10:00Z"},
                "immediate_risk": {"sides": ["yes", "no"]},
                "serious_injury": "yes",
            },
        },
        {"id": "c2", "dob": "2021-05-02", "facts": {"actual_harm": "no", "serious_injury": "no"}},
    ],
    "facts": {"immediate_action_required": "yes", "allegation_staff_or_volunteer": "no"},
    "events": [
        {"type": "first_saved", "at": "2026-11-20T15:20:00Z"},
        {"type": "information_received", "at": "2026-11-20T14:00:00Z"},
        {"type": "concerns_identified", "at": "2026-11-20T14:40:00Z"},
        {"type": "referral_received", "at": "2026-11-20T15:00:00Z"},
        {"type": "sd_contact", "sd": 1, "mode": "phone", "at": "2026-11-20T17:00:00Z", "end": "2026-11-20T17:30:00Z"},
        {"type": "sd_contact", "sd": 1, "mode": "video", "at": "2026-11-20T18:00:00Z", "end": "2026-11-20T18:20:00Z"},
        {"type": "sd_concluded", "sd": 1, "at": "2026-11-20T18:25:00Z"},
        {"type": "child_seen", "child": "c1", "by": "hospital_staff", "at": "2026-11-20T18:30:00Z"},
        {"type": "child_seen", "child": "c1", "by": "social_worker", "at": "2026-11-20T19:10:00Z"},
    ],
}


def figures() -> Iterator[Figure]:
    procedures = load_builtin()
    assert len(procedures) >= FEWEST, f"only {', '.join(procedures)} are there to be timed"
    for language, timed in (("Python", python_times), ("TypeScript", typescript_times)):
        medians = {name: median(timed(procedure)) for name, procedure in procedures.items()}
        slowest = max(medians, key=lambda name: medians[name])
        name = f"deadlines of one discussion, {language}, median, slowest of {len(medians)} procedures ({slowest})"
        yield Figure(name, round(medians[slowest], 4), "ms", RUNS, budget=1)


def python_times(procedure: Compiled) -> list[float]:
    calendar = england()
    times = []
    for _ in range(WARM + RUNS):
        began = time.process_time_ns()
        result = deadlines(procedure, CASE, calendar, NOW)
        said = headline(result, "c1", NOW)["words"], of_case(result, NOW)["words"]
        times.append((time.process_time_ns() - began) / 1e6)
        assert all(said)
        assert result["deadlines"]
    return times[WARM:]


def typescript_times(procedure: Compiled) -> list[float]:
    question = json.dumps([procedure, england(), CASE, NOW, WARM + RUNS])
    done = subprocess.run(
        ["node", "bench/deadlines.mjs"], cwd=ROOT / "web", input=question, capture_output=True, text=True, check=True
    )
    times: list[float] = json.loads(done.stdout)
    return times[WARM:]
