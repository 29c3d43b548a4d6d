"""Search: which texts answer some words, by the words and by their meaning together.

What belongs here: the two rankings and their fusion. What does not: where the texts come from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Final, TypeVar

from assets.brief.words import tokens

# The usual constants: of Okapi BM25 (Robertson and Zaragoza, 2009), of reciprocal rank fusion (Cormack, Clarke and
# Büttcher, 2009).
_K1, _B = 1.2, 0.75
_RANKS: Final = 60

Key = TypeVar("Key", bound=Hashable)


def rank_by_words(
    query: str, texts: Mapping[Key, str], *, document_count: int, mean_word_count: float
) -> list[tuple[Key, float]]:
    """Return the texts that hold a word of the query, by Okapi BM25, best first; equals in the order given.

    Args:
        query: some words.
        texts: every text of the collection that holds one of the words; others may be among them.
        document_count: how many texts the collection has.
        mean_word_count: how many words a text of the collection has on average.
    """
    wanted = dict.fromkeys(tokens(query))
    counts = {key: Counter(tokens(text)) for key, text in texts.items()}
    weights = {}
    for word in wanted:
        holding = sum(word in count for count in counts.values())
        weights[word] = math.log(1 + (document_count - holding + 0.5) / (holding + 0.5))
    scores = {
        key: sum(weights[word] * _saturated(count, word, mean_word_count) for word in wanted)
        for key, count in counts.items()
    }
    return sorted(((key, score) for key, score in scores.items() if score > 0), key=lambda item: -item[1])


def _saturated(count: Counter[str], word: str, mean_word_count: float) -> float:
    often = count[word]
    return often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * count.total() / mean_word_count))


def fuse(rankings: Sequence[Sequence[Key]]) -> list[Key]:
    """Return the keys of several rankings as one, by reciprocal rank fusion; equals in the order of first sight."""
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (_RANKS + rank)
    return sorted(scores, key=lambda key: -scores[key])
