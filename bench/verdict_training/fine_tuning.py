"""Fine-tuning a transformer to tell what readers make of claims, titles, passages or of passages under titles.

What belongs here: the model in torch, its training, asking it. What does not: examples (examples.py), the shipped file.
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

from assets.language.encoder import MOST_TOKENS_OF_PASSAGE
from bench.batches import mixed_batches, padded, sorted_batches, tokens_of
from bench.verdict_training.examples import Example

OUTPUTS: Final = 12
# Lower layers learn more slowly, by this factor a layer; the output has a rate of its own.
LAYER_DECAY: Final = 0.9
OUTPUT_RATE: Final = 1e-3
WARM_UP: Final = 0.1
# Without dropout in the layers, and with attention written out, a step of 32 texts of 100 pieces takes .64 s for 1.15
# on two cores, of 30 pieces .32 for .41; with the fused attention nothing is won. What it costs or brings in learning
# was not measured by itself.
_PLAIN: Final = {"attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0, "attn_implementation": "eager"}
WEIGHT_DECAY: Final = 0.01


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to train."""

    epochs: int
    rate: float


class Reader(nn.Module):
    """The lower layers of an encoder, or all, with mean pooling, and outputs: log odds, but for a constant."""

    def __init__(
        self,
        encoder_folder: Path,
        layers: int | None,
        outputs: int = OUTPUTS,
        most_tokens: int = MOST_TOKENS_OF_PASSAGE,
    ) -> None:
        super().__init__()
        torch.manual_seed(0)
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(encoder_folder, **_PLAIN)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.tokenizer = AutoTokenizer.from_pretrained(encoder_folder)
        self.dropout = nn.Dropout(0.1)
        self.most_tokens = most_tokens
        self.output = nn.Linear(self.encoder.config.hidden_size, outputs)
        for parameter in self.encoder.embeddings.parameters():
            parameter.requires_grad = False

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the outputs for each row."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        mask = attention_mask[..., None].float()
        result: torch.Tensor = self.output(self.dropout((states * mask).sum(1) / mask.sum(1)))
        return result


def fine_tune(model: Reader, examples: Sequence[Example], schedule: Schedule) -> None:
    """Train a model, in place."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    tokens = tokens_of(model.tokenizer, [one.text for one in examples], model.most_tokens)
    plan = [batch for _epoch in range(schedule.epochs) for batch in mixed_batches(tokens, order)]
    optimizer = torch.optim.AdamW(_groups(model, schedule.rate), weight_decay=WEIGHT_DECAY)
    rates = [group["lr"] for group in optimizer.param_groups]
    model.train()
    for step, batch in enumerate(track(plan, description="fine-tuning")):
        share = min(1.0, (step + 1) / (WARM_UP * len(plan))) * (len(plan) - step) / len(plan)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = model(*padded(model.tokenizer, tokens, batch))
        _loss(outputs.float(), [examples[index] for index in batch]).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        model.zero_grad()  # of all parameters: those that stay as they are count in the norm too


def chances_of(model: Reader, examples: Sequence[Example]) -> list[npt.NDArray[np.float64]]:
    """Return the chances that the model gives the labels of each example's part."""
    tokens = tokens_of(model.tokenizer, [one.text for one in examples], model.most_tokens)
    found: list[npt.NDArray[np.float64]] = [np.zeros(0)] * len(examples)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in track(sorted_batches(tokens), description="reading"):
            outputs = model(*padded(model.tokenizer, tokens, batch)).float()
            for row, index in zip(outputs, batch, strict=True):
                found[index] = torch.softmax(row[examples[index].part], 0).numpy().astype(np.float64)
    return found


def _loss(outputs: torch.Tensor, examples: Sequence[Example]) -> torch.Tensor:
    """Return how unlikely the shares are, or the labels of which each may be right, as a mean."""
    losses = []
    for row, one in zip(outputs, examples, strict=True):
        logs, chances = torch.log_softmax(row[one.part], 0), torch.tensor(one.chances)
        losses.append(-(logs * chances).sum() if one.has_shares else -torch.logsumexp(logs[chances > 0], 0))
    return torch.stack(losses).mean()


def _groups(model: Reader, rate: float) -> list[dict[str, Any]]:
    layers = model.encoder.encoder.layer
    groups: list[dict[str, Any]] = [{"params": list(model.output.parameters()), "lr": OUTPUT_RATE}]
    for depth, layer in enumerate(layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (len(layers) - 1 - depth)})
    return groups
