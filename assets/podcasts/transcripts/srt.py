"""SubRip and SubViewer captions, the speaker as `Name:` before the words.

What belongs here: what the two do their own way. What does not: finding captions (captions.py), joining them
(assets.podcasts.segments).
"""

from __future__ import annotations

from assets.podcasts.transcripts.base import BREAK, MOST_PIECES, Transcript, clean, refuse_more
from assets.podcasts.transcripts.captions import Piece, ReadTimes, cues_of_captions, found_captions, no_captions
from assets.podcasts.transcripts.labels import named_by_labels
from assets.podcasts.transcripts.times import caption_times, sbv_times


def parse_srt(text: str) -> Transcript:
    """Read captions of SubRip. A name holds until the next one.

    Raises:
        TranscriptError: if no caption has a time and words.
    """
    return _parse(text, "srt", "SubRip", caption_times)


def parse_sbv(text: str) -> Transcript:
    """Read captions of SubViewer, the format that YouTube gives its owners: `0:00:01.000,0:00:03.500` and the words.

    Raises:
        TranscriptError: if no caption has a time and words.
    """
    return _parse(text.replace("[br]", "\n"), "sbv", "SubViewer", sbv_times)


def _parse(text: str, name: str, title: str, times: ReadTimes) -> Transcript:
    refuse_more(text.count("\n"), MOST_PIECES, "lines")
    captions = found_captions(text, times)
    for caption in captions:
        caption.pieces = [Piece(clean(BREAK.sub("\n", "\n".join(caption.lines))))]
    cues = cues_of_captions(captions)
    if not cues:
        raise no_captions(title, text)
    return Transcript(name, named_by_labels(cues, are_captions=True))
