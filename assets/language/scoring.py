"""How much a sentence is worth as a claim: a logistic sum over features that can be read.

What belongs here: the sum. What does not: the features (claims.py), the weights (data/weights.yaml).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from assets.language.lexicon import data


def claim_score(features: Mapping[str, float]) -> float:
    """Return a score between 0 and 1 from features named as in weights.yaml; a feature that is not given is 0.

    Raises:
        KeyError: if a feature has no weight.
    """
    weights = data("weights")
    total = weights["intercept"] + sum(weights[name] * value for name, value in features.items())
    return round(1 / (1 + math.exp(-total)), 4)
