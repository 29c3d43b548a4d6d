"""The edges of an episode: its opening, with teasers cut out of what comes later, and its farewell.

What belongs here: what its place tells. What does not: advertisements, which stand anywhere (ads.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from assets.language.set_aside.lines import Line, Marks, cue_in, mark

# How far an opening reaches: this share of an episode's words, but at least and at most so many.
_OPENING_SHARE: Final = 0.08
_FEWEST_OPENING_WORDS: Final = 150
_MOST_OPENING_WORDS: Final = 500
# So many words between two greetings belong to the opening; what stands before the first one does anyway.
_BETWEEN_WORDS: Final = 30
# A farewell is looked for in the last words: this share, but at most so many.
_FAREWELL_SHARE: Final = 0.1
_MOST_FAREWELL_WORDS: Final = 400
# Words in a row that occur again later make a teaser: a clip from later in the episode.
_SHINGLE: Final = 10
_WORD: Final = re.compile(r"[a-z0-9']+")


def mark_opening(lines: Sequence[Line], marks: Marks) -> None:
    """Mark what leads up to the content: clips from later, then everything up to the last greeting near the start.

    What is about the show's own affairs there is marked as such.
    """
    total = sum(line.word_count for line in lines)
    limit = min(_MOST_OPENING_WORDS, max(_FEWEST_OPENING_WORDS, round(total * _OPENING_SHARE)))
    begins = list(accumulate((line.word_count for line in lines), initial=0))
    near = [index for index in range(len(lines)) if begins[index] < limit]
    for index in _said_again(lines, near):
        mark(marks, index, index + 1, "teaser", "the same words come again later")
    last = None
    # Of a news flash of a minute no more than half is an opening.
    for index in (index for index in near if 2 * begins[index] < total):
        cue, kind = cue_in(lines[index].text, "intro"), "intro"
        # Once the show has begun its own affairs are part of the opening.
        if cue is None and last is not None:
            cue, kind = cue_in(lines[index].text, "housekeeping"), "housekeeping"
        if cue is None:
            continue
        is_close = last is None or begins[index] - begins[last + 1] <= _BETWEEN_WORDS
        mark(marks, index, index + 1, kind, cue)
        mark(marks, 0 if last is None else last + 1 if is_close else index, index, "intro", cue)
        last = index


def _said_again(lines: Sequence[Line], near: Sequence[int]) -> Iterator[int]:
    """Give the lines near the start whose words come again, ten in a row, further on than that."""
    opening = {index: list(_shingles(lines[index].text)) for index in near}
    wanted = {shingle for shingles in opening.values() for shingle in shingles}
    if not wanted:
        return
    later = " ".join(line.text for line in lines[len(near) :])
    again = wanted.intersection(_shingles(later))
    for index, shingles in opening.items():
        if 2 * len(again.intersection(shingles)) > len(shingles):
            yield index


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return zip(*(words[at:] for at in range(_SHINGLE)), strict=False)


def mark_farewell(lines: Sequence[Line], marks: Marks) -> None:
    """Mark everything from the first farewell near the end on; what is about the show's own affairs as such."""
    left = sum(line.word_count for line in lines)
    limit = min(_MOST_FAREWELL_WORDS, round(left * _FAREWELL_SHARE))
    for index, line in enumerate(lines):
        if left - line.word_count / 2 <= limit and (cue := cue_in(line.text, "outro")):
            _mark_plugs(lines, marks, index)
            mark(marks, index, len(lines), "outro", cue)
            return
        left -= line.word_count


def _mark_plugs(lines: Sequence[Line], marks: Marks, first: int) -> None:
    """Mark what a farewell says of the show's own affairs."""
    for index in range(first, len(lines)):
        cue = cue_in(lines[index].text, "housekeeping")
        if cue and not cue_in(lines[index].text, "outro"):
            mark(marks, index, index + 1, "housekeeping", cue)
