"""When to ask again: the rhythm of a show, and patience with what fails.

What belongs here: times that follow from what is known of a feed. What does not: asking.

A show is asked at least once a day, and more often the faster it publishes: ten times in the span between two episodes,
once an hour at most. When its next episode is due before that, it is asked just then. A show that falls silent is asked
ever less often, as the span grows with its silence; one that says it is finished, once a week.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Final

from dateutil.rrule import rrule, rrulestr

SHORTEST: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=1)
FINISHED: Final = timedelta(days=7)
ASKS_PER_EPISODE: Final = 10
RECENT_EPISODES: Final = 20
FIRST_FAILURE: Final = timedelta(hours=1)
LONGEST_FAILURE: Final = timedelta(days=7)
# Feeds that were first asked at once shall not be asked at once for ever: up to this share is added.
JITTER: Final = 0.1

_RULE_CHARACTERS: Final = 120
_RULE_YEARS: Final = timedelta(days=20 * 365)
_AHEAD: Final = timedelta(days=366)
# dateutil looks for the next time until the year 9999: of rules that may have none, only those with few steps to it.
_OFTEN: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYHOUR", "WKST", "COUNT", "UNTIL"})
_SELDOM: Final = _OFTEN | {"BYMONTH", "BYMONTHDAY", "BYSETPOS"}
_PARTS: Final = {"DAILY": _OFTEN - {"INTERVAL"}, "WEEKLY": _OFTEN, "MONTHLY": _SELDOM, "YEARLY": _SELDOM}


def episode_gap(published: Iterable[datetime]) -> float | None:
    """Return the median number of seconds between the latest episodes, None where there are fewer than two."""
    latest = sorted(set(published), reverse=True)[:RECENT_EPISODES]
    return median((later - earlier).total_seconds() for later, earlier in pairwise(latest)) if len(latest) > 1 else None


def next_scan(feed: dict[str, Any], now: datetime) -> datetime:
    """Return when a scheduled scan is to ask a feed again.

    Args:
        feed: a row of schema.FEEDS, as the scan at `now` leaves it.
        now: of the scan.
    """
    if feed["failure_count"]:
        wait, expected = backoff(feed["failure_count"]), None
    elif feed["is_finished"]:
        wait, expected = FINISHED, None
    else:
        wait, expected = _pace(feed, now), _expected(feed, now)
    wanted = now + wait * (1 + JITTER * _share(feed["listed_url"]))
    earliest: datetime = min(wanted, expected or wanted)
    wait_until: datetime | None = feed["wait_until"]
    return max(earliest, wait_until or earliest)


def backoff(failure_count: int) -> timedelta:
    """Return how long to leave alone what failed so often in a row: 1, 2, 4 … hours, a week at most."""
    return min(FIRST_FAILURE * 2.0 ** min(failure_count - 1, 10), LONGEST_FAILURE)


def _pace(feed: dict[str, Any], now: datetime) -> timedelta:
    gap, latest = feed["episode_gap_seconds"], feed["latest_episode_at"]
    if gap is None or latest is None:
        return LONGEST
    span: timedelta = max(timedelta(seconds=gap), now - latest)
    return min(max(span / ASKS_PER_EPISODE, SHORTEST), LONGEST)


def _expected(feed: dict[str, Any], now: datetime) -> datetime | None:
    """Return when the next episode is due, as the show says, else as its episodes have come so far."""
    latest, gap = feed["latest_episode_at"], feed["episode_gap_seconds"]
    told = _after(feed["update_frequency"], feed["update_start"] or latest, now)
    if told or latest is None or gap is None:
        return told
    ahead = (latest - now).total_seconds() + gap
    return now + timedelta(seconds=ahead) if SHORTEST.total_seconds() <= ahead <= _AHEAD.total_seconds() else None


def _after(rule: str | None, start: datetime | None, now: datetime) -> datetime | None:
    """Return the first time after `now` that an RFC 5545 rule names; None where there is none within a year.

    The rule is a stranger's: it may be no rule at all, or one that takes hours to work out, which is passed over.
    """
    text = (rule or "").strip().upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    is_quick = len(text) <= _RULE_CHARACTERS and parts.keys() <= _PARTS.get(parts.get("FREQ", ""), frozenset())
    if not is_quick or not parts.get("INTERVAL", "1").strip("0"):
        return None
    try:
        found = rrulestr(text, dtstart=max(start or now, now - _RULE_YEARS).astimezone(UTC))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
        return None
    return found.replace(until=now + _AHEAD).after(now + SHORTEST) if isinstance(found, rrule) else None


def _share(text: str) -> float:
    """Return a number from 0 to 1 that depends on the text alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) / 0xFFFFFFFF
