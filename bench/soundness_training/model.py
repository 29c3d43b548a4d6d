"""The shape of the model of soundness: the lower layers of a teacher, few word pieces, outputs of claims alone.

What belongs here: cutting a model down. What does not: its training (__main__.py), writing it as int8
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

from assets.language.verdicts import CLAIM
from bench.verdict_training.fine_tuning import Reader

# A piece that occurs less often is left out: of 84,000 sentences .998 of the pieces occur so often, and what is left
# out is put together from shorter ones. The half that goes is a sixth of the file.
FEWEST: Final = 3
_INSIDE: Final = "##"


class Soundness(nn.Module):
    """A reader with mean pooling that gives what it makes of a claim alone, as log odds, but for a constant."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.tokenizer = reader.tokenizer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return four outputs for each row."""
        outputs: torch.Tensor = self.reader(input_ids, attention_mask)[:, CLAIM]
        return outputs


def lower_layers(teacher: Reader, folder: Path, layers: int) -> Reader:
    """Return the lower layers of a teacher, with its outputs.

    Args:
        teacher: learned already.
        folder: of the model that it started from.
        layers: how many.
    """
    model = Reader(folder, layers)
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
