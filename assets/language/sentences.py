"""Sentences of a segment, found by rule at more than 100,000 words a second, and where a quote of one begins.

What belongs here: offsets. What does not: grammar (claims.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from assets.language.lexicon import literal, words
from assets.podcasts.wording import sentences

# Speech recognition without punctuation is cut here; nobody's sentence is longer.
MOST_WORDS: Final = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets in the segment's text (end exclusive, no white space around) and its words."""

    start: int
    end: int
    text: str


def split(text: str) -> list[Sentence]:
    """Return the sentences of a segment's text in order."""
    found = []
    begin = 0
    for piece in sentences(text, MOST_WORDS):
        stripped = piece.strip()
        if stripped:
            start = begin + piece.index(stripped[0])
            found.append(Sentence(start, start + len(stripped), stripped))
        begin += len(piece)
    return found


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
