"""Our own arithmetic against the zone database: the engine may not spend its budget on one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sync.london import changes, lacks_offset, local_day, midnight, offset, seconds, utc

LONDON = ZoneInfo("Europe/London")
SPAN = (datetime(1997, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC))


def test_every_hour_of_forty_years_has_the_offset_of_the_zone_database() -> None:
    start, end = (int(moment.timestamp()) for moment in SPAN)
    for moment in range(start, end, 6 * 3600 + 1801):
        known = datetime.fromtimestamp(moment, LONDON).utcoffset()
        assert known == timedelta(seconds=offset(moment)), utc(moment)


def test_the_seconds_round_every_clock_change_are_right() -> None:
    for year in range(1997, 2038):
        for change in changes(year):
            for moment in (change - 3601, change - 3600, change - 1, change, change + 3600):
                known = datetime.fromtimestamp(moment, LONDON).utcoffset()
                assert known == timedelta(seconds=offset(moment)), utc(moment)


def test_a_london_date_begins_at_its_own_midnight() -> None:
    start = datetime(2024, 1, 1, tzinfo=LONDON)
    for days in range(1500):
        begins = (start + timedelta(days=days)).timestamp()
        number = local_day(int(begins))
        assert midnight(number) == begins
        assert local_day(midnight(number) - 1) == number - 1


@pytest.mark.parametrize(
    "text",
    ["2026-11-20T10:00:00Z", "2026-11-20T10:00Z", "2026-11-20T11:00:00.999+01:00", "2026-11-20T04:30:00-05:30"],
)
def test_one_instant_in_many_ways(text: str) -> None:
    assert utc(seconds(text) or 0) == "2026-11-20T10:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T10:00:00",
        "2026-02-29T10:00Z",
        "2026-11-20T24:00Z",
        "2026-11-20T10:60Z",
        "2026-11-20T10:00+24:00",
        "x",
    ],
)
def test_what_is_not_an_instant_is_none(text: str) -> None:
    assert seconds(text) is None


def test_a_time_that_lacks_its_offset_is_told_from_what_is_no_time() -> None:
    assert lacks_offset("2026-11-20T10:00:00")
    assert lacks_offset("2026-11-20")
    assert not lacks_offset("soon")
