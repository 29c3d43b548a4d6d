"""The older pages of a feed: RFC 5005.

What belongs here: following them, and how far. What does not: when they are followed (feed.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assets.podcasts.feeds import Feed, FeedEpisode, FeedError, parse_feed
from orchestration.http import Fetcher, FetchError
from orchestration.lake import Lake

MOST_PAGES: Final = 50


@dataclass(frozen=True, slots=True)
class Page:
    """An older page of a feed, and the name under which the lake keeps its document."""

    feed: Feed
    sha256: str


async def older_pages(
    first: Feed, first_url: str, lake: Lake, fetcher: Fetcher, is_seen: Callable[[FeedEpisode], bool]
) -> list[Page]:
    """Follow a feed's older pages until one holds an episode that was seen before, or there is none.

    A page that cannot be fetched or read ends the way: what came before it is kept. The way is 50 pages long at most
    and never comes back to an address.
    """
    pages: list[Page] = []
    been = {first_url}
    url = first.next_page_url
    while url is not None and url not in been and len(pages) < MOST_PAGES:
        been.add(url)
        try:
            content = (await fetcher.get(url)).content or b""
            feed = await asyncio.to_thread(parse_feed, content, url)
        except (FetchError, FeedError):
            break
        pages.append(Page(feed, await asyncio.to_thread(lake.put_file, content)))
        if any(is_seen(episode) for episode in feed.episodes):
            break
        url = feed.next_page_url
    return pages
