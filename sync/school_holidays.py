"""Whether a day is in the school holidays that an area's procedure lists (S-3.3). Twin of `school_holidays.ts`.

It stands beside the question and answers nothing: what a list says of an area, one school may do otherwise.
"""

from collections.abc import Mapping, Sequence

from sync.wording import full_day

Listed = Mapping[str, Sequence[Mapping[str, str]]]
ASK = "A school may keep other days: ask it."
FIRST_MONTH = 9


def words(listed: Listed, day: str) -> str:
    """`listed` is of school years: `2026/27` -> days from and to, both ISO 8601 and both in the holiday."""
    for holiday in (one for year in sorted(listed) for one in listed[year]):
        if holiday["from"] <= day <= holiday["to"]:
            span = f"{full_day(holiday['from'])} to {full_day(holiday['to'])}"
            return f"Schools here are on holiday on {full_day(day)} ({span}). {ASK}"
    year = school_year(day)
    if listed.get(year):
        return f"{full_day(day)} is in none of the school holidays listed for this area. {ASK}"
    return f"The school holidays of {year} are not listed for this area: ask the school."


def school_year(day: str) -> str:
    """`2026/27`: it begins on 1 September."""
    year = int(day[:4]) - (int(day[5:7]) < FIRST_MONTH)
    return f"{year}/{(year + 1) % 100:02}"
