"""What a subscriber was sent, by the published file.

What belongs here: asking for it. What does not: sending (orchestration/delivery).
"""

from __future__ import annotations

from typing import Any, Final

from assets.brief.ranking import Told
from orchestration.looking.pages import rows
from orchestration.settings import Settings
from orchestration.warehouse import connect_published

_TOLD: Final = """
    select
        sent.insight_id, sent.published_at, insights.cluster_id, insights.polarity, insights.entity_ids,
        insights.numbers
    from daily_brief as sent
    join insights using (insight_id)
    where sent.subscriber_id = ?
"""
_SENT: Final = """
    select brief_date::varchar as brief_date, rank, title, quote, show_title, evidence_url, reasons
    from daily_brief
    where subscriber_id = ?
    order by daily_brief.brief_date, rank
"""


def told_so_far(settings: Settings, subscriber_id: str) -> Told:
    """Return what a subscriber knows, as choosing takes it."""
    sent = _ask(settings, _TOLD, subscriber_id)
    stories: dict[str, list[dict[str, Any]]] = {}
    for row in sent:
        stories.setdefault(row["cluster_id"], []).append(row)
    return Told(frozenset(row["insight_id"] for row in sent), stories)


def sent_so_far(settings: Settings, subscriber_id: str) -> list[dict[str, Any]]:
    """Return the rows of a subscriber's briefs, as JSON takes them, the oldest first."""
    return _ask(settings, _SENT, subscriber_id)


def _ask(settings: Settings, query: str, subscriber_id: str) -> list[dict[str, Any]]:
    if not settings.published_path.exists():
        return []
    connection = connect_published(settings.published_path)
    try:
        return rows(connection, query, [subscriber_id])
    finally:
        connection.close()
