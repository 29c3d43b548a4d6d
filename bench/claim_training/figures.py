"""Figures on log odds, and the scale that turns log odds into the shipped score.

What belongs here: arithmetic on scores and labels. What does not: reading or training.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bench.claim_training.examples import Example
from orchestration.evaluation.figures import average_precision


def figures_of(logits: npt.NDArray[np.float64], examples: Sequence[Example], threshold: float) -> dict[str, float]:
    """Return F1 at a threshold of the log odds, the best F1 at any threshold, and average precision."""
    truth = _truth(examples)
    return {
        "f1": _f1(truth, logits >= threshold),
        "best_f1": best_f1(truth, logits),
        "average_precision": average_precision(truth, logits),
    }


def best_f1(truth: npt.NDArray[np.bool_], logits: npt.NDArray[np.float64]) -> float:
    """Return the best F1 that a threshold could reach."""
    hits = np.cumsum(truth[np.argsort(-logits, kind="stable")])
    return float((2 * hits / (np.arange(1, len(hits) + 1) + truth.sum())).max())


def scale_of(logits: npt.NDArray[np.float64], examples: Sequence[Example]) -> tuple[float, float]:
    """Return slope and intercept that turn log odds into a score whose 0.5 is the best threshold for F1.

    The log odds are first fitted to the labels, so that they give probabilities. The best threshold of a probability is
    half the F1 it reaches (Lipton, Elkan, Naryanaswamy 2014, "Optimal thresholding of classifiers to maximize F1
    measure"); taking it from there is steadier than looking for it among two thousand labels.
    """
    truth = _truth(examples)
    fitted = LogisticRegression(C=1e6).fit(logits[:, None], truth)
    threshold = best_f1(truth, logits) / 2
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    return slope, intercept - math.log(threshold / (1 - threshold))


def _truth(examples: Sequence[Example]) -> npt.NDArray[np.bool_]:
    return np.array([example.worth for example in examples])


def _f1(truth: npt.NDArray[np.bool_], found: npt.NDArray[np.bool_]) -> float:
    return float(2 * (found & truth).sum() / max(1, found.sum() + truth.sum()))
