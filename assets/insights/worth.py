"""Worth: the chance that a reader finds a headline worth knowing and clear alone.

What belongs here: reading the weights (data/worth.npz) and asking the model. What does not: which passages there are
(passages.py); how the weights were learned (bench.train_worth, whose labels come from reading headlines).

A headline is read by the lower layers of the claim score's model; a logistic regression on the mean of their states
tells which headlines readers would have kept. Salience (salience/) knows how a passage is said, this what it says.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language.encoder import load_halved_encoder
from assets.language.scoring import MODEL

WEIGHTS: Final = Path(__file__).with_name("data") / "worth.npz"
SHARE_OF_SALIENCE: Final = 0.5
# No chance is less sure than this, nor its opposite.
LEAST: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Weights:
    """What turns the mean state of a headline into log odds, and what share of the headlines read was worth knowing."""

    weights: npt.NDArray[np.float32]
    intercept: float
    share: float


def worth(headline: str) -> float:
    """Return the chance, 0 to 1, that a headline is worth knowing and clear alone; 1 ms."""
    known = _weights()
    return _chance(float(known.weights @ states_of(headline)) + known.intercept)


def with_worth(salience: float, worth_of_title: float) -> float:
    """Return the salience of a passage that has a title: its odds times how much likelier than usual its worth is.

    On 728 passages read, the area under the curve for the good ones is .653 with the odds alone, .772 with them whole,
    .822 with their root, .842 with their power of .3, .834 with the worth alone: the root keeps what editors choose.
    """
    return _chance(SHARE_OF_SALIENCE * _log_odds(salience) + _log_odds(worth_of_title) - _log_odds(_weights().share))


def states_of(text: str) -> npt.NDArray[np.float32]:
    """Return the mean state of a text's word pieces after the lower layers of the claim score's model: 384 numbers."""
    _score, states = load_halved_encoder(MODEL).begin(text)
    mean: npt.NDArray[np.float32] = states[0].mean(axis=0)
    return mean


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def _log_odds(chance: float) -> float:
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))


@cache
def _weights() -> Weights:
    with np.load(WEIGHTS) as file:
        return Weights(file["weights"], float(file["intercept"]), float(file["share"]))
