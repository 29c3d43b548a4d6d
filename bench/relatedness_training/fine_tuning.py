"""Fine-tuning the vectors.

What belongs here: the loop. What does not: batches (examples.py), losses (losses.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import torch
from rich.progress import track
from torch import nn

from bench.relatedness_training.encoder import TextEncoder
from bench.relatedness_training.examples import Round, batches
from bench.relatedness_training.losses import agreement, matching
from orchestration.evaluation.related import Side

# Lower layers learn more slowly, by this factor a layer; the scale of the cosines twenty times as fast as the topmost.
LAYER_DECAY: Final = 0.9
SCALE_FACTOR: Final = 20.0
WARM_UP: Final = 0.1
WEIGHT_DECAY: Final = 0.01


def fine_tune(model: TextEncoder, sides: Sequence[Side], pairs: Sequence[tuple[str, str, float]], part: Round) -> None:
    """Train a model, in place, for a round: on arguments with their key points and on sentence pairs."""
    torch.manual_seed(part.seed)
    optimizer = torch.optim.AdamW(_groups(model, part.rate), weight_decay=WEIGHT_DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    plan = batches(sides, pairs, part)
    model.set_dropout(part.dropout)
    model.train()
    for step, batch in enumerate(track(plan, description="fine-tuning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        read = model.read([*batch.arguments, *batch.key_points])
        cosines = read[: len(batch.arguments)] @ read[len(batch.arguments) :].T
        first, second = model.read([*batch.first, *batch.second]).chunk(2)
        loss = matching(cosines, batch, model.slope, model.intercept)
        loss = loss + part.pair_share * agreement((first * second).sum(1), batch.scores)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()


def _groups(model: TextEncoder, rate: float) -> list[dict[str, Any]]:
    layers = model.encoder.encoder.layer
    groups: list[dict[str, Any]] = [{"params": [model.slope, model.intercept], "lr": rate * SCALE_FACTOR}]
    for depth, layer in enumerate(layers):
        learning = [parameter for parameter in layer.parameters() if parameter.requires_grad]
        if learning:
            groups.append({"params": learning, "lr": rate * LAYER_DECAY ** (len(layers) - 1 - depth)})
    return groups
