"""A reading of words: a logistic regression on terms and named features, written as a table that can be read.

What belongs here: fitting and writing it. What does not: how it is applied (assets.language.scoring, whose terms are
the ones used here, and assets.language.prospects).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from assets.language.scoring import features, terms
from bench.claim_training import logistic
from bench.claim_training.examples import DEBATE_LENGTH, Example, chances_of

FEWEST_SENTENCES: Final = 8
STRENGTH: Final = 3.0
FOLDS: Final = 3

Features = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class WordModel:
    """Weights of terms and of named features, and the intercept."""

    words: dict[str, float]
    features: dict[str, float]
    intercept: float


def fit(
    examples: Sequence[Example],
    chances: Sequence[float] | npt.NDArray[np.float64],
    named: Features = features,
) -> WordModel:
    """Fit a reading to the chance that each sentence is worthy: 0 or 1 by its label, or what a model says.

    A term counts if it stands in `FEWEST_SENTENCES` of the sentences. Of each the features are `named`.
    """
    counts = Counter(term for example in examples for term in terms(example.text))
    vocabulary = sorted(term for term, count in counts.items() if count >= FEWEST_SENTENCES)
    matrix = _matrix(examples, {term: index for index, term in enumerate(vocabulary)}, named)
    learned, intercept = logistic.fit(matrix, chances, STRENGTH)
    size = len(vocabulary)
    return WordModel(
        words=dict(zip(vocabulary, map(float, learned[:size]), strict=True)),
        features=dict(zip(named(""), map(float, learned[size:]), strict=True)),
        intercept=intercept,
    )


def logits(model: WordModel, examples: Sequence[Example], named: Features = features) -> npt.NDArray[np.float64]:
    """Return the log odds that the model gives the sentences."""
    matrix = _matrix(examples, {term: index for index, term in enumerate(model.words)}, named)
    learned = np.array([*model.words.values(), *model.features.values()])
    result: npt.NDArray[np.float64] = matrix @ learned + model.intercept
    return result


def unseen_logits(examples: Sequence[Example]) -> npt.NDArray[np.float64]:
    """Return log odds of every sentence by a model that saw nothing of its debate."""
    folds = np.array([example.number // DEBATE_LENGTH % FOLDS for example in examples])
    result = np.zeros(len(examples))
    for fold in range(FOLDS):
        seen = [example for example, own in zip(examples, folds, strict=True) if own != fold]
        unseen = [example for example, own in zip(examples, folds, strict=True) if own == fold]
        result[folds == fold] = logits(fit(seen, chances_of(seen)), unseen)
    return result


def write_words(model: WordModel, file: Path) -> None:
    """Write the weights of the terms, heaviest first; those that round to nothing are left out."""
    ordered = sorted(model.words.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"{term}\t{weight:.2f}\n" for term, weight in ordered if abs(weight) >= 0.005]
    file.write_text("".join(lines), encoding="utf-8")


def _matrix(examples: Sequence[Example], vocabulary: dict[str, int], named: Features) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        found = terms(example.text)
        for term in found & vocabulary.keys():
            rows.append(row)
            columns.append(vocabulary[term])
            values.append(1 / math.sqrt(len(found)))
    words = csr_matrix((values, (rows, columns)), shape=(len(examples), len(vocabulary)))
    others = csr_matrix(np.array([list(named(example.text).values()) for example in examples]))
    return hstack([words, others]).tocsr()
