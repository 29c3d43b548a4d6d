"""Fine-tuning a small transformer to tell worthy sentences: mean of the last layer, one linear output.

What belongs here: the model in torch and its training. What does not: which sentences (examples.py), the file that is
shipped (export.py).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from rich.progress import track
from torch import nn

from bench.batches import mixed_batches, padded, sorted_batches, tokens_of

MOST_TOKENS: Final = 56
# Labels of check-worthiness are disputed: targets of 0.03 and 0.97 instead of 0 and 1.
SMOOTHING: Final = 0.03
# Lower layers learn more slowly, by this factor a layer; the output layer five times as fast as the topmost.
LAYER_DECAY: Final = 0.9
OUTPUT_FACTOR: Final = 5.0
WARM_UP: Final = 0.1
WEIGHT_DECAY: Final = 0.01


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train."""

    epochs: int
    rate: float
    seed: int


class Scorer(nn.Module):
    """An encoder with mean pooling and one output, the log odds that a sentence is worth knowing."""

    def __init__(self, encoder_folder: Path, seed: int) -> None:
        super().__init__()
        torch.manual_seed(seed)
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(encoder_folder)
        self.tokenizer = AutoTokenizer.from_pretrained(encoder_folder)
        self.dropout = nn.Dropout(0.1)
        self.output = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.normal_(self.output.weight, std=0.02)
        nn.init.zeros_(self.output.bias)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return log odds, one column."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        mask = attention_mask[..., None].float()
        pooled: torch.Tensor = self.output(self.dropout((states * mask).sum(1) / mask.sum(1)))
        return pooled


def fine_tune(model: Scorer, texts: Sequence[str], chances: Sequence[float], schedule: Schedule) -> None:
    """Train a model, in place, to give each text its chance of being worthy: a label, 0 or 1, or a model's say."""
    torch.manual_seed(schedule.seed)
    order = np.random.default_rng(schedule.seed)
    tokens = tokens_of(model.tokenizer, texts, MOST_TOKENS)
    targets = torch.tensor(np.clip(chances, SMOOTHING, 1 - SMOOTHING)[:, None], dtype=torch.float32)
    optimizer = torch.optim.AdamW(_groups(model, schedule.rate), weight_decay=WEIGHT_DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    plan = [batch for _epoch in range(schedule.epochs) for batch in mixed_batches(tokens, order)]
    model.train()
    for step, batch in enumerate(track(plan, description="fine-tuning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*padded(model.tokenizer, tokens, batch))
        loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), targets[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()


def logits_of(model: Scorer, texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the model's log odds of sentences."""
    result = np.zeros(len(texts))
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, ids, mask in track(batches_by_length(model, texts), description="reading"):
            result[batch] = model(ids, mask).float().numpy()[:, 0]
    return result


def batches_by_length(
    model: Scorer, texts: Sequence[str]
) -> list[tuple[npt.NDArray[np.int64], torch.Tensor, torch.Tensor]]:
    """Return batches of texts of like length: their places, their tokens, and which of these are not padding."""
    tokens = tokens_of(model.tokenizer, texts, MOST_TOKENS)
    return [(part, *padded(model.tokenizer, tokens, part)) for part in sorted_batches(tokens)]


def _groups(model: Scorer, rate: float) -> list[dict[str, Any]]:
    layers = model.encoder.encoder.layer
    groups: list[dict[str, Any]] = [{"params": list(model.output.parameters()), "lr": rate * OUTPUT_FACTOR}]
    for depth, layer in enumerate(layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (len(layers) - 1 - depth)})
    return groups
