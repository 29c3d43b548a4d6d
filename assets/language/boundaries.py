"""Where sentences end in speech without punctuation, by a small model of the words around.

What belongs here: the model, its weights, the best cut. What does not: sentences that end with a mark (sentences.py);
training (bench/train_boundaries.py).

The model (data/boundaries.npz) gives each word a vector and reads nine words to either side in four convolutions, the
second and third with gaps (dilation). It was learned from punctuated transcripts of conversations with the punctuation
and the case taken away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

# Words are numbered by their hash; 0 is what lies before the first and after the last.
BUCKETS: Final = 1 << 14
# How far each convolution reaches to either side, in words, and how far they reach together.
REACHES: Final = (2, 2, 4, 1)
REACH: Final = sum(REACHES)
# A sentence has so many words at least and at most.
FEWEST_WORDS: Final = 3
MOST_WORDS: Final = 45
_FILE: Final = Path(__file__).with_name("data") / "boundaries.npz"
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Convolution:
    """What a word's state is made of: for each word in reach, a matrix from the states before to those after."""

    kernel: Numbers  # words in reach x states before x states after
    bias: Numbers
    reach: int

    def __call__(self, states: Numbers) -> Numbers:
        """Return the states of all words but those too near to an edge: shape (words - 2 reach, states after)."""
        count = len(states) - 2 * self.reach
        step = 2 * self.reach // (len(self.kernel) - 1)
        parts = [states[tap * step : tap * step + count] @ matrix for tap, matrix in enumerate(self.kernel)]
        result: Numbers = np.sum(parts, axis=0, dtype=np.float32) + self.bias
        return result


def cuts(words: Sequence[str]) -> list[int]:
    """Return where sentences begin among words, the first (0) left out: the cuts that are likeliest together."""
    gaps = scores(words)
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


def scores(words: Sequence[str]) -> Numbers:
    """Return for each word the log odds that a sentence begins with it, shifted to where cutting pays.

    In one thread: those of numpy wait for each other where the cores have other work. Beside three other processes 39
    long segments took 13 s, with one thread less than 1.
    """
    vectors, layers = _model()
    edge = [0] * REACH
    with _threads().limit(limits=1):
        states = vectors[[*edge, *word_numbers(words), *edge]]
        states = np.maximum(layers[0](states), 0)
        for layer in layers[1:-1]:
            states = states[layer.reach : -layer.reach] + np.maximum(layer(states), 0)
        result: Numbers = layers[-1](states)[:, 0]
    return result


def word_numbers(words: Sequence[str]) -> list[int]:
    """Return the number of each word: marks and case do not count."""
    return [1 + crc32(_plain(word).encode()) % (BUCKETS - 1) for word in words]


def _plain(word: str) -> str:
    match = _WORD.search(word)
    return match.group().lower().replace("’", "'") if match else word


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _model() -> tuple[Numbers, list[Convolution]]:
    with np.load(_FILE) as file:
        vectors: Numbers = file["vectors"].astype(np.float32) * np.float32(file["scale"])
        layers = [
            Convolution(file[f"kernel_{at}"].astype(np.float32), file[f"bias_{at}"].astype(np.float32), reach)
            for at, reach in enumerate(REACHES)
        ]
    return vectors, layers
