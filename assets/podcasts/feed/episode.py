"""An item or entry of a feed: which element holds which field of an episode.

What belongs here: the preference among elements that say the same. What does not: the show (show.py), people
(people.py), media files (media.py), chapters (assets.podcasts.chapters).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assets.podcasts.chapters import simple_chapters
from assets.podcasts.dates import parse_date
from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.marks import image_url, is_block, is_explicit, keywords, link, notes
from assets.podcasts.feed.media import best_audio, enclosures
from assets.podcasts.feed.model import FeedEpisode, Person, Soundbite, TranscriptTag
from assets.podcasts.feed.people import authors, people
from assets.podcasts.feed.texts import first_words, links, words
from assets.podcasts.fields import parse_count, parse_duration, parse_seconds

_PUBLISHED: Final = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "created", "dcterms:created")
_UPDATED: Final = ("updated", "modified", "dcterms:modified")
_NOTES: Final = ("description", "content:encoded", "itunes:summary", "summary", "content", "fullitem", "xhtml:body")
_KINDS: Final = frozenset({"full", "trailer", "bonus"})


def read_episode(item: Element, channel_people: tuple[Person, ...]) -> FeedEpisode:
    """Return the episode of an item; the people of an item replace those of its channel."""
    files = enclosures(item)
    audio = best_audio(files)
    updated_at = next(filter(None, (parse_date(item.text(name)) for name in _UPDATED)), None)
    chapters = item.first("podcast:chapters")
    number = item.text("itunes:episode", "podcast:episode")
    season = item.first("podcast:season")
    kind = (item.text("itunes:episodetype") or "").lower()
    return FeedEpisode(
        guid=item.text("guid", "id") or item.get("about"),
        title=first_words(item, "title", "itunes:title", "media:title", "dc:title"),
        description=first_words(item, *_NOTES, "dc:description") or _media_description(item),
        published_at=next(filter(None, (parse_date(item.text(name)) for name in _PUBLISHED)), updated_at),
        url=link(item) or _permalink(item),
        audio_url=audio.url if audio else None,
        audio_type=audio.type if audio else None,
        duration_seconds=parse_duration(item.text("itunes:duration")) or _media_duration(item),
        season=parse_count(item.text("itunes:season", "podcast:season")),
        episode_number=parse_count(number),
        people=people(item) or channel_people,
        transcripts=tuple(_transcripts(item)),
        subtitle=first_words(item, "itunes:subtitle", "subtitle"),
        updated_at=updated_at,
        authors=authors(item, "author", "itunes:author", "dc:creator", "dc:author"),
        enclosures=files,
        links=tuple(dict.fromkeys(links(item, *_NOTES))),
        image_url=image_url(item),
        keywords=keywords(item),
        season_name=season.get("name") if season else None,
        episode_display=_display(item, number),
        episode_type=kind if kind in _KINDS else None,
        is_explicit=is_explicit(item),
        is_blocked=is_block(item.text("itunes:block")),
        chapters_url=chapters.address(chapters.get("url")) if chapters else None,
        chapters_type=chapters.get("type") if chapters else None,
        chapters=simple_chapters(item),
        soundbites=tuple(_soundbites(item)),
        notes=notes(item),
    )


def _permalink(item: Element) -> str | None:
    guid = item.first("guid")
    said = (guid.get("ispermalink") or "").lower() if guid else "false"
    # One that does not say so is an address only if it looks like one: many a guid is a number.
    if guid is None or said == "false" or (said != "true" and "://" not in (guid.value or "")):
        return None
    return guid.address(guid.value)


def _media_description(item: Element) -> str | None:
    holders = (item, *item.all("media:group"))
    return next((found for holder in holders if (found := first_words(holder, "media:description"))), None)


def _transcripts(item: Element) -> Iterator[TranscriptTag]:
    for tag in item.all("podcast:transcript"):
        url = tag.address(tag.get("url", "href") or tag.value)
        if url:
            yield TranscriptTag(url=url, type=tag.get("type"), language=tag.get("language"), rel=tag.get("rel"))


def _soundbites(item: Element) -> Iterator[Soundbite]:
    for tag in item.all("podcast:soundbite"):
        start, duration = parse_seconds(tag.get("starttime")), parse_seconds(tag.get("duration"))
        if start is not None and duration:
            yield Soundbite(start_seconds=start, duration_seconds=duration, title=words(tag))


def _media_duration(item: Element) -> float | None:
    contents = (*item.all("media:content"), *item.within("media:group", "media:content"))
    return next((found for tag in contents if (found := parse_duration(tag.get("duration")))), None)


def _display(item: Element, number: str | None) -> str | None:
    """Return how the episode's number is to be shown: as `display` says, or a number that is not whole as it is."""
    tag = item.first("podcast:episode")
    if tag is not None and tag.get("display"):
        return tag.get("display")
    fraction = tag.value if tag is not None else number
    return fraction if fraction and parse_count(fraction) is None and parse_seconds(fraction) else None
