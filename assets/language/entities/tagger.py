"""The tagger: a linear-chain conditional random field over words' features, learned by `bench/train_entities.py`.

What belongs here: weights, scores, the best sequence of tags. What does not: features (features.py), what is done with
the names found (component.py).

A word's features weigh the same wherever it stands, so their sum is kept by word and distance, and tagging is a matter
of adding rows of a table: some 200,000 words a second, against 5,500 of the small model's recogniser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.entities.features import BORDER, OFFSETS, Lexicon, features, pair_features, word_class

# Words whose sums are kept; each takes 5 x 17 numbers of four bytes.
KEPT_WORDS: Final = 60_000
OUTSIDE: Final = "O"

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """What training gives: tags, the lexicon, and the weight of each tag by feature, pair of classes and tag before."""

    tags: tuple[str, ...]
    lexicon: Lexicon
    words: Mapping[str, Floats]  # by "distance:feature"
    pairs: Mapping[str, Floats]  # by "distance:class>class", the distance of the first of the two
    transitions: Floats  # from, to


class Tagger:
    """Tags sentences; the same words always get the same tags, whatever they are tagged together with."""

    def __init__(self, weights: Weights) -> None:
        self.tags = weights.tags
        self._weights = weights
        self._rows: dict[str, int] = {}
        self._classes: dict[str, int] = {}
        self._row_class: list[int] = []
        self._table: list[Floats] = []

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return the tag of each token of each sentence: O, B-LABEL or I-LABEL."""
        if len(self._rows) > KEPT_WORDS:
            for kept in (self._rows, self._row_class, self._table):
                kept.clear()
        lengths = np.array([len(sentence) for sentence in sentences])
        if not lengths.size or not lengths.max():
            return [[] for _sentence in sentences]
        border = self._row(BORDER)
        # Two borders before and after each sentence: as far as features reach.
        rows = np.array(
            [row for sentence in sentences for row in (border, border, *map(self._row, sentence), border, border)]
        )
        scores = self._scores(rows)
        starts = np.concatenate([[0], np.cumsum(lengths + 4)[:-1]]) + 2
        return self._decode(scores, starts, lengths)

    def _row(self, word: str) -> int:
        row = self._rows.get(word)
        if row is None:
            row = self._rows[word] = len(self._rows)
            self._table.append(self._summed(word))
            name = word_class(word, self._weights.lexicon)
            self._row_class.append(self._classes.setdefault(name, len(self._classes)))
        return row

    def _summed(self, word: str) -> Floats:
        found = features(word, self._weights.lexicon)
        summed = np.zeros((len(OFFSETS), len(self.tags)), dtype=np.float32)
        for index, offset in enumerate(OFFSETS):
            for feature in found:
                weights = self._weights.words.get(f"{offset}:{feature}")
                if weights is not None:
                    summed[index] += weights
        return summed

    def _scores(self, rows: npt.NDArray[np.int64]) -> Floats:
        used, where = np.unique(rows, return_inverse=True)
        table = np.stack([self._table[row] for row in used])
        scores = np.zeros((len(rows), len(self.tags)), dtype=np.float32)
        for index, offset in enumerate(OFFSETS):
            source = slice(max(0, offset), len(rows) + min(0, offset))
            target = slice(max(0, -offset), len(rows) + min(0, -offset))
            scores[target] += table[where[source], index]
        classes = np.array([self._row_class[row] for row in used])[where]
        scores[1:] += self._pair_scores(classes, -1)
        scores[:-1] += self._pair_scores(classes, 0)
        return scores

    def _pair_scores(self, classes: npt.NDArray[np.int64], first: int) -> Floats:
        """Return the scores of each two neighbours for the second of them (`first` = -1) or for the first (0)."""
        count = len(self._classes)
        used, where = np.unique(classes[:-1] * count + classes[1:], return_inverse=True)
        names = list(self._classes)
        empty = np.zeros(len(self.tags), dtype=np.float32)
        pairs = (pair_features(names[pair // count], names[pair % count]) for pair in used)
        table = np.stack([self._weights.pairs.get(f"{first}:{pair}", empty) for pair in pairs])
        return table[where]

    def _decode(self, scores: Floats, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> list[list[str]]:
        """Return the best sequences (Viterbi), all sentences at once, the longest first so that the rest drop out."""
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        best = scores[starts]
        came_from = []
        for step in range(1, int(lengths[0])):
            alive = int(np.searchsorted(-lengths, -step, side="left"))
            paths = best[:alive, :, None] + self._weights.transitions
            came_from.append(paths.argmax(axis=1))
            best[:alive] = paths.max(axis=1) + scores[starts[:alive] + step]
        tags = np.zeros((len(lengths), int(lengths[0])), dtype=np.int64)
        last = best.argmax(axis=1)
        tags[np.arange(len(lengths)), lengths - 1] = last
        for step in range(int(lengths[0]) - 1, 0, -1):
            alive = len(came_from[step - 1])
            tags[:alive, step - 1] = came_from[step - 1][np.arange(alive), tags[:alive, step]]
        found: list[list[str]] = [[]] * len(lengths)
        for place, row, length in zip(order, tags.tolist(), lengths.tolist(), strict=True):
            found[place] = [self.tags[tag] for tag in row[:length]]
        return found
