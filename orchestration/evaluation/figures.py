"""What an evaluation gives, and how the usual figures are computed.

What belongs here: figures that several tasks share. What does not: reading labelled files (a module a task).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Figures = dict[str, float]


class EvaluationDataError(ValueError):
    """A labelled file cannot be used; the message names the line and what is expected there."""


def average_precision(truth: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64]) -> float:
    """Return the mean, over the true items, of the precision among the items that score at least as much."""
    order = np.argsort(-scores, kind="stable")
    ordered, ranked = truth[order], scores[order]
    if not ordered.any():
        return 0.0
    # Items of equal score come in no order: all of them count where the last of them stands.
    last = np.searchsorted(-ranked, -ranked, side="right") - 1
    precision = (np.cumsum(ordered) / np.arange(1, len(ordered) + 1))[last]
    return float(precision[ordered].mean())


def spearman(one: npt.NDArray[np.floating], other: npt.NDArray[np.floating]) -> float:
    """Return the rank correlation of two series, ties given their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    _unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: npt.NDArray[np.float64] = ends - (counts - 1) / 2
    return means[inverse]
