"""TF-IDF: texts as weights of what they hold, the plain way of comparing that others are measured against.

What belongs here: the weights. What does not: what is compared (a module a task).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

# A matrix of scipy, which has no types.
Sparse: TypeAlias = Any

_WORD: Final = re.compile(r"\w\w+")
_SHORTEST, _LONGEST = 3, 5


def tfidf(
    documents: Sequence[Iterable[str]], *, length_power: float = 1.0, fewest: int = 1, most_share: float = 1.0
) -> Sparse:
    """Return a row for each document and a column for each term: (1 + ln count) x inverse document frequency.

    Args:
        documents: the terms of each, as often as they stand there.
        length_power: rows are divided by this power of their length: with 1 the product of two rows is their cosine;
            with less a longer document has more in common with others.
        fewest: a term counts if it stands in so many documents at least, and
        most_share: in no more than this share of them.
    """
    from scipy.sparse import csr_array

    counts = [Counter(document) for document in documents]
    held = Counter(term for count in counts for term in count)
    most = most_share * len(counts)
    column = {term: at for at, term in enumerate(sorted(term for term in held if fewest <= held[term] <= most))}
    rarity = {term: 1 + np.log((1 + len(counts)) / (1 + held[term])) for term in column}
    entries = [
        (row, column[term], (1 + np.log(often)) * rarity[term])
        for row, count in enumerate(counts)
        for term, often in count.items()
        if term in column
    ]
    rows, columns, values = (np.array(part) for part in zip(*entries, strict=True)) if entries else ([], [], [])
    matrix = csr_array((values, (rows, columns)), shape=(len(counts), len(column)), dtype=np.float64)
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    scale = np.divide(1, lengths**length_power, out=np.zeros_like(lengths), where=lengths > 0)
    return csr_array(matrix.multiply(scale[:, None]))


def word_terms(text: str) -> list[str]:
    """Return the words of a text, of two letters at least, in small letters."""
    return _WORD.findall(text.lower())


def letter_terms(text: str) -> list[str]:
    """Return all stretches of three to five letters inside the words of a text, which begin and end with a space."""
    return [
        padded[start : start + size]
        for padded in (f" {word} " for word in text.lower().split())
        for size in range(_SHORTEST, _LONGEST + 1)
        for start in range(len(padded) - size + 1)
    ]


def similarities(one: Sparse, other: Sparse) -> npt.NDArray[np.float64]:
    """Return the products of every row of one matrix with every row of the other."""
    product: npt.NDArray[np.float64] = (one @ other.T).toarray()
    return product
