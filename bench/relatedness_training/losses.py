"""What the vectors are trained for, as losses.

What belongs here: the losses. What does not: when they are taken (fine_tuning.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import torch
from torch import nn

from bench.relatedness_training.encoder import TextEncoder

# Takes the model, the cosines of pairs, their targets and weights.
Loss: TypeAlias = Callable[[TextEncoder, torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
_AGREEMENT_SCALE: Final = 4.0


def matching(model: TextEncoder, cosines: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Return the binary cross-entropy of cosines, scaled to log odds, with what was judged."""
    logits = model.slope * cosines + model.intercept
    return nn.functional.binary_cross_entropy_with_logits(logits, targets, weight=weights)


def agreement(_model: TextEncoder, cosines: torch.Tensor, targets: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Return the mean squared distance of cosines from human scores."""
    return _AGREEMENT_SCALE * (weights * (cosines - targets) ** 2).mean()
