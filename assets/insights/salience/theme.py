"""What an episode is about, and how near to that each window is.

What belongs here: word weights and static vectors of an episode's sentences. What does not: the vectors of insights
(assets.insights.vectors), which may be dearer: these are made for every sentence, at some 10,000 a second.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from assets.insights.salience.spoken import Numbers
from assets.language.lexicon import words

DIMENSIONS: Final = 256
_SHORT_WORD: Final = 3

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Theme:
    """The words of an episode: how often, in how many sentences, how much weight they have."""

    counts: Counter[str]
    rarity: dict[str, float]
    norm: float

    def weight(self, word: str) -> float:
        """Return the weight of a word in the episode's centroid: count times rarity squared."""
        return self.counts[word] * self.rarity[word] ** 2


def theme_of(content: Sequence[Sequence[str]]) -> Theme:
    """Return the theme of sentences, given as their content words."""
    counts = Counter(word for sentence in content for word in sentence)
    spread = Counter(word for sentence in content for word in set(sentence))
    rarity = {word: math.log((1 + len(content)) / (1 + number)) for word, number in spread.items()}
    norm = math.sqrt(sum((counts[word] * rarity[word]) ** 2 for word in counts))
    return Theme(counts, rarity, norm or 1.0)


def content_words(found: Sequence[str]) -> list[str]:
    """Return the words that carry content: no function words, nothing of one or two letters."""
    empty = words("function_words")
    return [word for word in found if len(word) >= _SHORT_WORD and word not in empty]


def sentence_vectors(texts: Sequence[str]) -> Vectors:
    """Return a vector for each sentence: the mean of its words' vectors, shape (sentences, 256)."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.asarray(_model().embed(list(texts)), dtype=np.float32)


def unit(vectors: Vectors) -> Vectors:
    """Return vectors at length one; zeros stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: Vectors = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return result


def centroid(vectors: Vectors, weights: Numbers) -> Vectors:
    """Return the direction of the weighted mean of vectors."""
    return unit((vectors * weights[:, None].astype(np.float32)).sum(axis=0))


@lru_cache(maxsize=1)
def _model() -> Any:
    import wordllama

    # The weights come with the package; without cache_dir it looks elsewhere and tries to download them.
    return wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
