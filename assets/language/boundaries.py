"""Where sentences end in speech without punctuation, by a small model of the words around.

What belongs here: the model's features, its weights, the best cut. What does not: sentences that end with a mark
(sentences.py); training (bench/train_boundaries.py).

The weights (data/boundaries.npz) are of a logistic regression over hashed words: the two before a gap and the three
after it. They were learned from punctuated transcripts of conversations with the punctuation and the case taken away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS: Final = 1 << 18
FEATURES: Final = 10
# A sentence has so many words at least and at most.
FEWEST_WORDS: Final = 3
MOST_WORDS: Final = 45
_FILE: Final = Path(__file__).with_name("data") / "boundaries.npz"
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE: Final = "^"


def cuts(words: Sequence[str]) -> list[int]:
    """Return where sentences begin among words, the first (0) left out: the cuts that are likeliest together."""
    gaps = _scores(words)
    best = np.full(len(words) + 1, -np.inf)
    best[0] = 0.0
    origin = np.zeros(len(words) + 1, dtype=np.int64)
    for end in range(1, len(words) + 1):
        low, high = max(0, end - MOST_WORDS), max(0, end - FEWEST_WORDS)
        begin = low + int(np.argmax(best[low : high + 1]))
        best[end] = best[begin] + (gaps[end] if end < len(words) else 0.0)
        origin[end] = begin
    found, place = [], len(words)
    while place := int(origin[place]):
        found.append(place)
    return found[::-1]


def rows_of(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the features of the gap before each word, as numbers of the table: an array of words by FEATURES."""
    plain = [_EDGE, _EDGE, *map(_plain, words), _EDGE, _EDGE]
    return np.array(
        [
            [_bucket(kind, text) for kind, text in enumerate(_texts(*plain[place : place + 5]))]
            for place in range(len(words))
        ],
        dtype=np.int64,
    ).reshape(len(words), FEATURES)


def _texts(second: str, first: str, following: str, then: str, last: str) -> tuple[str, ...]:
    """The words around a gap, alone and together: two before it, three after it."""
    return (
        first,
        following,
        second,
        then,
        f"{second} {first}",
        f"{following} {then}",
        f"{first} {following}",
        f"{second} {first} {following}",
        f"{first} {following} {then}",
        f"{following} {then} {last}",
    )


def _plain(word: str) -> str:
    match = _WORD.search(word)
    return match.group().lower().replace("’", "'") if match else word


def _bucket(kind: int, text: str) -> int:
    return crc32(f"{kind}{text}".encode()) % BUCKETS


def _scores(words: Sequence[str]) -> npt.NDArray[np.float64]:
    weights, bias = _weights()
    scores: npt.NDArray[np.float64] = weights[rows_of(words)].sum(axis=1) + bias
    return scores


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    with np.load(_FILE) as file:
        return file["weights"].astype(np.float64) * float(file["scale"]), float(file["bias"])
