"""Choosing one transcript of the several that an episode may name.

What belongs here: the order of preference. What does not: fetching and reading them.
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
    "text/html": 3,
    "text/markdown": 4,
    "text/plain": 4,
}
_BY_EXTENSION: Final = {".json": 0, ".vtt": 1, ".srt": 2, ".html": 3, ".htm": 3, ".md": 4, ".txt": 4}
_UNKNOWN: Final = 5


def choose_transcript(tags: Sequence[TranscriptTag]) -> TranscriptTag | None:
    """Return the transcript to fetch: the best format, the first of equals; None where there is none."""
    return min(tags, key=_rank, default=None)


def _rank(tag: TranscriptTag) -> int:
    declared = (tag.type or "").split(";")[0].strip().lower()
    if declared in _PREFERENCE:
        return _PREFERENCE[declared]
    path = urlsplit(tag.url).path.lower()
    return next((rank for extension, rank in _BY_EXTENSION.items() if path.endswith(extension)), _UNKNOWN)
