"""The edition as a JSON document, for programs.

What belongs here: its fields. What does not: how it is sent to a program (webhook.py).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assets.brief.edition import Edition, Item
from assets.brief.forms.links import insight_url
from assets.brief.forms.phrases import timestamp


def to_document(edition: Edition, public_url: str = "") -> dict[str, Any]:
    """Return the edition as JSON can hold it; `page_url` is null where the site is not public."""
    return {
        "brief_date": edition.brief_date.isoformat(),
        "subscriber_id": edition.subscriber_id,
        "decided_at": timestamp(edition.decided_at),
        "insights": [_insight(item, public_url) for item in edition.items],
    }


def _insight(item: Item, public_url: str) -> dict[str, Any]:
    related = [
        asdict(other)
        | {"published_at": timestamp(other.published_at), "page_url": insight_url(public_url, other.insight_id) or None}
        for other in item.related
    ]
    return asdict(item) | {
        "published_at": timestamp(item.published_at),
        "page_url": insight_url(public_url, item.insight_id) or None,
        "related": related,
    }
