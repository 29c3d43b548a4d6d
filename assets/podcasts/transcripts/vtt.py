"""WebVTT captions: https://www.w3.org/TR/webvtt1/.

What belongs here: voices. What does not: finding captions (captions.py), joining them (assets.podcasts.segments).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assets.podcasts.transcripts.base import Cue, Transcript, clean
from assets.podcasts.transcripts.captions import Caption, captions, no_captions
from assets.podcasts.transcripts.labels import named_by_labels

_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]{0,80})?\s+([^<>]{1,200})>")


def parse_vtt(text: str) -> Transcript:
    """Read captions. A voice holds until the next one: captions often name it only where it changes.

    Raises:
        TranscriptError: if no caption has a time and words.
    """
    cues: list[Cue] = []
    voice: str | None = None
    for caption in captions(text, end_at_blank=True):
        for name, words in _pieces(caption):
            voice = name or voice
            spoken = clean(words)
            if spoken:
                cues.append(Cue(spoken, voice, caption.start_seconds, caption.end_seconds))
    if not cues:
        raise no_captions("WebVTT", text)
    return Transcript("vtt", named_by_labels(cues))


def _pieces(caption: Caption) -> Iterator[tuple[str | None, str]]:
    """Split a caption at its voices. The pieces share its times: the source says no more."""
    before, *rest = _VOICE.split("\n".join(caption.lines))
    yield None, before
    for name, words in zip(rest[::2], rest[1::2], strict=True):
        yield " ".join(clean(name).split()) or None, words
