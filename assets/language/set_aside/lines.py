"""Lines: the sentences of an episode in a row, and what is set aside of them.

What belongs here: the row, and marks on it. What does not: what is marked (ads.py, edges.py, housekeeping.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from assets.language.lexicon import data, pattern
from assets.language.sentences import Sentence

# A speaker's stretch of fewer words than this that ends before the same speaker's next one: something stood between
# the two, a break or a heading. Longer ones are cut for their length (podcasts.segments).
_CUT_WORDS: Final = 250


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an episode: where it stands, and what stands before it."""

    segment: int  # position among the episode's segments
    start: int  # offsets in the segment's text, end exclusive
    end: int
    text: str
    word_count: int
    is_named: bool  # whether it is known who speaks
    starts_turn: bool  # somebody else spoke before
    is_apart: bool  # the same speaker spoke before, and a break or a heading stands between


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is (one of schema.SEGMENT_KINDS but speech), and what gave it away."""

    kind: str
    reason: str


Marks = list[Mark | None]


def lines_of(segments: Sequence[Mapping[str, Any]], sentences: Iterable[Sequence[Sentence]]) -> list[Line]:
    """Return the lines of an episode.

    Args:
        segments: of one episode in order, with `text` and `speaker`.
        sentences: of each segment.
    """
    lines: list[Line] = []
    speaker, length = None, 0
    for index, (segment, found) in enumerate(zip(segments, sentences, strict=True)):
        starts_turn = segment["speaker"] != speaker or not index
        is_apart = not starts_turn and speaker is not None and length < _CUT_WORDS
        speaker, length = segment["speaker"], 0
        for number, sentence in enumerate(found):
            count = sentence.text.count(" ") + 1
            length += count
            first = number == 0
            lines.append(
                Line(
                    index,
                    sentence.start,
                    sentence.end,
                    sentence.text,
                    count,
                    is_named=speaker is not None,
                    starts_turn=first and starts_turn,
                    is_apart=first and is_apart,
                )
            )
    return lines


@cache
def cues(kind: str, name: str = "cues") -> re.Pattern[str]:
    """Return a list of phrases of set_aside.yaml as one pattern."""
    return pattern(data("set_aside")[kind][name])


def cue_in(text: str, kind: str, name: str = "cues") -> str | None:
    """Return the first cue of a kind that stands in a text."""
    match = cues(kind, name).search(text)
    return match.group() if match else None


def mark(marks: Marks, first: int, end: int, kind: str, reason: str) -> None:
    """Mark the lines from `first` on and before `end`; what is marked already stays as it is."""
    for index in range(first, end):
        marks[index] = marks[index] or Mark(kind, reason)
