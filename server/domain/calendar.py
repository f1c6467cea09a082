"""England's bank holidays as data for both languages, named by a digest (Q-14, Q-30)."""

import hashlib
import json
from functools import cache
from typing import Any

import holidays

FIRST_YEAR, LAST_YEAR = 2015, 2040


@cache
def england(first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> dict[str, Any]:
    """Substitute and one-off days included. Without `subdiv` Easter Monday and the August bank holiday are missing,
    without `observed` the substitute days (both seen). To renew: take a newer `holidays` release.
    """
    years = range(first_year, last_year + 1)
    days = holidays.country_holidays("GB", subdiv="ENG", years=years, observed=True)
    calendar: dict[str, Any] = {
        "from": f"{first_year}-01-01",
        "until": f"{last_year}-12-31",
        "zone": "Europe/London",
        "holidays": sorted(day.isoformat() for day in days if first_year <= day.year <= last_year),
    }
    text = json.dumps(calendar, sort_keys=True, separators=(",", ":"))
    return {"version": hashlib.sha256(text.encode()).hexdigest()[:16], **calendar}
