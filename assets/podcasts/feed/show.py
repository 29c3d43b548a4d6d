"""The channel of a feed: which element holds which field of a show.

What belongs here: the show itself, and what it says of its feed (moves, paging, blocks). What does not: its items
(episode.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from assets.podcasts.dates import parse_date
from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.marks import image_url, is_block, is_explicit, keywords, link, notes, says_yes
from assets.podcasts.feed.model import RemoteItem
from assets.podcasts.feed.people import authors, owner, people
from assets.podcasts.feed.texts import first_words

_OUR_ID: Final = "briefcast"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_UPDATED: Final = ("lastbuilddate", "updated", "modified", "dcterms:modified", "pubdate", "dc:date", "published")
_KINDS: Final = frozenset({"episodic", "serial"})


def read_show(root: Element, channel: Element) -> dict[str, Any]:
    """Return the fields of `Feed` that a channel holds, all but its episodes."""
    owner_name, owner_email = owner(channel)
    frequency = channel.first("podcast:updatefrequency")
    kind = (channel.text("itunes:type") or "").lower()
    return {
        "title": first_words(channel, "title", "itunes:title", "dc:title"),
        "description": first_words(channel, "description", "itunes:summary", "subtitle", "tagline", "info"),
        "site_url": link(channel),
        "language": channel.text("language", "dc:language") or channel.node.get(_LANGUAGE) or root.node.get(_LANGUAGE),
        "guid": channel.text("podcast:guid"),
        "new_feed_url": _new_feed_url(root, channel),
        "is_blocked": _is_blocked(channel),
        "subtitle": first_words(channel, "itunes:subtitle", "subtitle", "tagline"),
        "updated_at": next(filter(None, (parse_date(channel.text(name)) for name in _UPDATED)), None),
        "authors": authors(channel, "itunes:author", "author", "managingeditor", "dc:creator", "dc:author"),
        "owner_name": owner_name,
        "owner_email": owner_email,
        "people": people(channel),
        "image_url": image_url(channel),
        "categories": tuple(dict.fromkeys(_categories(channel))),
        "keywords": keywords(channel),
        "is_explicit": is_explicit(channel),
        "kind": kind if kind in _KINDS else None,
        "medium": channel.text("podcast:medium"),
        "next_page_url": _page(channel, "prev-archive") or _page(channel, "next"),
        "is_complete": channel.first("fh:complete") is not None,
        "is_archive": channel.first("fh:archive") is not None,
        "is_finished": says_yes(channel.text("itunes:complete") or (frequency.get("complete") if frequency else None)),
        "is_locked": says_yes(channel.text("podcast:locked")),
        "update_frequency": frequency.get("rrule") if frequency else None,
        "update_start": parse_date(frequency.get("dtstart")) if frequency else None,
        "update_note": frequency.value if frequency else None,
        "podroll": tuple(_podroll(channel)),
        "notes": notes(channel),
    }


def _new_feed_url(root: Element, channel: Element) -> str | None:
    # <redirect><newLocation> stands in place of a channel: http://www.rssboard.org/redirect-rss-feed
    tags = (*channel.all("itunes:new-feed-url"), *root.within("redirect", "newlocation"))
    return next((url for tag in tags if (url := tag.address(tag.value))), None)


def _is_blocked(channel: Element) -> bool:
    """Tell whether the feed asks not to be used: a block for us by name wins over one for everybody."""
    blocks = {(tag.get("id") or "").lower(): is_block(tag.value) for tag in channel.all("podcast:block")}
    everybody = blocks.get("", False) or is_block(channel.text("itunes:block"))
    return blocks.get(_OUR_ID, everybody)


def _categories(channel: Element) -> Iterator[str]:
    for tag in channel.all("itunes:category", "category", "dc:subject"):
        name = tag.get("text", "term") or (tag.value if not tag.children else None)
        if name:
            yield name
        yield from _categories(tag)


def _page(channel: Element, relation: str) -> str | None:
    tags = (tag for tag in channel.all("link") if (tag.get("rel") or "").lower() == relation)
    return next((url for tag in tags if (url := tag.address(tag.get("href")))), None)


def _podroll(channel: Element) -> Iterator[RemoteItem]:
    for tag in channel.within("podcast:podroll", "podcast:remoteitem"):
        guid, url = tag.get("feedguid"), tag.address(tag.get("feedurl"))
        if guid or url:
            yield RemoteItem(feed_guid=guid, feed_url=url)
