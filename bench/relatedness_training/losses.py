"""What the vectors are trained for, as losses.

What belongs here: the losses. What does not: when they are taken (fine_tuning.py).
"""

from __future__ import annotations

from typing import Final

import torch
from torch import nn

from bench.relatedness_training.examples import Batch

# Annotators dispute matches: targets of 0.03 and 0.97 instead of 0 and 1.
SMOOTHING: Final = 0.03
# How much a key point of another side counts, as one that does not match; how much the order of cosines counts beside
# their size.
OTHER_SIDE: Final = 0.3
ORDER: Final = 0.5
# On what scale differences of cosines matter for their order.
SHARPNESS: Final = 20.0
_NEVER: Final = -1e4


def matching(cosines: torch.Tensor, batch: Batch, slope: torch.Tensor, intercept: torch.Tensor) -> torch.Tensor:
    """Return the loss of cosines of arguments (rows) with key points (columns), as log odds and in their order."""
    logits = slope * cosines + intercept
    decided = batch.same_side & (batch.labels >= 0)
    targets = batch.labels[decided].float() * (1 - 2 * SMOOTHING) + SMOOTHING
    loss = nn.functional.binary_cross_entropy_with_logits(logits[decided], targets)
    others = logits[~batch.same_side]
    if len(others):
        no_match = nn.functional.binary_cross_entropy_with_logits(others, torch.zeros_like(others))
        loss = loss + OTHER_SIDE * no_match
    matches = batch.same_side & (batch.labels == 1)
    mismatches = (decided & (batch.labels == 0)) | ~batch.same_side
    order = _order(cosines, matches, mismatches) + _order(cosines.T, matches.T, mismatches.T)
    return loss + ORDER * order


def _order(cosines: torch.Tensor, matches: torch.Tensor, mismatches: torch.Tensor) -> torch.Tensor:
    """Return the loss that wants, in each row, every match above all mismatches (InfoNCE)."""
    wrong = torch.where(mismatches, SHARPNESS * cosines, torch.full_like(cosines, _NEVER))
    total = torch.logsumexp(wrong, dim=1, keepdim=True)
    losses = torch.logaddexp(SHARPNESS * cosines, total) - SHARPNESS * cosines
    counted = matches & mismatches.any(dim=1, keepdim=True)
    return losses[counted].mean() if counted.any() else cosines.sum() * 0


def agreement(cosines: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    """Return the loss that wants cosines of pairs in the order of their human scores (CoSENT; Su, 2022)."""
    differences = SHARPNESS * (cosines[:, None] - cosines[None, :])
    wrong_way = differences[scores[:, None] < scores[None, :]]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong_way]), dim=0)
