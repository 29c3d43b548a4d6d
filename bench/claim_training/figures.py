"""Figures on log odds, and the scale that turns log odds into the shipped score.

What belongs here: arithmetic on scores and labels. What does not: reading or training.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bench.claim_training.examples import Example
from orchestration.evaluation.figures import average_precision

AS_GOOD: Final = 0.005


def figures_of(logits: npt.NDArray[np.float64], examples: Sequence[Example], threshold: float) -> dict[str, float]:
    """Return F1 at a threshold of the log odds, the best F1 at any threshold, and average precision."""
    truth = _truth(examples)
    return {
        "f1": _f1(truth, logits >= threshold),
        "best_f1": float(_f1_curve(truth, logits).max()),
        "average_precision": average_precision(truth, logits),
    }


def scale_of(logits: npt.NDArray[np.float64], examples: Sequence[Example]) -> tuple[float, float]:
    """Return slope and intercept that turn log odds into a score whose 0.5 is the best threshold for F1.

    The slope is that of a logistic fit to the labels. The threshold lies in the middle of those that come within
    `AS_GOOD` of the best F1: a single best one is an accident of a few sentences.
    """
    truth = _truth(examples)
    slope = float(LogisticRegression(C=1e6).fit(logits[:, None], truth).coef_[0, 0])
    ordered = np.sort(logits)[::-1]
    curve = _f1_curve(truth, logits)
    good = ordered[curve >= curve.max() - AS_GOOD]
    return slope, -slope * float(good.max() + good.min()) / 2


def _f1_curve(truth: npt.NDArray[np.bool_], logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return F1 with the first, the first two, the first three … sentences found, in descending order of log odds."""
    hits = np.cumsum(truth[np.argsort(-logits, kind="stable")])
    curve: npt.NDArray[np.float64] = 2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())
    return curve


def _truth(examples: Sequence[Example]) -> npt.NDArray[np.bool_]:
    return np.array([example.worth for example in examples])


def _f1(truth: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_]) -> float:
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))
