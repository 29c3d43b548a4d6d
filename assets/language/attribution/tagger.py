"""The tagger of reported speech: a linear chain over the features of each word, its weights learned once and shipped.

What belongs here: loading the weights, the best sequence of labels. What does not: features (features.py), training
(bench/train_attribution.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from assets.language.attribution.features import features_of

WEIGHTS: Final = Path(__file__).parents[1] / "data" / "attribution.npz"
PARTS: Final = ("source", "cue", "content")
LABELS: Final = ("O", *(f"{place}-{part}" for part in PARTS for place in "BI"))


@dataclass(frozen=True, slots=True)
class Weights:
    """What a feature says for each label of LABELS, and what one label says for the next.

    `states` has a row a feature and a last one of zeros, for features that training never saw.
    """

    rows: dict[str, int]
    states: npt.NDArray[np.float32]
    steps: npt.NDArray[np.float32]


def labels_of(doc: Doc) -> list[str]:
    """Return a label of LABELS for each word of a parsed text."""
    if not len(doc):
        return []
    return [LABELS[index] for index in best_path(features_of(doc), load_weights())]


def best_path(features: Sequence[Sequence[str]], weights: Weights) -> list[int]:
    """Return the labels, as places in LABELS, that together fit the features best (Viterbi)."""
    unknown = len(weights.rows)
    ids = np.fromiter((weights.rows.get(name, unknown) for name in chain.from_iterable(features)), np.int32)
    begins = np.cumsum([0, *map(len, features[:-1])])
    scores = np.add.reduceat(weights.states[ids], begins)
    best = scores[0] + _FIRST
    back = np.zeros(scores.shape, np.int8)
    for place in range(1, len(scores)):
        paths = best[:, None] + weights.steps
        back[place] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[place]
    labels = [int(best.argmax())]
    for place in range(len(scores) - 1, 0, -1):
        labels.append(int(back[place, labels[-1]]))
    return labels[::-1]


@cache
def load_weights() -> Weights:
    """Read the shipped weights."""
    with np.load(WEIGHTS) as file:
        names = bytes(file["names"]).decode("utf-8").split("\n")
        states, steps = file["states"].astype(np.float32), file["steps"]
    return Weights(
        {name: row for row, name in enumerate(names)},
        np.vstack([states, np.zeros((1, len(LABELS)), np.float32)]),
        steps,
    )


# No span begins in its middle.
_FIRST: Final = np.array([-1e4 if label[0] == "I" else 0.0 for label in LABELS], np.float32)
