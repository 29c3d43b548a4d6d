"""Learn which headlines are worth knowing, and write assets/insights/data/worth.npz.

    python -m bench.train_worth --corpus CORPUS [--dry-run]

What belongs here: fitting `assets.insights.worth`. What does not: the labels (headlines.py), the states that it reads
(assets/language/models/claims): after these change, it is to be run again.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assets.insights.worth import WEIGHTS, states_of
from bench.headlines import LABELS, read_labels

# Of .00001 to .003, .0003 to .003 did alike; the less, the more the weights are held down.
STRENGTH: Final = 1e-3
FOLDS: Final = 10
SEED: Final = 0
# Readers see the best of a day: what share of the twentieth that scores highest was good.
TOP: Final = 0.05

Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fit, say how well on what was left out, write."""
    parser = argparse.ArgumentParser(description="Learn which headlines are worth knowing.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    labelled = read_labels(LABELS, arguments.corpus)
    states = np.array([states_of(item.headline) for item in labelled], dtype=np.float64)
    good = np.array([item.is_good for item in labelled])
    centre, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    print(
        f"{len(good)} headlines, {int(good.sum())} of them good; left out: {measured((states - centre) / spread, good)}"
    )
    if not arguments.dry_run:
        model = _model().fit((states - centre) / spread, good)
        weights = model.coef_[0] / spread
        np.savez(
            WEIGHTS,
            weights=weights.astype(np.float32),
            intercept=np.float32(model.intercept_[0] - weights @ centre),
            share=np.float32(good.mean()),
        )


def measured(states: Floats, good: npt.NDArray[np.bool_]) -> str:
    """Return the figures on headlines that were not learned from."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    chances = cross_val_predict(_model(), states, good, cv=folds, method="predict_proba")[:, 1]
    best = good[np.argsort(-chances)[: round(TOP * len(good))]]
    return f"area under the curve {roc_auc_score(good, chances):.3f}, good of the best twentieth {best.mean():.2f}"


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000)


if __name__ == "__main__":
    main()
