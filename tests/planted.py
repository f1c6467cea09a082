"""The instant the tests are run at, where somebody plants one: `make test AT=2026-11-20T23:50`."""

import os
from datetime import UTC, date, datetime

from server.settings import LONDON

# Late on a Friday, a holiday, the hour that happens twice, the one that never does, the start of an ordinary week, and
# its small hours.
INSTANTS = (
    "2026-11-20T23:50",
    "2026-12-25T14:00",
    "2026-10-25T01:30Z",
    "2027-03-28T00:30Z",
    "2026-11-23T09:00",
    "2026-11-24T03:00",
)


def planted() -> datetime | None:
    """In UTC; what is given without an offset is London's wall clock. None where the tests run on real time."""
    said = os.environ.get("SEENBY_TEST_AT")
    if not said:
        return None
    at = datetime.fromisoformat(said)
    return (at if at.tzinfo else at.replace(tzinfo=LONDON)).astimezone(UTC)


def of_the_day(today: date) -> str:
    """One of them, another every day."""
    return INSTANTS[today.timetuple().tm_yday % len(INSTANTS)]


if __name__ == "__main__":
    print(of_the_day(datetime.now(UTC).date()))
