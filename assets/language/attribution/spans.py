"""Spans of source, cue and content: between labels of words and offsets of words.

What belongs here: the span and reading it from labels. What does not: finding labels (tagger.py), pairing (reports.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of words of one part (source, cue or content), end exclusive."""

    start: int
    end: int
    part: str


def spans_of(labels: Sequence[str]) -> list[Span]:
    """Return the spans of labels "B-part", "I-part" and "O" in order; an I that continues nothing begins a span."""
    found: list[Span] = []
    start, part = 0, ""
    for index, label in enumerate((*labels, "O")):
        place, _dash, name = label.partition("-")
        if part and (place != "I" or name != part):
            found.append(Span(start, index, part))
            part = ""
        if name and not part:
            start, part = index, name
    return found
