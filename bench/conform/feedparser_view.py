"""A feed of ours under feedparser's names.

What belongs here: which of its names stands for which of our fields; a name that is missing is a field that we do not
model. What does not: comparing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from assets.podcasts.feeds import Feed, FeedEpisode
from bench.conform.condition import Rows


def view(feed: Feed | None) -> dict[str, Any]:
    """Return what feedparser's conditions speak of; of what is no feed only that it is none."""
    if feed is None:
        return {"bozo": True, "feed": None, "entries": []}
    return {"bozo": feed.damage is not None, "feed": _show(feed), "entries": [_entry(each) for each in feed.episodes]}


def _show(feed: Feed) -> dict[str, Any]:
    return {
        **_text("title", feed.title),
        **_text("subtitle", feed.subtitle or feed.description),
        **_text("tagline", feed.subtitle or feed.description),
        **_text("description", feed.description),
        **_text("summary", feed.description),
        **_moments("updated", feed.updated_at),
        **_authors(feed.authors),
        "publisher_detail": {"name": feed.owner_name, "email": feed.owner_email},
        "link": feed.site_url,
        "language": feed.language,
        "image": {"href": feed.image_url, "url": feed.image_url},
        "logo": feed.image_url,
        "itunes_block": int(feed.is_blocked),
        "itunes_explicit": feed.is_explicit,
        "newlocation": feed.new_feed_url,
        "tags": Rows([{"term": name} for name in dict.fromkeys((*feed.categories, *feed.keywords))], ["term"]),
    }


def _entry(episode: FeedEpisode) -> dict[str, Any]:
    return {
        **_text("title", episode.title),
        **_text("summary", episode.description),
        **_text("description", episode.description),
        **_text("subtitle", episode.subtitle),
        **_moments("published", episode.published_at),
        **_moments("updated", episode.updated_at or episode.published_at),
        **_authors(episode.authors),
        "content": [{"value": episode.description}],
        "link": episode.url,
        "id": episode.guid,
        "guid": episode.guid,
        "enclosures": [_enclosure(file.url, file.type, file.byte_count) for file in episode.enclosures],
        "image": {"href": episode.image_url, "url": episode.image_url},
        "media_thumbnail": [{"url": episode.image_url}],
        "itunes_block": int(episode.is_blocked),
        "itunes_explicit": episode.is_explicit,
        "psc_chapters": {"chapters": [_chapter(each.title, each.start_seconds, each.url) for each in episode.chapters]},
    }


def _text(name: str, text: str | None) -> dict[str, Any]:
    return {name: text, f"{name}_detail": {"value": text}}


def _moments(name: str, moment: datetime | None) -> dict[str, Any]:
    return {name: moment, f"{name}_parsed": moment}


def _authors(names: tuple[str, ...]) -> dict[str, Any]:
    first = names[0] if names else None
    rows = Rows([{"name": name} for name in names], ["name"])
    return {"author": first, "author_detail": {"name": first}, "authors": rows}


def _enclosure(url: str, kind: str | None, byte_count: int | None) -> dict[str, Any]:
    length = None if byte_count is None else str(byte_count)
    return {"href": url, "url": url, "type": kind, "length": length}


def _chapter(title: str | None, start: float, url: str | None) -> dict[str, Any]:
    return {"title": title, "start_parsed": start, "href": url}
