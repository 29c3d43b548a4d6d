"""Sentences of a segment, found by rule at more than a million words a second, and where a quote of one begins.

What belongs here: offsets. What does not: grammar (claims.py); sentences without marks (boundaries.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from assets.language.boundaries import cuts
from assets.language.lexicon import literal, words
from assets.podcasts.wording import sentences

# Nobody's sentence is longer: what goes on for more words without an end lacks its marks.
MOST_WORDS: Final = 60
# So many words without any mark at all come from speech recognition that gives none.
UNMARKED_WORDS: Final = 12
_UNCUT: Final = 1_000_000
_MARK: Final = re.compile(r"[.,;:?!…]")
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets in the segment's text (end exclusive, no white space around) and its words."""

    start: int
    end: int
    text: str


def split(text: str) -> list[Sentence]:
    """Return the sentences of a segment's text in order."""
    found: list[Sentence] = []
    begin = 0
    for piece in sentences(text, _UNCUT):
        for start, end in _cut(piece):
            found.append(Sentence(begin + start, begin + end, piece[start:end]))
        begin += len(piece)
    return found


def _cut(piece: str) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a piece that ends like one; more than one where marks are lacking."""
    # A piece ends with the white space before the next one: that counts for no word.
    count = piece.strip().count(" ") + 1
    if count <= MOST_WORDS and (count < UNMARKED_WORDS or _MARK.search(piece)):
        start = len(piece) - len(piece.lstrip())
        return [(start, start + len(piece.strip()))] if piece.strip() else []
    words = [(match.start(), match.end()) for match in _WORD.finditer(piece)]
    begins = [0, *cuts([piece[start:end] for start, end in words])]
    return [(words[first][0], words[after - 1][1]) for first, after in pairwise([*begins, len(words)]) if after > first]


def quote_start(sentence: str) -> int:
    """Return where the quote of a sentence begins: after fillers and connectives, "So, you know, and" and the like."""
    match = _opening().match(sentence)
    start = match.end() if match else 0
    return start if start < len(sentence) else 0


@cache
def _opening() -> re.Pattern[str]:
    always = rf"(?:{literal(words('fillers'))})(?:[,.…-]+)?\s+"
    before_comma = rf"(?:{literal(words('soft_fillers'))}),\s*"
    before_clause = rf"(?:so|well|now|look|actually|i mean),?\s+(?=(?:{literal(words('soft_followers'))})\b)"
    return re.compile(rf"(?:(?:{always})|(?:{before_comma})|(?:i mean,\s*)|(?:{before_clause}))+", re.IGNORECASE)
