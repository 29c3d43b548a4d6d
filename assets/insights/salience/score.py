"""Salience: the chance that an editor would choose a window, from its features and the learned weights.

What belongs here: reading the weights (data/salience.yaml) and adding up. What does not: features (features.py); how
the weights were learned (bench.salience_training).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import yaml

from assets.insights.salience.cues import DATA
from assets.insights.salience.features import Features, window_features
from assets.insights.salience.spoken import Numbers, Row, Spoken
from assets.insights.salience.theme import Vectors
from assets.insights.salience.windows import Windows

WEIGHTS: Final = DATA / "salience.yaml"
# The direction in the space of static vectors in which what editors choose lies.
MEANING: Final = DATA / "salience_meaning.npy"


@dataclass(frozen=True, slots=True)
class Weights:
    """How features add up: each is measured from its usual value in its usual spread, times its weight."""

    features: Mapping[str, Mapping[str, float]]
    meaning: Vectors
    intercept: float
    slope: float

    def total(self, features: Features, vectors: Vectors) -> Numbers:
        """Return the weighted sum for each window, on no particular scale."""
        total: Numbers = (vectors @ self.meaning).astype(np.float64)
        for name, known in self.features.items():
            total = total + known["weight"] * (features[name] - known["mean"]) / known["spread"]
        return total

    def salience(self, total: Numbers) -> Numbers:
        """Return weighted sums as chances, 0 to 1."""
        result: Numbers = 1 / (1 + np.exp(-self.intercept - self.slope * total))
        return result


def salience(episode: Spoken, windows: Windows, claims: Sequence[Row]) -> Numbers:
    """Return the salience of each window, 0 to 1: the chance that an editor would choose it, were it shown alone.

    Args:
        episode: its sentences.
        windows: what is scored.
        claims: rows of language.schema.CLAIMS of the episode.
    """
    if not len(windows):
        return np.zeros(0)
    weights = shipped_weights()
    return weights.salience(weights.total(*window_features(episode, windows, claims)))


@cache
def shipped_weights() -> Weights:
    """Return the weights that are shipped."""
    loaded: dict[str, Any] = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    return Weights(loaded["features"], np.load(MEANING), loaded["intercept"], loaded["slope"])
