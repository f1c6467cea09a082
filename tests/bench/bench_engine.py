"""All deadlines of one discussion, with the headlines, in each language (DESIGN.md section 6: at most 1 ms).

The median of a warm process: what else the machine is doing is not the engine's cost.
"""

import json
import subprocess
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from server.domain.calendar import england
from server.domain.procedure import load_builtin
from sync.deadlines import deadlines
from sync.headline import headline, of_case
from tests.bench.figures import Figure
from tests.sync.vectors import ROOT

RUNS, WARM = 2000, 300
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
    for language, times in (("Python", python_times()), ("TypeScript", typescript_times())):
        yield Figure(f"deadlines of one discussion, {language}, median", median(times), "ms", len(times), budget=1)


def python_times() -> list[float]:
    procedure, calendar = load_builtin()["herefordshire"], england()
    times = []
    for _ in range(WARM + RUNS):
        began = time.perf_counter()
        result = deadlines(procedure, CASE, calendar, NOW)
        assert headline(result, "c1", NOW)["kind"] == "met"
        assert of_case(result, NOW)["kind"] == "met"
        times.append((time.perf_counter() - began) * 1000)
    return times[WARM:]


def typescript_times() -> list[float]:
    question = json.dumps([load_builtin()["herefordshire"], england(), CASE, NOW, WARM + RUNS])
    done = subprocess.run(
        ["node", "bench/deadlines.mjs"], cwd=ROOT / "web", input=question, capture_output=True, text=True, check=True
    )
    times: list[float] = json.loads(done.stdout)
    return times[WARM:]
