"""A feed as JSON Feed 1.1 (jsonfeed.org).

What belongs here: this form. What does not: what is in a feed (feed.py).
"""

from __future__ import annotations

import json
from typing import Any, Final

from assets.brief.forms.feed import Entry, Feed
from assets.brief.forms.phrases import timestamp

VERSION: Final = "https://jsonfeed.org/version/1.1"


def to_json_feed(feed: Feed) -> str:
    """Return the feed as a JSON document; what has no address has no field for one."""
    document = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home_url,
        "feed_url": feed.json_url,
        "language": "en",
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_given(document), ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    return _given(
        {
            "id": entry.id,
            "url": entry.url,
            "external_url": entry.item.url if entry.item.url != entry.url else "",
            "title": entry.item.title,
            "summary": entry.item.summary,
            "content_html": entry.html,
            "content_text": entry.text,
            "date_published": timestamp(entry.decided_at),
            "date_modified": timestamp(entry.decided_at),
            "language": "en",
        }
    )


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value != ""}
