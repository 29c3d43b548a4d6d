"""Batches of texts for models in torch: of like length, so that little is padded.

What belongs here: tokens and batches. What does not: models, and what they learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch

BATCH: Final = 32
# Batches of texts of like length, sorted within so many batches: little padding, and still well mixed.
POOL_BATCHES: Final = 40

Places = npt.NDArray[np.int64]
Tokens = Sequence[Sequence[int]]


def tokens_of(tokenizer: Any, texts: Sequence[str], most: int) -> list[list[int]]:
    """Return the numbers of the word pieces of each text, so many at most."""
    tokens: list[list[int]] = tokenizer(list(texts), truncation=True, max_length=most)["input_ids"]
    return tokens


def mixed_batches(tokens: Tokens, order: np.random.Generator) -> list[Places]:
    """Return the places of all texts in batches in random order, each of texts of like length."""
    lengths = np.array([len(ids) for ids in tokens])
    shuffled = order.permutation(len(tokens))
    batches = []
    for begin in range(0, len(shuffled), BATCH * POOL_BATCHES):
        pool = shuffled[begin : begin + BATCH * POOL_BATCHES]
        pool = pool[np.argsort(lengths[pool], kind="stable")]
        batches += [pool[start : start + BATCH] for start in range(0, len(pool), BATCH)]
    return [batches[index] for index in order.permutation(len(batches))]


def sorted_batches(tokens: Tokens) -> list[Places]:
    """Return the places of all texts in batches, the shortest first."""
    order = np.argsort([len(ids) for ids in tokens], kind="stable")
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]


def padded(tokenizer: Any, tokens: Tokens, batch: Places) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the tokens of a batch, padded to the longest, and which of these are not padding."""
    longest = max(len(tokens[index]) for index in batch)
    ids = torch.full((len(batch), longest), tokenizer.pad_token_id)
    mask = torch.zeros_like(ids)
    for row, index in enumerate(batch):
        ids[row, : len(tokens[index])] = torch.tensor(tokens[index])
        mask[row, : len(tokens[index])] = 1
    return ids, mask
