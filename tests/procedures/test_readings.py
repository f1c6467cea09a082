"""Each conflict (C) and each open question (Q) of DOMAIN.md sections 3 and 4 has a case that shows its reading.

A case is named by how its name begins, in whichever file of `sync/vectors` it stands; that it holds is for the tests of
that file. Q-19, Q-20 and Q-30 are partly of the product: what the engine says of them is here.
"""

import json

import pytest

from tests.sync.vectors import ROOT

READINGS: dict[str, tuple[str, ...]] = {
    "C-1": ("V22 F-2.2: discussion 1", "V22 C-1 B-1.3", "V22 C-1 S-9.1"),
    "C-2": ("C-2 A: in-patient", "C-2 F: in-patient", "C-2 F: the referrer may be included"),
    "C-3": ("C-3 R13 F-6.2: sent to one", "C-3 R13 F-6.2: the last of the parties", "R13 C-3 the copy is met"),
    "C-4": ("C-4 F-6.3: two clocks", "C-4 B-5.3 a telephone discussion"),
    "C-5": ("R3 forensic need not known counts as needed", "C-5 penetrative abuse counts as recent", "C-5 recent no"),
    "C-6": ("R1 H-1.4 runs from the earliest of the five", "C-6 action that is needed but was not taken"),
    "C-7": ("C-7 A: the list", "C-7 A: sexual exploitation", "C-7 F: eight cases", "C-7 F: the list is closed"),
    "C-8": ("C-8 A: three outcomes", "C-8 F: two named outcomes"),
    "C-9": ("C-9 A: one Friday", "C-9 F: ended Friday", "V19 S-8.1 C-9"),
    "C-10": ("C-10 A: a manager and a police sergeant", "C-10 F: no further action"),
    "Q-1": ("V05 Boxing Day", "V06 Friday 22 May 2026 23:40", "V06 one second later", "Q-1 B-3.2"),
    "Q-2": ("Q-2 A-4.2", "Q-2 the start day counted", "V02 with the start day counted"),
    "Q-3": ("V02 Friday 17 April 2026 17:30", "V02 with a cut-off at 17:00", "V12 alt Q-3", "V28 alt Q-3"),
    "Q-4": ("V04 Monday 4 May 2026 11:00", "V04 with a cut-off", "Q-4 A-4.2"),
    "Q-5": ("amber from the start of the last working day", "after the office closes the first page is Tonight"),
    "Q-6": ("Q-6 A-4.2 runs from the information",),
    "Q-7": ("R1 H-1.4 runs from the earliest of the five", "R1 H-1.5 with only action needed"),
    "Q-8": ("V10a", "her brother, of whom both answers are no"),
    "Q-9": ("R5 harm answered between two calls of the same day", "R5 harm answered during the first call"),
    "Q-9b": ("R5 police and hospital staff saw her", "R5 a visit before the discussion", "F-5.2 Q-9b: agreed"),
    "Q-9c": ("R8 harm to one sibling only", "Q-9c F-5.2: each child"),
    "Q-10": ("Q-10 a series of calls",),
    "Q-11": ("Q-11 R7 for each recipient", "V19 S-8.2"),
    "Q-12": ("V12 A-4.1, A-4.2", "V13 A-4.1, A-4.2", "V23 Q-12"),
    "Q-13": ("Q-13 A-4.1: 01:30", "Q-13 A-4.1: the second", "a time that happens twice is asked", "a time that never"),
    "Q-14": ("Q-14 A-4.2", "V18 F-6.2, F-6.3", "V24a Christmas Eve 2027"),
    "Q-15": ("R4 every rule that is triggered is listed", "Q-15 several rules at once"),
    "Q-16": ("Q-16 the one relaxation",),
    "Q-17": ("Q-17 an injury learnt of two days later", "R5 new information on day 3"),
    "Q-18": ("Q-18 A with nothing else timed", "Q-18 A with no time at all", "Q-18 R1 with nothing timed"),
    "Q-19": ("Q-19 V08 the two working days", "Q-19 V08 a second before", "Q-19 somebody says"),
    "Q-20": ("Q-20 while the usual day runs", "Q-20 held between", "Q-20 a missed same-day exception"),
    "Q-21": ("Q-21 a follow-up runs from when", "Q-21 a follow-up nobody timed", "Q-21 each follow-up"),
    "Q-22": ("Q-22 F-2.2: enquiries begun", "Q-22 F-2.2: two of the three"),
    "Q-23": ("Q-23 F-2.2: the first discussion", "Q-23 F-2.2: an enquiry that ended", "Q-23 the first discussion"),
    "Q-24": ("Q-24 B: the notes go to nobody", "R13 C-3 the copy is met"),
    "Q-25": ("V18 F-6.2, F-6.3", "Q-25 it ended after midnight"),
    "Q-26": ("Q-26 F-6.2", "Q-26 the night team's discussion", "Q-26 enquiries started by the night team"),
    "Q-27": ("Q-27 A-3.4", "Q-9c F-5.2: each child", "R10 for a child not yet born"),
    "Q-28": ("Q-28 H: whoever took part",),
    "Q-29": ("Q-29 F-5.25",),
    "Q-30": ("Q-30 a bank holiday announced",),
}
ASKED = [f"C-{n}" for n in range(1, 11)] + [f"Q-{n}" for n in range(1, 31)] + ["Q-9b", "Q-9c"]


def names_of_cases() -> list[str]:
    names: list[str] = []
    for path in sorted((ROOT / "sync" / "vectors").rglob("*.json")):
        read = json.loads(path.read_text(encoding="utf-8"))
        names += [case["name"] for case in read.get("cases", []) if "name" in case]
    return names


NAMES = names_of_cases()


@pytest.mark.parametrize("reading", ASKED)
def test_each_reading_has_its_cases(reading: str) -> None:
    beginnings = READINGS.get(reading, ())
    assert beginnings, f"no case shows the reading of {reading}"
    assert [begin for begin in beginnings if not any(name.startswith(begin) for name in NAMES)] == []


def test_no_reading_is_listed_that_nobody_asks_for() -> None:
    assert READINGS.keys() == set(ASKED)
