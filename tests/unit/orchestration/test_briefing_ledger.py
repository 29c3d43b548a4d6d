"""What subscribers were sent on other days, as far as it matters for a day's candidates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assets.brief.ranking import Told
from orchestration.briefing.ledger import Decision, Today, told_before
from orchestration.lake import Lake
from orchestration.tables import DAILY_BRIEF
from tests.unit.orchestration.conftest import MakeFrame

Tell = Callable[..., dict[str, Told]]

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
AT = datetime(2026, 3, 1, 6, tzinfo=UTC)
QUOTE = "The harbour of Ostwick lost a third of its grain to the railways, because its cranes stood still at night."


def insight(insight_id: str, cluster_id: str = "grain", **changes: Any) -> dict[str, Any]:
    """An insight as it is sent and as it is a candidate."""
    row = {"subscriber_id": "ida", "insight_id": insight_id, "cluster_id": cluster_id, "published_at": AT}
    return row | {"show_title": "Quay Notes", "quote": QUOTE, "entity_ids": ["ostwick"], **changes}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def told(lake: Lake, frame_of: MakeFrame) -> Tell:
    """Give a function that sends insights, a day each, and tells what of that counts on Tuesday."""

    def tell(today: Today, sent: dict[date, dict[str, Any]], known_until: date = WEDNESDAY) -> dict[str, Told]:
        for day, row in sent.items():
            rows = frame_of(DAILY_BRIEF, row | {"brief_date": day})
            lake.write_day(DAILY_BRIEF, day, rows, Decision(noon(day), {}).record())
        return told_before(lake, TUESDAY, today, noon(known_until))

    return tell


def test_what_was_sent_counts_with_its_story_and_other_stories_do_not(told: Tell) -> None:
    today = Today({"grain-1": "grain", "grain-2": "grain"}, [insight("grain-2")])
    sent = told(today, {MONDAY: insight("grain-1")})

    assert sent["ida"].insight_ids == {"grain-1"}
    assert [row["insight_id"] for row in sent["ida"].stories["grain"]] == ["grain-1"]
    assert told(today, {MONDAY: insight("lock-1", "lock", quote="Nobody mends the gates of the lock at night.")}) == {}


def test_what_a_later_day_sent_is_not_sent_again_by_a_day_that_is_made_up_for(told: Tell) -> None:
    today = Today({"grain-1": "grain"}, [insight("grain-1")])

    assert told(today, {WEDNESDAY: insight("grain-1")}, date(2026, 3, 5))["ida"].insight_ids == {"grain-1"}


def test_what_was_decided_later_or_is_the_day_s_own_does_not_count(told: Tell) -> None:
    today = Today({"grain-1": "grain"}, [insight("grain-1")])

    assert told(today, {WEDNESDAY: insight("grain-1"), TUESDAY: insight("grain-1")}, TUESDAY) == {}


def test_what_was_sent_under_a_key_that_is_gone_has_today_s(told: Tell) -> None:
    today = Today({"grain-new": "grain"}, [insight("grain-new", quote=QUOTE.replace("grain", "corn"))])
    sent = told(today, {MONDAY: insight("grain-old", "gone")})

    assert sent["ida"].insight_ids == {"grain-new"}
    assert list(sent["ida"].stories) == ["grain"]


def test_what_was_sent_has_today_s_entities_beside_its_own_and_what_is_against_it(told: Tell) -> None:
    today = Today({"grain-1": "grain"}, [], {"grain-1": ["port-of-ostwick"]}, {"grain-1": ["rail-1"]})
    (row,) = told(today, {MONDAY: insight("grain-1")})["ida"].stories["grain"]

    assert row["entity_ids"] == ["ostwick", "port-of-ostwick"]
    assert row["against"] == ["rail-1"]
