"""Where links of a form lead: to the page of an insight where the site is public, else to the evidence.

What belongs here: these addresses. What does not: what the site's pages are made of.
"""

from __future__ import annotations

from urllib.parse import quote

from assets.brief.edition import Item, RelatedItem


def insight_url(public_url: str, insight_id: str) -> str:
    """Return the address of an insight's page, empty where the site is not public."""
    return f"{public_url.rstrip('/')}/insights/{quote(insight_id, safe='')}.html" if public_url else ""


def best_url(public_url: str, item: Item | RelatedItem) -> str:
    """Return the page of an insight, else its evidence; empty where there is neither."""
    return insight_url(public_url, item.insight_id) or item.url
