"""A logistic regression on chances: 0 or 1 by a label, between them by what a model says.

What belongs here: fitting it. What does not: what it is fitted to (word_model.py, outputs.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, issparse, vstack
from sklearn.linear_model import LogisticRegression

NEGLIGIBLE: Final = 1e-3


def fit(
    matrix: csr_matrix | npt.NDArray[np.float64], chances: Sequence[float] | npt.NDArray[np.float64], strength: float
) -> tuple[npt.NDArray[np.float64], float]:
    """Return a weight for each column, and the intercept; the greater the strength, the less they are held down."""
    # Every row stands for a worthy and an unworthy one, of weights that add up to one.
    weights = np.concatenate([chances, 1 - np.asarray(chances)])
    worthy = np.repeat([True, False], len(chances))
    counted = weights > NEGLIGIBLE
    doubled: Any = vstack([matrix, matrix]).tocsr() if issparse(matrix) else np.concatenate([matrix, matrix])
    model = LogisticRegression(C=strength, solver="liblinear" if issparse(matrix) else "lbfgs", max_iter=1000)
    model.fit(doubled[counted], worthy[counted], sample_weight=weights[counted])
    return model.coef_[0], float(model.intercept_[0])
