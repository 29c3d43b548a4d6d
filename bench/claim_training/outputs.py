"""Outputs halfway up a fine-tuned transformer, fitted with its layers as they are.

What belongs here: what the layers make of texts, and a logistic regression on that. What does not: changing the layers
(fine_tuning.py).

The lower layers of a model that was fine-tuned whole already tell nearly what its top tells: an output after the
fourth of six does as well as the one after the sixth, after the second well enough to say where there is no doubt. Each
output reads the mean states after all layers of its part, which is a little better than after the last alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import torch
from rich.progress import track

from bench.claim_training import logistic
from bench.claim_training.fine_tuning import Scorer, batches_by_length

STRENGTH: Final = 0.01

Means = npt.NDArray[np.float64]


def part_means(model: Scorer, texts: Sequence[str], part_ends: Sequence[int]) -> list[Means]:
    """Return what an output of each part reads: an array of texts by the widths of its layers, one after another.

    A part ends after the layer named, and begins after the end of the one before.
    """
    result = np.zeros((part_ends[-1], len(texts), model.encoder.config.hidden_size))
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch, ids, mask in track(batches_by_length(model, texts), description="reading"):
            states = model.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
            share = mask[..., None] / mask.sum(1)[:, None, None]
            for layer in range(part_ends[-1]):
                result[layer, batch] = (states[layer + 1].float() * share).sum(1).numpy()
    return [np.concatenate(result[start:end], axis=1) for start, end in pairwise((0, *part_ends))]


def fit_output(states: Means, chances: npt.NDArray[np.float64]) -> torch.nn.Linear:
    """Return an output of a part, fitted to the chance that each text is worthy."""
    centre, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    weights, intercept = logistic.fit((states - centre) / spread, chances, STRENGTH)
    weights = weights / spread
    output = torch.nn.Linear(len(weights), 1)
    output.weight.data = torch.tensor(weights[None], dtype=torch.float32)
    output.bias.data = torch.tensor([intercept - weights @ centre], dtype=torch.float32)
    return output
