"""When a day's brief is due."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from assets.brief.morning import due_at
from assets.brief.subscribers import Subscriber

DAY = date(2025, 3, 4)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time_zone", "hour", "made_at", "expected"),
    [
        ("UTC", 7, at(4, 6), at(4, 7)),
        ("UTC", 0, at(3, 20), at(4, 0)),
        ("Europe/Berlin", 7, at(4, 6, 3), at(4, 6)),
        ("America/Los_Angeles", 7, at(4, 6), at(4, 15)),
        ("Asia/Kathmandu", 7, at(4, 1), at(4, 1, 15)),
        # Made when the morning of the day is over there: the next one.
        ("Asia/Tokyo", 7, at(4, 6), at(4, 22)),
        ("Pacific/Kiritimati", 7, at(4, 6), at(4, 17)),
        ("UTC", 7, at(4, 11), at(4, 7)),
        ("UTC", 7, at(4, 11, 1), at(5, 7)),
        # Made up for, days later: at once.
        ("UTC", 7, at(5, 7, 1), at(4, 7)),
        ("Asia/Tokyo", 7, at(20, 6), at(3, 22)),
    ],
)
def test_a_brief_is_due_in_the_readers_own_morning(
    time_zone: str, hour: int, made_at: datetime, expected: datetime
) -> None:
    assert due_at(Subscriber(id="ida", time_zone=time_zone, hour=hour), DAY, made_at) == expected


def test_the_hour_is_that_of_the_clock_also_when_clocks_change() -> None:
    berlin = Subscriber(id="ida", time_zone="Europe/Berlin")

    assert due_at(berlin, date(2025, 3, 29), at(29, 4)) == at(29, 6)
    assert due_at(berlin, date(2025, 3, 30), at(30, 4)) == at(30, 5)
