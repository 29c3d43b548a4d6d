"""Feeds: a document in, a show with its episodes out.

What belongs here: the whole of it: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, sound or damaged. What does not: which
element holds which field (feed/), XML itself (xml.py), fetching, and what is kept of a feed.
Formats: https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec, RFC 4287, RFC 5005,
https://podcasting2.org/docs/podcast-namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.episode import read_episode
from assets.podcasts.feed.model import Feed, FeedEpisode, FeedError, Person, Soundbite, TranscriptTag
from assets.podcasts.feed.show import read_show
from assets.podcasts.feed.strangers import stranger
from assets.podcasts.xml import XmlError, read_xml

# A daily show makes as many in 270 years.
MAX_EPISODES: Final = 100_000

__all__ = ["Feed", "FeedEpisode", "FeedError", "Person", "Soundbite", "TranscriptTag", "parse_feed"]


def parse_feed(document: bytes, feed_url: str, content_type: str | None = None) -> Feed:
    """Read a feed; a damaged one as far as a person could read it, which its `damage` then tells.

    Args:
        document: the bytes that were served.
        feed_url: where; relative addresses are resolved against it.
        content_type: the HTTP header of that name, where there was one.

    Raises:
        FeedError: if the document is no feed, is too large or too deep, or declares entities.
    """
    feed = read_items(document, feed_url, content_type)
    known = tuple(episode for episode in feed.episodes if episode.guid or episode.audio_url or episode.url)
    return replace(feed, episodes=known, unidentified_count=len(feed.episodes) - len(known))


def read_items(document: bytes, feed_url: str, content_type: str | None = None) -> Feed:
    """Read a feed with all its items, also those that nothing identifies; otherwise as `parse_feed`."""
    try:
        if strange := stranger(document, feed_url):
            raise FeedError(strange)
        read = read_xml(document, feed_url, content_type)
    except XmlError as error:
        raise FeedError(str(error)) from error
    root = Element(read.root)
    channel = root.first("channel") or root
    if channel is root and not root.children:
        raise FeedError("neither RSS nor Atom: the document has no channel; look whether the address is right")
    show = read_show(root, channel)
    items = list(islice(_items(root), MAX_EPISODES + 1))
    if len(items) > MAX_EPISODES:
        raise FeedError(f"the feed has more than {MAX_EPISODES:,} episodes, which no show has; refused")
    episodes = tuple(read_episode(item, show["people"]) for item in items)
    return Feed(**show, episodes=episodes, unidentified_count=0, damage=read.damage)


def _items(root: Element) -> Iterator[Element]:
    """Give the items: in the channel (RSS 2.0), beside it (RSS 1.0), or in the root (Atom)."""
    for child in root.children:
        if child.name in ("item", "entry"):
            yield child
        elif child.name == "channel":
            yield from _items(child)
