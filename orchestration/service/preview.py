"""The preview: tomorrow's brief as it would be by some wishes, from what is known today.

What belongs here: choosing for one, by the code that chooses for all. What does not: the candidates (archive.py), how a
preview looks (templates/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import duckdb

from assets.brief.clean import clean_text
from assets.brief.ranking import Told, choose_briefs
from assets.brief.subscribers import Subscriber
from assets.insights.vectors import embed
from orchestration.looking.pages import rows
from orchestration.service.archive import Archive
from orchestration.settings import Settings
from orchestration.warehouse import connect

_SENT: Final = """
    select
        sent.insight_id, sent.published_at, insights.cluster_id, insights.polarity, insights.entity_ids,
        insights.numbers
    from daily_brief as sent
    join insights using (insight_id)
    where sent.subscriber_id = ?
"""


@dataclass(frozen=True, slots=True)
class Previewed:
    """One insight of a preview."""

    title: str
    summary: str
    speaker: str | None
    show_title: str
    published_on: Any
    what_is_new: str | None
    reasons: Sequence[str]


def preview(archive: Archive, subscriber: Subscriber, told: Told) -> list[Previewed]:
    """Return tomorrow's insights for a subscriber, best first.

    Args:
        archive: what may be chosen.
        subscriber: with the wishes to try, whether they are kept or not.
        told: what that subscriber was sent.
    """
    choices = choose_briefs(
        archive.pool,
        [subscriber],
        {subscriber.id: told},
        brief_date=archive.tomorrow,
        embed=embed,
        entity_names=archive.entity_names,
    )
    return [_previewed(archive.pool.rows[one.place], one.what_is_new, one.reasons) for one in choices]


def told_so_far(settings: Settings, subscriber_id: str) -> Told:
    """Return what a subscriber was sent, by the published file."""
    connection = connect(str(settings.published_path), read_only=True)
    try:
        return _told(connection, subscriber_id)
    finally:
        connection.close()


def _told(connection: duckdb.DuckDBPyConnection, subscriber_id: str) -> Told:
    sent = rows(connection, _SENT, [subscriber_id])
    stories: dict[str, list[dict[str, Any]]] = {}
    for row in sent:
        stories.setdefault(row["cluster_id"], []).append(row)
    return Told(frozenset(row["insight_id"] for row in sent), stories)


def _previewed(row: dict[str, Any], what_is_new: str | None, reasons: Sequence[str]) -> Previewed:
    return Previewed(
        title=clean_text(row["title"]),
        summary=clean_text(row["summary"] or row["quote"]),
        speaker=clean_text(row["speaker"]) if row["speaker"] else None,
        show_title=clean_text(row["show_title"]),
        published_on=row["published_on"],
        what_is_new=clean_text(what_is_new) if what_is_new else None,
        reasons=[clean_text(reason) for reason in reasons],
    )
