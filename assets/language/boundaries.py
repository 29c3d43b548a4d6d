"""Where sentences end in speech without punctuation, by a small model of the words around.

What belongs here: the model, its weights, the best cut. What does not: sentences that end with a mark (sentences.py);
training (bench/train_boundaries.py).

The model (models/boundaries; how it was learned and what it reaches stands in its README) is three layers of a small
transformer that gives each word the log odds that a sentence begins with it. It was learned from punctuated transcripts
of conversations with the punctuation and the case taken away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.encoder import load_word_encoder

MODEL: Final = Path(__file__).with_name("models") / "boundaries"
# A sentence has so many words at least, unless there are fewer in all, and at most.
FEWEST_WORDS: Final = 3
MOST_WORDS: Final = 45
# A cut too few joins two sentences into one that is no claim, a cut too many ends one early.
SHIFT: Final = 0.5
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Numbers = npt.NDArray[np.float32]


def cuts(words: Sequence[str]) -> list[int]:
    """Return where sentences begin among words, the first (0) left out: the cuts that are likeliest together."""
    gaps = scores(words)
    best = np.full(len(words) + 1, -np.inf)
    best[0] = 0.0
    origin = np.zeros(len(words) + 1, dtype=np.int64)
    # Before an end within the first few words no sentence is long enough, unless it is all there is.
    for end in range(min(FEWEST_WORDS, len(words)), len(words) + 1):
        low, high = max(0, end - MOST_WORDS), max(0, end - FEWEST_WORDS)
        begin = low + int(np.argmax(best[low : high + 1]))
        best[end] = best[begin] + (gaps[end] if end < len(words) else 0.0)
        origin[end] = begin
    found, place = [], len(words)
    while place := int(origin[place]):
        found.append(place)
    return found[::-1]


def scores(words: Sequence[str]) -> Numbers:
    """Return for each word the log odds that a sentence begins with it, shifted to where cutting pays.

    Marks and case do not count.
    """
    result: Numbers = load_word_encoder(MODEL)([plain(word) for word in words]) + np.float32(SHIFT)
    return result


def plain(word: str) -> str:
    """Return a word without marks and case, as the model reads it."""
    match = _WORD.search(word)
    return match.group().lower().replace("’", "'") if match else word
