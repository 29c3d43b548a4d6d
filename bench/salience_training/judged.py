"""The judged windows of labelled documents as numbers: a row of features and a vector each, and what people thought.

What belongs here: from documents to arrays. What does not: reading labels (documents.py), learning (fitting.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from assets.insights.salience.features import window_features
from assets.insights.salience.spoken import Numbers, spoken
from assets.insights.salience.theme import Vectors
from bench.salience_training.documents import Document


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged windows of one document. The columns of `features` are named by `names`."""

    source: str
    show: str
    name: str
    names: tuple[str, ...]
    features: Numbers
    vectors: Vectors
    values: Numbers
    drawn: tuple[str, ...]

    @property
    def key(self) -> str:
        """What names the document among those of all sources."""
        return f"{self.source} {self.name}"


def judged(documents: Iterable[Document]) -> Iterator[Judged]:
    """Give the judged windows of each document that has at least two."""
    for document in documents:
        episode = spoken(document.segments, document.speech)
        opinion = document.judge(episode)
        if len(opinion.windows) > 1:
            features, vectors = window_features(episode, opinion.windows, document.claims)
            yield Judged(
                document.source,
                document.show,
                document.name,
                tuple(features),
                np.column_stack(list(features.values())),
                vectors,
                opinion.values,
                opinion.drawn,
            )
