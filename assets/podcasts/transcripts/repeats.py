"""Words that captions show again: roll-up captions, captions that grow word by word, doubled and overlapping ones.

What belongs here: how many words at a caption's beginning were shown before. What does not: finding captions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# Captions roll where this share of them begins with whole lines of the one before and goes on, so many words in all.
_ROLLING_SHARE: Final = 0.25
_ROLLING_WORDS: Final = 4
# They grow where this share of them says all of the one before and goes on in the same line, and so many do.
_GROWING_SHARE: Final = 0.5
_GROWING_COUNT: Final = 5
# Two captions whose times overlap share words by chance rather than by repetition below this.
_OVERLAPPING_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """What a caption shows: its times in seconds, its words, and at which of them its lines begin."""

    start_seconds: float | None
    end_seconds: float | None
    words: tuple[Hashable, ...]
    line_starts: frozenset[int]


def repeated_words(captions: Sequence[Shown]) -> list[int]:
    """Return, for each caption, how many of its first words were shown by the one before. Linear in the words."""
    pairs = list(_pairs(captions))
    shown = [_shown_before(before, caption) for before, caption in pairs]
    rolling = [
        count for count, (_, caption) in zip(shown, pairs, strict=True) if count and count in caption.line_starts
    ]
    growing = [count for count, (_, caption) in zip(shown, pairs, strict=True) if 0 < count < len(caption.words)]
    grow = len(growing) >= max(_GROWING_COUNT, _GROWING_SHARE * (len(pairs) - 1))
    roll = len(rolling) >= _ROLLING_SHARE * (len(pairs) - 1) and sum(rolling) >= _ROLLING_WORDS
    return [
        count
        if grow or (roll and (count in caption.line_starts or count == len(caption.words)))
        else _doubled(before, caption)
        for count, (before, caption) in zip(shown, pairs, strict=True)
    ]


def _pairs(captions: Sequence[Shown]) -> Iterator[tuple[Shown, Shown]]:
    """Give each caption after the last one that showed any words; the first after an empty one."""
    before = Shown(None, None, (), frozenset())
    for caption in captions:
        yield before, caption
        before = caption if caption.words else before


def _shown_before(before: Shown, caption: Shown) -> int:
    """Return how many words are those of the last lines of the caption before."""
    return next(
        (count for count in _overlaps(before.words, caption.words) if len(before.words) - count in before.line_starts),
        0,
    )


def _doubled(before: Shown, caption: Shown) -> int:
    """Return how many words are said again although the times say that both captions are about the same moment."""
    if before.end_seconds is None or caption.start_seconds is None or before.start_seconds is None:
        return 0
    if not before.start_seconds <= caption.start_seconds < before.end_seconds:
        return 0
    if (before.start_seconds, before.end_seconds) == (caption.start_seconds, caption.end_seconds):
        return len(caption.words) if before.words == caption.words else 0
    longest = next(iter(_overlaps(before.words, caption.words)), 0)
    return longest if longest >= _OVERLAPPING_WORDS else 0


def _overlaps(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[int]:
    """Give the lengths at which an end of one sequence is a beginning of the other, longest first.

    By the prefix function of Knuth, Morris and Pratt: linear.
    """
    if not before or not after:
        return
    # None parts the two: no word equals it.
    joined = [*after, None, *before[-len(after) :]]
    borders = [0] * len(joined)
    for index in range(1, len(joined)):
        length = borders[index - 1]
        while length and joined[index] != joined[length]:
            length = borders[length - 1]
        borders[index] = length + 1 if joined[index] == joined[length] else length
    length = borders[-1]
    while length:
        yield length
        length = borders[length - 1]
