"""Feeds: a document in, a show with its episodes out.

What belongs here: RSS 2.0 with the iTunes and Podcasting 2.0 namespaces, and Atom: which element holds which
field. What does not: reading a field's text (fields.py), fetching, and what is kept of a feed.
Formats: https://www.rssboard.org/rss-specification, https://podcasting2.org/docs/podcast-namespace, RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from assets.podcasts.feed.model import Feed, FeedEpisode, FeedError, Person, TranscriptTag
from assets.podcasts.fields import one_line, parse_count, parse_date, parse_duration, web_address
from assets.podcasts.markup import plain_text
from assets.podcasts.xml import XmlError, parse_xml

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ITUNES: Final = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}"
# The namespace moved; feeds use both names.
_PODCAST: Final = (
    "{https://podcastindex.org/namespace/1.0}",
    "{https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md}",
)
_OUR_ID: Final = "briefcast"

__all__ = ["Feed", "FeedEpisode", "FeedError", "Person", "TranscriptTag", "parse_feed"]


def parse_feed(document: bytes, feed_url: str, content_type: str | None = None) -> Feed:
    """Read a feed.

    Args:
        document: the bytes that were served.
        feed_url: where; relative addresses are resolved against it.

    Raises:
        FeedError: if the document is not XML, or neither RSS nor Atom.
    """
    try:
        root = parse_xml(document)
    except XmlError as error:
        raise FeedError(str(error)) from error
    if root.tag == f"{_ATOM}feed":
        return _feed(root, list(root.iterchildren(f"{_ATOM}entry")), feed_url)
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise FeedError(f"neither RSS nor Atom: the root element is <{etree.QName(root).localname}>")
    return _feed(channel, list(channel.iterchildren("item")), feed_url)


def _feed(channel: etree._Element, items: list[etree._Element], base: str) -> Feed:
    people = _people(channel)
    episodes = [_episode(item, people, base) for item in items]
    known = tuple(e for e in episodes if e.guid or e.audio_url or e.url)
    return Feed(
        title=one_line(_text(channel, "title", f"{_ATOM}title")),
        description=plain_text(_text(channel, "description", f"{_ITUNES}summary", f"{_ATOM}subtitle")),
        site_url=_link(channel, base),
        language=_text(channel, "language") or channel.get("{http://www.w3.org/XML/1998/namespace}lang"),
        guid=_text(channel, *_podcast("guid")),
        new_feed_url=web_address(_text(channel, f"{_ITUNES}new-feed-url"), base),
        is_blocked=_is_blocked(channel),
        episodes=known,
        unidentified_count=len(episodes) - len(known),
    )


def _episode(item: etree._Element, channel_people: tuple[Person, ...], base: str) -> FeedEpisode:
    audio_url, audio_type = _enclosure(item, base)
    return FeedEpisode(
        guid=_text(item, "guid", f"{_ATOM}id"),
        title=one_line(_text(item, "title", f"{_ITUNES}title", f"{_ATOM}title")),
        description=plain_text(
            _text(item, "description", f"{_CONTENT}encoded", f"{_ITUNES}summary", f"{_ATOM}summary", f"{_ATOM}content")
        ),
        published_at=parse_date(_text(item, "pubDate", f"{_ATOM}published", f"{_ATOM}updated")),
        url=_link(item, base),
        audio_url=audio_url,
        audio_type=audio_type,
        duration_seconds=parse_duration(_text(item, f"{_ITUNES}duration")),
        season=parse_count(_text(item, f"{_ITUNES}season", *_podcast("season"))),
        episode_number=parse_count(_text(item, f"{_ITUNES}episode", *_podcast("episode"))),
        # The people of an item replace those of its channel.
        people=_people(item) or channel_people,
        transcripts=tuple(_transcripts(item, base)),
    )


def _people(element: etree._Element) -> tuple[Person, ...]:
    found = (
        Person(name=" ".join((person.text or "").split()), role=(person.get("role") or "host").strip().lower())
        for person in _children(element, *_podcast("person"))
    )
    return tuple(person for person in found if person.name)


def _transcripts(item: etree._Element, base: str) -> Iterator[TranscriptTag]:
    for tag in _children(item, *_podcast("transcript")):
        url = web_address(tag.get("url"), base)
        if url:
            yield TranscriptTag(url=url, type=tag.get("type"), language=tag.get("language"), rel=tag.get("rel"))


def _is_blocked(channel: etree._Element) -> bool:
    """Tell whether the feed asks not to be used: a block for us by name wins over one for everybody."""
    blocks = {
        (tag.get("id") or "").strip().lower(): (tag.text or "").strip().lower() == "yes"
        for tag in _children(channel, *_podcast("block"))
    }
    general = blocks.get("", False) or (_text(channel, f"{_ITUNES}block") or "").lower() == "yes"
    return blocks.get(_OUR_ID, general)


def _enclosure(item: etree._Element, base: str) -> tuple[str | None, str | None]:
    for tag in _children(item, "enclosure"):
        url = web_address(tag.get("url"), base)
        if url:
            return url, tag.get("type")
    for tag in _children(item, f"{_ATOM}link"):
        url = web_address(tag.get("href"), base)
        if url and tag.get("rel") == "enclosure":
            return url, tag.get("type")
    return None, None


def _link(element: etree._Element, base: str) -> str | None:
    for tag in _children(element, "link"):
        url = web_address(tag.text, base)
        if url:
            return url
    for tag in _children(element, f"{_ATOM}link"):
        url = web_address(tag.get("href"), base)
        if url and tag.get("rel", "alternate") == "alternate":
            return url
    return None


def _podcast(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _PODCAST)


def _children(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    return element.iterchildren(*tags)


def _text(element: etree._Element, *tags: str) -> str | None:
    """Return the text of the first child that has any, tags tried in order."""
    for tag in tags:
        for child in element.iterchildren(tag):
            text = "".join(str(part) for part in child.itertext()).strip()
            if text:
                return text
    return None
