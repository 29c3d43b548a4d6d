"""Odds: how salience adds up, from what a passage's features, its words and its title say.

What belongs here: the sums and their weights. What does not: the chances that are added (salience/score.py,
assets.language.verdicts, worth.py).

A sum of log odds, its weights chosen by hand among some that order alike, with logistic regressions on passages that
were read, of which no part had learned, in sight; no command fits them anew yet. The weight of features is higher than
what fits podcasts best: of 1,292 passages kept apart features alone tell those that an editor might choose with an area
under the curve of .766, the words alone with .877, both with .875 (by the smaller model before .829 and .830). In
meetings, of which nothing was learned, a higher weight of features covered more of what people chose.

What is worth reading under its title: of 683 pairs, of which .14 were good to strict readers, 366 keep the rules of
titles. Of these the sum tells the good with an area under the curve of .761 (before .727); of the 50 that score highest
.50 were good, .08 had a wrong title (before .44 and .06). Its intercept is such that as many reach .6 as before: the
chance is that of a reader as readers are, strict ones call half as many good.
"""

from __future__ import annotations

import math
from typing import Final

# Intercept, and weights of the log odds: of features and words; of both and the title; of all these, and of passage and
# title read together: worth knowing, and the title being wrong.
PASSAGE_WEIGHTS: Final = (0.38, 0.34, 0.61)
TITLED_WEIGHTS: Final = (-0.70, 0.30, 0.80)
SHOWN_WEIGHTS: Final = (0.23, 0.35, 0.6, -0.3)
# No chance is less sure than this, nor its opposite.
LEAST: Final = 1e-4


def salience_of(by_features: float, by_words: float) -> float:
    """Return the chance that an editor would choose a passage, from what its features and its words say, each alone."""
    return _added(PASSAGE_WEIGHTS, by_features, by_words)


def salience_with_title(salience: float, good_title: float) -> float:
    """Return the chance that a passage is a clip and its title good, from either chance alone."""
    return _added(TITLED_WEIGHTS, salience, good_title)


def salience_of_shown(salience: float, worth: float, wrong_title: float) -> float:
    """Return the chance that a passage is worth knowing under its title.

    Args:
        salience: by passage and title alone (`salience_with_title`).
        worth: of both read together.
        wrong_title: the chance that its title is wrong, by the same.
    """
    return _added(SHOWN_WEIGHTS, salience, worth, wrong_title)


def log_odds(chance: float) -> float:
    """Return the natural logarithm of a chance's odds."""
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))


def _added(weights: tuple[float, ...], *chances: float) -> float:
    intercept, *others = weights
    total = intercept + sum(weight * log_odds(chance) for weight, chance in zip(others, chances, strict=True))
    return 1 / (1 + math.exp(-total))
