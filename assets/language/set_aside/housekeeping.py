"""Housekeeping: the show's own affairs in the midst of content.

What belongs here: single sentences and what stands between them. What does not: openings and farewells (edges.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assets.language.set_aside.lines import Line, Marks, cue_in, mark

# So many words between two such sentences belong to them.
_BETWEEN_WORDS: Final = 25


def mark_housekeeping(lines: Sequence[Line], marks: Marks) -> None:
    """Mark every sentence about reviews, newsletters, where to find us, and what stands between two of them."""
    last, between = None, 0
    for index, line in enumerate(lines):
        cue = cue_in(line.text, "housekeeping")
        if cue is None:
            between += line.word_count
            continue
        first = index if last is None or between > _BETWEEN_WORDS else last + 1
        mark(marks, first, index + 1, "housekeeping", cue)
        last, between = index, 0
