"""The school holidays that an area's procedure lists, by school year (S-3.3). An empty list means: ask the school."""

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

from server.domain.procedure_walk import Walk
from server.domain.procedure_words import Fault

YEAR = re.compile(r"(\d{4})/(\d{2})")
HOW = "Write { from = 2026-10-26, to = 2026-10-30 }, both days in the holiday"
# A summer holiday may begin in July and end in September; none is longer than this.
LONGEST = timedelta(days=70)


def school_holidays(raw: dict[str, Any], walk: Walk) -> dict[str, list[dict[str, str]]]:
    years = raw.get("school_holidays", {})
    walk = walk.within("school_holidays", about="[school_holidays] ")
    if not isinstance(years, dict):
        walk.fault('is not a table. Write under it "2026/27" = [holidays], with each holiday from and to.')
        return {}
    none: list[dict[str, str]] = []
    return {year: walk.read(year, partial(_of_year, year, years[year]), none) for year in years}


def _of_year(year: str, raw: object) -> list[dict[str, str]]:
    named = YEAR.fullmatch(year)
    if not named or (int(named[1]) + 1) % 100 != int(named[2]):
        raise Fault(f"'{year[:20]}' is no school year. Write it like \"2026/27\".")
    if not isinstance(raw, list):
        raise Fault(f"{year} is not a list. Write {year} = [holidays]. {HOW}.")
    begins = int(named[1])
    return sorted((_holiday(year, begins, one) for one in raw), key=lambda holiday: holiday["from"])


def _holiday(year: str, begins: int, raw: object) -> dict[str, str]:
    days = [raw.get("from"), raw.get("to")] if isinstance(raw, dict) and raw.keys() == {"from", "to"} else []
    first, last = days or (None, None)
    # A TOML date with a time is a date too, to Python.
    if type(first) is not date or type(last) is not date:
        raise Fault(f"{year} has what is no holiday. {HOW}.")
    if not timedelta(0) <= last - first <= LONGEST:
        raise Fault(
            f"{year}: a holiday from {first} to {last} ends before it begins, or is too long. Look at the years."
        )
    if not (date(begins, 8, 1) <= first and last < date(begins + 1, 10, 1)):
        raise Fault(f"{year}: the holiday from {first} to {last} is of another school year. Put it under its own.")
    return {"from": first.isoformat(), "to": last.isoformat()}
