"""SubRip captions, the speaker as `Name:` before the words.

What belongs here: what SubRip does its own way. What does not: finding captions (captions.py), joining them
(assets.podcasts.segments).
"""

from __future__ import annotations

from assets.podcasts.transcripts.base import Cue, Transcript, clean
from assets.podcasts.transcripts.captions import captions, no_captions
from assets.podcasts.transcripts.labels import named_by_labels


def parse_srt(text: str) -> Transcript:
    """Read captions. A name holds until the next one.

    Raises:
        TranscriptError: if no caption has a time and words.
    """
    cues = []
    for caption in captions(text, end_at_blank=False):
        words = clean("\n".join(caption.lines))
        if words:
            cues.append(Cue(words, None, caption.start_seconds, caption.end_seconds))
    if not cues:
        raise no_captions("SubRip", text)
    return Transcript("srt", named_by_labels(cues))
