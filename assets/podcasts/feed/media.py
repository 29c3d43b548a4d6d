"""What an episode gives to hear: its media files, and the one to listen to.

What belongs here: enclosures in every vocabulary that has them. What does not: fetching them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from assets.podcasts.feed.elements import Element
from assets.podcasts.feed.model import Enclosure
from assets.podcasts.fields import parse_count

_AUDIO: Final = frozenset({".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wav", ".wma", ".amr"})
_VIDEO: Final = frozenset({".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".mpg", ".mpeg"})
_UNSAID: Final = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/binary"})
_AUDIO_TYPES: Final = frozenset({"application/ogg", "application/x-ogg", "application/flac"})


def enclosures(item: Element) -> tuple[Enclosure, ...]:
    """Return the media files of an item in the order of preference of its vocabularies, each address once."""
    found: dict[str, Enclosure] = {}
    for enclosure in _enclosures(item):
        found.setdefault(enclosure.url, enclosure)
    return tuple(found.values())


def best_audio(files: tuple[Enclosure, ...]) -> Enclosure | None:
    """Return the first audio file, else a file that may hold audio, else a video; None for pictures and papers."""
    ranked = [(rank, place, file) for place, file in enumerate(files) if (rank := _rank(file)) is not None]
    return min(ranked, default=(0, 0, None))[2]


def _enclosures(item: Element) -> Iterator[Enclosure]:
    for tag in item.all("enclosure"):
        yield from _enclosure(tag, tag.get("url", "href"), "length")
    for tag in item.all("link"):
        if tag.get("rel") == "enclosure":
            yield from _enclosure(tag, tag.get("href"), "length")
    for holder in (item, *item.all("media:group")):
        for tag in holder.all("media:content"):
            yield from _enclosure(tag, tag.get("url"), "filesize")
    for tag in item.all("podcast:alternateenclosure"):
        for source in tag.all("podcast:source"):
            yield from _enclosure(tag, source.get("uri"), "length")


def _enclosure(tag: Element, address: str | None, length: str) -> Iterator[Enclosure]:
    url = tag.address(address)
    if url:
        yield Enclosure(url=url, type=tag.get("type") or _medium(tag), byte_count=parse_count(tag.get(length), 15))


def _medium(tag: Element) -> str | None:
    # media:content may give the medium alone.
    medium = (tag.get("medium") or "").lower()
    return f"{medium}/*" if medium in ("audio", "video", "image") else None


def _rank(file: Enclosure) -> int | None:
    """Return 0 for audio, 1 for what may be audio, 2 for video, None for what cannot be listened to."""
    kind = (file.type or "").partition(";")[0].strip().lower()
    if kind.startswith("audio/") or kind in _AUDIO_TYPES:
        return 0
    if kind.startswith("video/"):
        return 2
    if kind not in _UNSAID:
        return None
    suffix = PurePosixPath(urlsplit(file.url).path).suffix.lower()
    return 0 if suffix in _AUDIO else 2 if suffix in _VIDEO else 1
