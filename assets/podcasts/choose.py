"""Choosing one transcript of the several that an episode may name.

What belongs here: the order in which they are asked for, and whether another is worth asking for. What does not:
fetching and reading them; how good one is (transcripts/quality.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from assets.podcasts.feeds import TranscriptTag

# Best first: formats that carry speakers and times, then times, then structure, then words alone.
_PREFERENCE: Final = {
    "application/json": 0,
    "text/vtt": 1,
    "application/x-subrip": 2,
    "application/srt": 2,
    "text/srt": 2,
    "application/ttml+xml": 2,
    "text/html": 3,
    "text/markdown": 4,
    "text/plain": 4,
}
_BY_EXTENSION: Final = {
    ".json": 0,
    ".vtt": 1,
    ".srt": 2,
    ".sbv": 2,
    ".ttml": 2,
    ".html": 3,
    ".htm": 3,
    ".md": 4,
    ".txt": 4,
}
_UNKNOWN: Final = 5
_HTML: Final = 3
_TIMED: Final = 3  # up to here a format has a place for times
# More than this are not the same words in other formats.
MOST_TRANSCRIPTS: Final = 8


def in_order(tags: Sequence[TranscriptTag], language: str | None = None) -> list[TranscriptTag]:
    """Return the transcripts in the order in which to ask for them: the best declared format first, eight at most.

    An address counts once; of equal formats the feed's order stands. Translations are left out: what is not in the
    show's language was not said.

    Args:
        tags: of the episode.
        language: of the show, which is also that of a transcript that names none.
    """
    own = [tag for tag in tags if _primary(tag.language or language) == _primary(language)] if language else []
    tags = own or tags
    once = {tag.url: tag for tag in reversed(tags)}
    return sorted((tag for tag in tags if once.pop(tag.url, None)), key=_rank)[:MOST_TRANSCRIPTS]


def choose_transcript(tags: Sequence[TranscriptTag]) -> TranscriptTag | None:
    """Return the transcript to ask for first; None where there is none."""
    return next(iter(in_order(tags)), None)


def may_add(tag: TranscriptTag, *, has_speakers: bool, has_times: bool) -> bool:
    """Tell whether a transcript, by its declared format, could bring what another one lacks.

    Every format has a place for speakers; times have theirs in captions, JSON and HTML.
    """
    return not has_speakers or (not has_times and _rank(tag) <= _TIMED)


def is_web_page(tag: TranscriptTag) -> bool:
    """Tell whether a transcript is a page for people rather than a file for programs."""
    return _rank(tag) == _HTML


def _primary(language: str | None) -> str:
    """Return `en` of `en-GB` and `en_us`."""
    return (language or "").strip().lower().replace("_", "-").partition("-")[0]


def _rank(tag: TranscriptTag) -> int:
    declared = (tag.type or "").split(";")[0].strip().lower()
    if declared in _PREFERENCE:
        return _PREFERENCE[declared]
    path = urlsplit(tag.url).path.lower()
    return next((rank for extension, rank in _BY_EXTENSION.items() if path.endswith(extension)), _UNKNOWN)
