"""Fine-tuning the vectors.

What belongs here: the loop. What does not: pairs (examples.py), losses (losses.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from rich.progress import track
from torch import nn

from bench.relatedness_training.encoder import TextEncoder
from bench.relatedness_training.examples import Pair
from bench.relatedness_training.losses import Loss

BATCH: Final = 32
# The scale of the cosines learns by itself, faster than the layers.
SCALE_RATE: Final = 1e-2
WARM_UP: Final = 0.1
WEIGHT_DECAY: Final = 0.01


@dataclass(frozen=True, slots=True)
class Schedule:
    """How fast to learn in one pass over the pairs, what share of what layers compute is left out, and the seed."""

    rate: float
    dropout: float
    seed: int


def fine_tune(model: TextEncoder, pairs: Sequence[Pair], loss_of: Loss, schedule: Schedule) -> None:
    """Train a model, in place, in one pass over pairs in random order."""
    torch.manual_seed(schedule.seed)
    optimizer = torch.optim.AdamW(_groups(model, schedule.rate), weight_decay=WEIGHT_DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    order = np.random.default_rng(schedule.seed).permutation(len(pairs))
    plan = [order[start : start + BATCH] for start in range(0, len(order) - BATCH + 1, BATCH)]
    model.set_dropout(schedule.dropout)
    model.train()
    for step, places in enumerate(track(plan, description="fine-tuning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        batch = [pairs[place] for place in places]
        first, second = model.read([pair.one for pair in batch] + [pair.other for pair in batch]).chunk(2)
        targets = torch.tensor([pair.target for pair in batch])
        weights = torch.tensor([pair.weight for pair in batch])
        loss_of(model, (first * second).sum(1), targets, weights).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()


def _groups(model: TextEncoder, rate: float) -> list[dict[str, Any]]:
    layers = [parameter for parameter in model.encoder.parameters() if parameter.requires_grad]
    return [{"params": [model.slope, model.intercept], "lr": SCALE_RATE}, {"params": layers, "lr": rate}]
