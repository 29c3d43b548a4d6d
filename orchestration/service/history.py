"""What a subscriber was sent, by the published file and the ledger of deliveries.

What belongs here: asking for it. What does not: sending (orchestration/delivery).
"""

from __future__ import annotations

from typing import Any, Final

from assets.brief.ranking import Told
from orchestration.delivery.ledger import open_ledger
from orchestration.looking.pages import rows
from orchestration.settings import Settings
from orchestration.subscribers.accounts import Account, exported
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


def all_kept(settings: Settings, account: Account) -> dict[str, Any]:
    """Return all that is kept about a subscriber, as JSON takes it: account, briefs, deliveries."""
    deliveries: list[dict[str, object]] = []
    if settings.deliveries_path.exists():
        with open_ledger(settings.deliveries_path) as ledger:
            deliveries = ledger.of_subscriber(account.id)
    return exported(account) | {"briefs": _ask(settings, _SENT, account.id), "deliveries": deliveries}


def _ask(settings: Settings, query: str, subscriber_id: str) -> list[dict[str, Any]]:
    if not settings.published_path.exists():
        return []
    connection = connect_published(settings.published_path)
    try:
        return rows(connection, query, [subscriber_id])
    finally:
        connection.close()
