"""England's bank holidays: the days that were got wrong elsewhere, and a reminder when the data gets old."""

from datetime import UTC, datetime

from server.domain.calendar import england
from sync.london import day_number
from sync.working_days import days_after, days_of
from tests.domain.second_calendar import bank_holidays, disagreements

HOLIDAYS = set(england()["holidays"])


def test_next_year_is_there() -> None:
    next_year = datetime.now(UTC).year + 1
    found = [day for day in HOLIDAYS if day.startswith(f"{next_year}-")]
    assert len(found) >= 8, f"Bank holidays of {next_year} are missing: take a newer `holidays` and raise LAST_YEAR."


def test_a_conference_decided_on_the_last_day_of_next_year_has_its_date() -> None:
    year = datetime.now(UTC).year + 2
    last_day = day_number(f"{year - 1}-12-31")
    assert last_day is not None
    days_after(last_day, 15, days_of(england()), count_start_day=False)
    assert len([day for day in HOLIDAYS if day.startswith(f"{year}-")]) >= 8, f"Bank holidays of {year} are missing."


def test_easter_monday_and_the_august_holiday_are_england_s() -> None:
    assert {"2026-04-06", "2026-08-31", "2027-03-29", "2027-08-30"} <= HOLIDAYS


def test_substitute_days_are_there() -> None:
    assert {"2026-12-28", "2027-12-27", "2027-12-28", "2028-01-03"} <= HOLIDAYS


def test_days_that_happened_once_are_there() -> None:
    assert {"2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"} <= HOLIDAYS
    assert "2022-05-30" not in HOLIDAYS


def test_the_days_between_christmas_and_new_year_are_working_days() -> None:
    assert not {"2026-12-29", "2026-12-30", "2026-12-31"} & HOLIDAYS


def test_another_range_has_another_version() -> None:
    assert england(2024, 2026)["version"] != england(2024, 2027)["version"]
    assert england(2024, 2026) == {**england(2024, 2026), "from": "2024-01-01", "until": "2026-12-31"}


def test_another_library_finds_the_same_bank_holidays_from_the_rules_they_fall_by() -> None:
    ours = {day for day in HOLIDAYS if datetime.fromisoformat(day).weekday() < 5}
    assert ours == {day.isoformat() for day in bank_holidays()}


def test_another_library_counts_working_days_alike() -> None:
    assert disagreements(seed=1, count=500) == []
