"""The model in torch: a small transformer whose mean over the words of a text, at unit length, is the text's vector.

What belongs here: the model and reading texts with it. What does not: learning (fine_tuning.py), the shipped file
(export.py).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

MOST_TOKENS: Final = 64
# Texts of like length are read together: little padding.
READ_TOGETHER: Final = 16


class TextEncoder(nn.Module):
    """A transformer with mean pooling; and the scale on which a cosine is the log odds that two texts match.

    The vectors of single words stay as they are: most words of podcasts do not occur in what is learned from.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers import AutoModel, AutoTokenizer

        self.encoder = AutoModel.from_pretrained(folder)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.slope, self.intercept = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(-5.0))
        self.encoder.embeddings.word_embeddings.requires_grad_(False)

    def set_dropout(self, share: float) -> None:
        """Make all layers drop this share of what they compute while they learn."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = share

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return a unit vector for each row."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        mask = attention_mask[..., None].float()
        return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)

    def read(self, texts: Sequence[str]) -> torch.Tensor:
        """Return the vectors of texts, in their order."""
        tokens: list[list[int]] = self.tokenizer(list(texts), truncation=True, max_length=MOST_TOKENS)["input_ids"]
        order = np.argsort([len(ids) for ids in tokens], kind="stable")
        parts = []
        for chosen in np.array_split(order, max(1, len(order) // READ_TOGETHER)):
            longest = len(tokens[chosen[-1]])
            ids = torch.full((len(chosen), longest), self.tokenizer.pad_token_id)
            mask = torch.zeros_like(ids)
            for row, at in enumerate(chosen):
                ids[row, : len(tokens[at])] = torch.tensor(tokens[at])
                mask[row, : len(tokens[at])] = 1
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts.append(self(ids, mask))
        return torch.cat(parts)[torch.tensor(np.argsort(order))]

    def vectors(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the vectors of texts, without learning from them."""
        self.eval()
        with torch.no_grad():
            read: npt.NDArray[np.float32] = self.read(texts).numpy()
        return read


def averaged(states: Sequence[Mapping[str, Any]], weights: Sequence[float]) -> dict[str, Any]:
    """Return the weighted mean of the weights of several models of one shape."""
    return {
        name: sum(weight * state[name] for weight, state in zip(weights, states, strict=True))
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
