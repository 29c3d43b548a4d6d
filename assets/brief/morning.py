"""Mornings: when a day's brief is due to a subscriber.

What belongs here: that rule. What does not: sending (orchestration/delivery).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from assets.brief.subscribers import Subscriber

# A brief is made for the whole world at once. Where it is this late for the day's own morning it still is morning;
# later, the reader is better served on the next one.
MORNING: Final = timedelta(hours=4)
DAY: Final = timedelta(days=1)


def due_at(subscriber: Subscriber, brief_date: date, made_at: datetime) -> datetime:
    """Return when a brief is due: at the subscriber's hour of its day, by the clock where they live.

    A brief that was made later than `MORNING` after that waits for the same hour of the next day. One that was made
    more than a day later, as where a day is made up for, has no morning left to wait for.

    Args:
        subscriber: with hour and time zone.
        brief_date: of the brief.
        made_at: when it was decided.
    """
    own = _hour_of(subscriber, brief_date)
    is_missed = MORNING < made_at - own <= DAY
    return _hour_of(subscriber, brief_date + DAY) if is_missed else own


def _hour_of(subscriber: Subscriber, day: date) -> datetime:
    local = datetime.combine(day, time(subscriber.hour), tzinfo=ZoneInfo(subscriber.time_zone))
    return local.astimezone(UTC)
