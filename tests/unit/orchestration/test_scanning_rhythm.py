"""When a feed is asked again."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.scanning.rhythm import JITTER, backoff, episode_gap, next_scan
from tests.unit.orchestration.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def feed(**known: Any) -> dict[str, Any]:
    names = ("failure_count", "is_finished", "latest_episode_at", "episode_gap_seconds", "update_frequency")
    row = dict.fromkeys((*names, "update_start", "wait_until")) | {"listed_url": "https://quay.example/feed"}
    return row | known


def rhythm(gap: timedelta, since: timedelta, **known: Any) -> timedelta:
    """Return after how long a show is asked again that publishes every `gap`, `since` after its last episode."""
    row = feed(latest_episode_at=NOW - since, episode_gap_seconds=gap.total_seconds(), **known)
    return next_scan(row, NOW) - NOW


def within(wait: timedelta, expected: timedelta) -> bool:
    return expected <= wait <= expected * (1 + JITTER)


@pytest.mark.parametrize(
    ("gap", "since", "expected"),
    [
        (DAY, HOUR, 2.4 * HOUR),
        (7 * DAY, DAY, 16.8 * HOUR),
        (30 * DAY, DAY, DAY),  # once a day at least
        (HOUR, HOUR, HOUR),  # once an hour at most
        (DAY, 5 * DAY, 12 * HOUR),  # late: less often
        (DAY, 400 * DAY, DAY),
    ],
)
def test_a_show_is_asked_as_often_as_it_publishes(gap: timedelta, since: timedelta, expected: timedelta) -> None:
    assert within(rhythm(gap, since), expected)


def test_a_show_is_asked_when_its_next_episode_is_due() -> None:
    assert rhythm(7 * DAY, 7 * DAY - 3 * HOUR) == 3 * HOUR


def test_a_show_of_which_nothing_is_known_is_asked_once_a_day() -> None:
    assert within(next_scan(feed(), NOW) - NOW, DAY)


def test_a_show_that_is_finished_is_asked_once_a_week() -> None:
    assert within(rhythm(DAY, HOUR, is_finished=True), 7 * DAY)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=WE;BYHOUR=16", 10 * HOUR),
        ("RRULE:FREQ=DAILY;BYHOUR=9", 3 * HOUR),
        ("freq=monthly;bymonthday=5;byhour=12", 6 * HOUR),
    ],
)
def test_a_show_that_says_when_it_publishes_is_asked_then(rule: str, expected: timedelta) -> None:
    assert datetime(2025, 3, 5, 6, tzinfo=UTC) == NOW  # a Wednesday
    start = datetime(2024, 1, 3, tzinfo=UTC)
    assert rhythm(7 * DAY, 8 * DAY, update_frequency=rule, update_start=start) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "every now and then",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=1;BYSECOND=1,2,3",
        "FREQ=DAILY;UNTIL=20200101",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 1000),
        "RDATE:20300101T000000Z",
    ],
)
def test_a_rule_that_is_none_or_would_take_for_ever_is_passed_over(rule: str) -> None:
    started = time.process_time()
    assert within(rhythm(DAY, HOUR, update_frequency=rule), 2.4 * HOUR)
    assert time.process_time() - started < 10  # milliseconds, where a rule that goes on for ever has no end


def test_a_server_that_asks_for_patience_gets_it() -> None:
    assert rhythm(DAY, HOUR, wait_until=NOW + 2 * DAY) == 2 * DAY
    failing = feed(failure_count=1, wait_until=NOW + 9 * DAY)
    assert next_scan(failing, NOW) - NOW == 9 * DAY


def test_failures_are_given_ever_more_time_up_to_a_week() -> None:
    assert [backoff(count) / HOUR for count in (1, 2, 3, 8, 9, 500)] == [1, 2, 4, 128, 168, 168]


def test_feeds_that_fail_together_are_not_asked_again_together() -> None:
    times = {next_scan(feed(failure_count=1, listed_url=f"https://x.example/{n}"), NOW) for n in range(50)}
    assert len(times) == 50
    assert max(times) - min(times) > 0.07 * HOUR
    assert next_scan(feed(failure_count=1), NOW) == next_scan(feed(failure_count=1), NOW)


def test_the_gap_is_the_median_of_the_latest_episodes() -> None:
    weekly = [NOW - 7 * DAY * number for number in range(5)]
    assert episode_gap(weekly) == (7 * DAY).total_seconds()
    assert episode_gap([*weekly, NOW - 2000 * DAY]) == (7 * DAY).total_seconds()
    assert episode_gap(
        [*(NOW - DAY * number for number in range(21)), *(NOW - 365 * DAY * n for n in range(1, 40))]
    ) == (DAY.total_seconds())
    assert episode_gap([NOW, NOW]) is None
    assert episode_gap([]) is None


@given(st.floats(0, 1e10), st.integers(-(10**9), 10**9), st.integers(0, 100), st.booleans(), st.text(max_size=30))
def test_whatever_a_feed_says_it_is_asked_again_in_an_hour_at_the_soonest_and_a_week_and_a_bit_at_the_latest(
    gap: float, since: int, failures: int, is_finished: bool, rule: str
) -> None:
    row = feed(
        latest_episode_at=NOW - timedelta(seconds=since),
        episode_gap_seconds=gap,
        failure_count=failures,
        is_finished=is_finished,
        update_frequency=rule,
    )
    assert HOUR <= next_scan(row, NOW) - NOW <= 7 * DAY * (1 + JITTER)
