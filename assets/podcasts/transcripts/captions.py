"""Captions: times on one line, words on the lines after it. What WebVTT, SubRip and SubViewer have in common.

What belongs here: the captions of a document that keeps to no grammar, and cues of captions of any. What does not: the
grammar of WebVTT (vtt.py), what names speakers in words (labels.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final, NamedTuple

from assets.podcasts.transcripts.base import Cue, TranscriptError, spoken
from assets.podcasts.transcripts.repeats import Shown, repeated_words
from assets.podcasts.transcripts.times import caption_times

ReadTimes = Callable[[str], tuple[float, float | None] | None]
_NUMBERED_SHARE: Final = 0.5
# Captions stand, one of their words highlighted after the other, where this share of them says what the one before did,
# and so many do.
_STANDING_SHARE: Final = 0.5
_STANDING_COUNT: Final = 3


class Piece(NamedTuple):
    """Words within a caption, of one voice, from one time on; white space as in the source, no markup."""

    words: str
    voice: str | None = None
    start_seconds: float | None = None


@dataclass(slots=True)
class Caption:
    """What is shown from one time to another, in seconds; `lines` as in the source, `pieces` when they are read."""

    start_seconds: float
    end_seconds: float | None
    lines: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def found_captions(text: str, times: ReadTimes = caption_times) -> list[Caption]:
    """Return the captions of a document in order, as a person would find them.

    Blank lines may stand in a caption or miss between two; the number before its times may miss.

    Args:
        text: the document, lines ended by newlines.
        times: reads the line of times; lines that are none are words.
    """
    captions: list[Caption] = []
    lines = text.split("\n")
    read = [times(line) if ":" in line else None for line in lines]
    before_times = [lines[index - 1].strip() for index, found in enumerate(read) if found and index]
    is_numbered = sum(map(str.isdecimal, before_times)) > _NUMBERED_SHARE * len(before_times)
    for index, (line, found) in enumerate(zip(lines, read, strict=True)):
        if found is not None:
            captions.append(Caption(*found))
        elif captions and line.strip() and not (is_numbered and _is_number(captions[-1], lines, read, index)):
            captions[-1].lines.append(line)
    return captions


def _is_number(
    caption: Caption, lines: Sequence[str], read: Sequence[tuple[float, float | None] | None], index: int
) -> bool:
    """Tell whether a line is the number of the next caption rather than words of this one."""
    if not lines[index].strip().isdecimal():
        return False
    is_before_times = index + 1 < len(lines) and read[index + 1] is not None
    return not lines[index - 1].strip() or (is_before_times and bool(caption.lines))


def no_captions(name: str, text: str) -> TranscriptError:
    """Return the error for a document without a single caption that can be read; it names the first bad line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" in line and caption_times(line) is None:
            return TranscriptError(f"{name}, line {number}: times that cannot be read: {line.strip()[:80]!r}")
    return TranscriptError(f"{name} without a single caption (a line with --> and words after it)")


def cues_of_captions(captions: Sequence[Caption]) -> list[Cue]:
    """Return the cues of captions whose pieces are read: what is shown again is left out.

    Pieces without a time of their own share the caption's: the source says no more.
    """
    captions = _standing_once(captions)
    counts = repeated_words([_shown(caption) for caption in captions])
    return [cue for caption, count in zip(captions, counts, strict=True) for cue in _cues(caption, count)]


def _standing_once(captions: Sequence[Caption]) -> Sequence[Caption]:
    """Join the captions that stand again for each of their words, as speech recognition does to highlight it.

    Their marks differ: what stands again just as it was is said again.
    """
    words = [_shown(caption).words for caption in captions]
    shown = list(zip(captions, words, strict=True))
    stands = [False for _first in shown[:1]] + [
        bool(said) and said == said_again and caption.lines != again.lines
        for (caption, said), (again, said_again) in pairwise(shown)
    ]
    count = sum(again and len(said) > 1 for again, said in zip(stands, words, strict=True))
    if count < max(_STANDING_COUNT, _STANDING_SHARE * len(captions)):
        return captions
    once: list[Caption] = []
    for caption, again in zip(captions, stands, strict=True):
        if again:
            once[-1] = replace(once[-1], end_seconds=caption.end_seconds)
        else:
            once.append(caption)
    return once


def _shown(caption: Caption) -> Shown:
    words: list[tuple[str | None, str]] = []
    starts = {0}
    for piece in caption.pieces:
        for number, line in enumerate(piece.words.split("\n")):
            if number:
                starts.add(len(words))
            words += [(piece.voice, word.casefold()) for word in line.split()]
    return Shown(caption.start_seconds, caption.end_seconds, tuple(words), frozenset(starts))


def _cues(caption: Caption, repeated_count: int) -> Iterator[Cue]:
    pieces = list(_after(caption.pieces, repeated_count)) if repeated_count else caption.pieces
    is_glued = False
    start = caption.start_seconds
    for piece, end in zip(pieces, _ends(pieces, caption.end_seconds), strict=True):
        start = start if piece.start_seconds is None else piece.start_seconds
        words = spoken(piece.words)
        if words:
            runs_on = is_glued and not piece.words[0].isspace()
            yield Cue(words, piece.voice, start, end, is_glued=runs_on)
        is_glued = bool(words) and not piece.words[-1].isspace()


def _ends(pieces: Sequence[Piece], end: float | None) -> list[float | None]:
    """Return when each piece ends: where the next time stands, the last ones with the caption."""
    ends: list[float | None] = []
    following: float | None = None
    for piece in reversed(pieces):
        end = end if following in (None, piece.start_seconds) else following
        following = piece.start_seconds
        ends.append(end)
    return ends[::-1]


def _after(pieces: Sequence[Piece], count: int) -> Iterator[Piece]:
    """Give the pieces without their first words."""
    for piece in pieces:
        words = piece.words.split()
        if count >= len(words):
            count -= len(words)
        elif count:
            yield piece._replace(words=piece.words.split(maxsplit=count)[count])
            count = 0
        else:
            yield piece
