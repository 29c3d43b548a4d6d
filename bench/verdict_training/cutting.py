"""Cutting a model down to what is shipped: the lower layers of a teacher, few word pieces, some of its outputs.

What belongs here: that. What does not: training (fine_tuning.py), writing a model as int8
(bench.relatedness_training.export).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
from tokenizers import Tokenizer
from torch import nn

from bench.verdict_training.fine_tuning import Reader

# A piece that occurs less often is left out: of 84,000 sentences .998 of the pieces occur so often, and what is left
# out is put together from shorter ones. The half that goes is a sixth of the file.
FEWEST: Final = 3
_INSIDE: Final = "##"


class Cut(nn.Module):
    """A reader that gives some parts of its outputs only, as log odds, but for a constant."""

    def __init__(self, reader: Reader, *parts: slice) -> None:
        super().__init__()
        self.reader = reader
        self.parts = parts
        self.tokenizer = reader.tokenizer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the outputs of the parts, one after the other, for each row."""
        outputs = self.reader(input_ids, attention_mask)
        return torch.cat([outputs[:, part] for part in self.parts], dim=1)


def lower_layers(teacher: Reader, folder: Path, layers: int) -> Reader:
    """Return the lower layers of a teacher, with its outputs, which reads as much of a text.

    Args:
        teacher: learned already.
        folder: of the model that it started from.
        layers: how many.
    """
    model = Reader(folder, layers, teacher.output.out_features, teacher.most_tokens)
    learned = teacher.state_dict()
    model.load_state_dict({name: learned[name] for name in model.state_dict()})
    return model


def with_pieces_of(model: Reader, texts: Sequence[str], fewest: int = FEWEST) -> Reader:
    """Leave out, in place, the word pieces that occur in texts less often; single characters and marks stay.

    Args:
        model: whose pieces have numbers, of which the special ones keep their order.
        texts: where pieces are counted.
        fewest: so often a piece must occur.

    Returns:
        The model: its tokenizer and its embeddings know the pieces that are left, numbered anew in their order.
    """
    tokenizer: Tokenizer = model.tokenizer.backend_tokenizer
    counts = Counter(number for text in texts for number in tokenizer.encode(text).ids)
    spec = json.loads(tokenizer.to_str())
    special = {one["id"] for one in spec["added_tokens"]}
    pieces: dict[str, int] = spec["model"]["vocab"]
    kept = sorted(
        number
        for piece, number in pieces.items()
        if number in special or counts[number] >= fewest or len(piece.removeprefix(_INSIDE)) == 1
    )
    numbers = {old: new for new, old in enumerate(kept)}
    spec["model"]["vocab"] = {piece: numbers[old] for piece, old in pieces.items() if old in numbers}
    for one in spec["added_tokens"]:
        one["id"] = numbers[one["id"]]
    for edge in ("sep", "cls"):
        spec["post_processor"][edge][1] = numbers[spec["post_processor"][edge][1]]
    from transformers import PreTrainedTokenizerFast

    model.tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer.from_str(json.dumps(spec)))
    embeddings = model.encoder.embeddings
    weights = embeddings.word_embeddings.weight.data[kept].clone()
    embeddings.word_embeddings = nn.Embedding.from_pretrained(weights, padding_idx=embeddings.padding_idx)
    return model
