"""Learning weights from judged windows: ridge regression within documents, several sources at once.

What belongs here: fitting, predicting what was left out, figures. What does not: the files (__main__.py).

Only differences within a document count: what is learned is which of an episode's windows people prefer, not which
episodes they like. The solution is exact, so nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assets.insights.salience.spoken import Numbers
from bench.salience_training.judged import Judged

# How much each source counts. What makes a clip is what is looked for; minutes and notes hold it to the theme.
SOURCES: Final[Mapping[str, float]] = {"clips": 1.0, "topics": 0.5, "meetings": 0.5}
# Ridge penalties, in shares of the whole weight of the examples; of the features, and of the 256 places of a vector.
PENALTY: Final = 0.02
MEANING_PENALTY: Final = 3.0
# How much of what the vectors foretell is added.
MEANING_SHARE: Final = 0.5
# What a full window is worth over one half as long, beyond what the labels say: of two passages on one spot the fuller
# covers more of what somebody would choose, and needs less explaining. Ten of 68 random good clips are met by the five
# fullest windows of an episode, 7 by the five best without this, 8 with it, at a higher mean grade than the fullest.
FULLER: Final = 1.0
# From this grade on a graded passage is one that an editor might choose.
GOOD_GRADE: Final = 2
FOLDS: Final = 8


@dataclass(frozen=True, slots=True)
class Fit:
    """Learned weights: of standardised features, and of a vector's places."""

    names: tuple[str, ...]
    mean: Numbers
    spread: Numbers
    weights: Numbers
    meaning: Numbers

    def totals(self, document: Judged) -> Numbers:
        """Return the weighted sums of a document's windows."""
        result: Numbers = (document.features - self.mean) / self.spread @ self.weights + document.vectors @ self.meaning
        return result


def fit(documents: Sequence[Judged], without: Collection[str] = ()) -> Fit:
    """Learn weights; features named in `without` get none, nor do vectors where it holds "meaning"."""
    names = documents[0].names
    clips = [document for document in documents if document.source == "clips"]
    table = np.concatenate([document.features for document in clips])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    kept = np.array([name not in without for name in names])
    gram, target = np.zeros((len(names), len(names))), np.zeros(len(names))
    for source in sorted({document.source for document in documents}):
        features, values = _centred([one for one in documents if one.source == source], mean, spread)
        weight = SOURCES[source]
        gram += weight / len(values) * features.T @ features
        target += weight / len(values) * features.T @ values
    solved = np.linalg.solve(gram[np.ix_(kept, kept)] + PENALTY * np.eye(int(kept.sum())), target[kept])
    weights = np.zeros(len(names))
    weights[kept] = solved
    fullness = names.index("fullness")
    weights[fullness] += FULLER * spread[fullness] * kept[fullness]
    return Fit(names, mean, spread, weights, np.zeros(256) if "meaning" in without else _meaning(clips))


def _centred(documents: Sequence[Judged], mean: Numbers, spread: Numbers) -> tuple[Numbers, Numbers]:
    features = [(one.features - mean) / spread for one in documents]
    table = np.concatenate([part - part.mean(axis=0) for part in features])
    values = np.concatenate([one.values - one.values.mean() for one in documents])
    return table, values / values.std()


def _meaning(clips: Sequence[Judged]) -> Numbers:
    """Return the direction of vectors in which the better clips lie."""
    vectors = np.concatenate([one.vectors - one.vectors.mean(axis=0) for one in clips]).astype(np.float64)
    values = np.concatenate([one.values - one.values.mean() for one in clips])
    gram = vectors.T @ vectors + MEANING_PENALTY * np.eye(vectors.shape[1])
    result: Numbers = MEANING_SHARE * np.linalg.solve(gram, vectors.T @ values / values.std())
    return result


def left_out(
    documents: Sequence[Judged], without: Collection[str] = (), *, by_show: bool = False
) -> dict[str, Numbers]:
    """Return the totals of each document by weights that were learned without it: without its fold, or its show."""
    totals = {}
    for learned, measured in _splits(documents, by_show=by_show):
        found = fit(learned, without)
        totals.update({document.key: found.totals(document) for document in measured})
    return totals


def _splits(documents: Sequence[Judged], *, by_show: bool) -> Iterator[tuple[list[Judged], list[Judged]]]:
    ordered = sorted(documents, key=lambda document: document.name)
    parts = [document.show if by_show else str(place % FOLDS) for place, document in enumerate(ordered)]
    for part in sorted(set(parts)):
        learned = [document for document, own in zip(ordered, parts, strict=True) if own != part]
        yield learned, [document for document, own in zip(ordered, parts, strict=True) if own == part]


def preference(documents: Sequence[Judged], totals: Mapping[str, Numbers]) -> float:
    """Return how often the better of two windows of one document has the higher total; 0.5 is chance.

    Better are clips from grade 2 on, what was selected for the greater part, and the tenth that holds most of a bullet.
    """
    shares, pairs = [], []
    for document in documents:
        borders = {"clips": GOOD_GRADE, "meetings": 0.5, "topics": float(np.quantile(document.values, 0.9))}
        good = document.values >= borders[document.source]
        if good.any() and not good.all():
            difference = totals[document.key][good][:, None] - totals[document.key][~good][None, :]
            shares.append(float((difference > 0).mean() + (difference == 0).mean() / 2))
            pairs.append(len(document.values) if document.source == "clips" else 1)
    return float(np.average(shares, weights=pairs))


def chance_of(documents: Sequence[Judged], totals: Mapping[str, Numbers]) -> tuple[float, float]:
    """Return intercept and slope that turn totals into the chance that a clip drawn at random is good.

    Newton's method for a logistic curve. Only those drawn at random tell how common good ones are.
    """
    drawn = [np.array(document.drawn) == "random" for document in documents]
    total = np.concatenate([totals[one.key][mask] for one, mask in zip(documents, drawn, strict=True) if mask.any()])
    good = np.concatenate(
        [one.values[mask] >= GOOD_GRADE for one, mask in zip(documents, drawn, strict=True) if mask.any()]
    )
    design = np.column_stack([np.ones_like(total), total])
    parameters = np.zeros(2)
    for _step in range(50):
        chance = 1 / (1 + np.exp(-design @ parameters))
        curve = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(2)
        parameters += np.linalg.solve(curve, design.T @ (good - chance))
    return float(parameters[0]), float(parameters[1])
