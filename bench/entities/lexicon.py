"""The lexicon that the tagger's features look words up in, learned from running text.

What belongs here: everyday words, classes of words that are used alike. What does not: labels (silver.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import wordllama

CLASSES: Final = 192
ROUNDS: Final = 15
# A word is an everyday word if people write it in lower case this often, and at least as often as capitalised.
FEWEST_LOWER: Final = 4
FEWEST_OCCURRENCES: Final = 3
# Marks of tokenizers for the beginning of a word.
_WORD_BEGINS: Final = "Ġ▁ "


def common_words(sentences: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the words that are written in lower case where that is a choice: inside sentences."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for words in sentences:
        for word in words[1:]:
            (lower if word.islower() else upper)[word.lower()] += 1
    return frozenset(word for word, count in lower.items() if count >= max(FEWEST_LOWER, upper[word]))


def vocabulary(sentences: Iterable[Sequence[str]]) -> list[str]:
    """Return the words worth a class, in lower case: those that occur often enough, and those with a vector."""
    counts = Counter(word.lower() for words in sentences for word in words)
    often = {word for word, count in counts.items() if count >= FEWEST_OCCURRENCES and _has_letter(word)}
    pieces = (piece.lstrip(_WORD_BEGINS).lower() for piece in _vectors().tokenizer.get_vocab())
    return sorted(often | {piece for piece in pieces if piece.isalpha() and piece.isascii() and len(piece) > 2})


def word_classes(words: Sequence[str], seed: int) -> dict[str, int]:
    """Return a class for each word: k-means over static vectors, spherical, started from words drawn by the seed."""
    vectors = np.asarray(_vectors().embed(list(words), norm=True), dtype=np.float32)
    generator = np.random.default_rng(seed)
    centres = vectors[generator.choice(len(vectors), CLASSES, replace=False)]
    nearest = np.zeros(len(vectors), dtype=np.int64)
    for _round in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        for number in range(CLASSES):
            members = vectors[nearest == number]
            if len(members):
                mean = members.mean(axis=0)
                centres[number] = mean / max(1e-9, float(np.linalg.norm(mean)))
    return dict(zip(words, nearest.tolist(), strict=True))


@cache
def _vectors() -> Any:
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


def _has_letter(word: str) -> bool:
    return any(character.isalpha() for character in word)
