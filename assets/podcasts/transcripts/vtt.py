"""WebVTT: https://www.w3.org/TR/webvtt1/. Blocks by the standard's grammar, voices, times among the words.

What belongs here: the file's blocks, and who speaks. What does not: a cue's text as a tree (cue_text.py).
Where the standard would refuse a caption although a person can read its times (a comma for the dot, a single digit),
the caption is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assets.podcasts.transcripts.base import (
    BREAK,
    MOST_PIECES,
    MOST_TAGS,
    Transcript,
    TranscriptError,
    refuse_more,
    spoken,
)
from assets.podcasts.transcripts.captions import Caption, Piece, cues_of_captions, no_captions
from assets.podcasts.transcripts.cue_text import Node, parse_cue_text
from assets.podcasts.transcripts.labels import named_by_labels
from assets.podcasts.transcripts.other_kinds import is_data
from assets.podcasts.transcripts.times import caption_times

# A "<" that begins no tag: words, which the standard would drop up to the next ">".
_NO_TAG: Final = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|/>|[\d:]{2,}[.,]\d+>)")


def parse_vtt(text: str) -> Transcript:
    """Read captions. A voice holds until the next one: captions often name it only where it changes.

    Raises:
        TranscriptError: if no caption has a time and words, or there are more lines than an episode can have.
    """
    refuse_more(text.count("\n"), MOST_PIECES, "lines")
    refuse_more(text.count("<"), MOST_TAGS, "tags")
    captions = list(vtt_captions(text))
    if sum(is_data("\n".join(caption.lines)) for caption in captions) * 2 > len(captions):
        raise TranscriptError("WebVTT whose captions are data for a program (JSON, pictures), not words")
    voice: str | None = None
    for caption in captions:
        lines = BREAK.sub("\n", "\n".join(caption.lines))
        for named, seconds, words in _runs(parse_cue_text(_NO_TAG.sub("&lt;", lines))):
            voice = named or voice
            _append(caption.pieces, Piece(words, voice, seconds))
    cues = cues_of_captions(captions)
    if not cues:
        raise no_captions("WebVTT", text)
    return Transcript("vtt", named_by_labels(cues, are_captions=True))


def vtt_captions(text: str) -> Iterator[Caption]:
    """Give the captions of a file: each is a line of times and the lines up to a blank one or the next line with `-->`.

    Comments, style sheets, regions, the header and identifiers have no times, and give nothing.
    """
    caption: Caption | None = None
    # The first line is the signature, whatever else stands on it.
    for line in text.split("\n")[text.startswith("WEBVTT") :]:
        if "-->" in line:
            if caption is not None:
                yield _without_number(caption)
            times = caption_times(line)
            caption = Caption(*times) if times else None
        elif not line:
            if caption is not None:
                yield caption
            caption = None
        elif caption is not None:
            caption.lines.append(line)
    if caption is not None:
        yield caption


def _append(pieces: list[Piece], piece: Piece) -> None:
    """Add a piece, joined to the one before where voice and time are the same."""
    if pieces and pieces[-1][1:] == piece[1:]:
        pieces[-1] = piece._replace(words=pieces[-1].words + piece.words)
    else:
        pieces.append(piece)


def _without_number(caption: Caption) -> Caption:
    # The number of the next caption, where the blank line before it is missing.
    if len(caption.lines) > 1 and caption.lines[-1].strip().isdecimal():
        caption.lines.pop()
    return caption


def _runs(root: Node) -> Iterator[tuple[str | None, float | None, str]]:
    """Give the words of a cue in order: the voice that the cue names for them, the time that stands before them.

    How a word is pronounced (`rt`) is not said a second time.
    """
    seconds: float | None = None
    waiting: list[tuple[Node, str | None]] = [(root, None)]
    while waiting:
        node, voice = waiting.pop()
        if node.kind == "text":
            yield voice, seconds, node.value
        elif node.kind == "timestamp":
            seconds = node.seconds
        elif node.kind != "rt":
            inner = (spoken(node.value).strip(" :") or None) if node.kind == "v" else None
            waiting += [(child, inner or voice) for child in reversed(node.children)]
