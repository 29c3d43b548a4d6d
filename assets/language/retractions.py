"""Retractions: what a speaker takes back at once, as in "Locks leak. Well, let me take that back".

What belongs here: which sentences are taken back by the next one. What does not: what is denied (negation.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from assets.language.lexicon import cue
from assets.language.sentences import Sentence


def taken_back(sentences: Sequence[Sentence]) -> set[int]:
    """Return the starts of those sentences of a segment that the next one takes back."""
    return {one.start for one, following in pairwise(sentences) if takes_back(following.text)}


def takes_back(sentence: str) -> bool:
    """Tell whether a sentence begins by taking back what was said before it."""
    return _opening().match(sentence) is not None


@cache
def _opening() -> re.Pattern[str]:
    leading = r"(?:(?:well|oh|actually|no|okay|ok|but|and|or|i mean)\W+)*"
    return re.compile(leading + cue("taking_back").pattern, re.IGNORECASE)
