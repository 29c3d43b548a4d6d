"""From a fine-tuned model in torch to the folder that `assets.language.encoder` loads.

What belongs here: ONNX and int8. What does not: training.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
from torch import nn

from assets.language.encoder import LOWER, TOKENIZER, UPPER
from bench.claim_training.fine_tuning import Scorer

OPSET: Final = 17


class _Layers(nn.Module):
    """Some layers of a model without a mask: texts are read one at a time, and nothing is padded."""

    def __init__(self, layers: Sequence[nn.Module], output: nn.Module) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.output = output

    def forward(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return log odds, from the mean states after each layer, and the states after the last."""
        means = []
        for layer in self.layers:
            states = layer(states)
            means.append(states.mean(1))
        return self.output(torch.cat(means, dim=1)), states


def export(model: Scorer, part_ends: Sequence[int], outputs: Sequence[nn.Module], folder: Path) -> None:
    """Write the two parts of a model that end after these layers, weights as 8-bit integers, and the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    layers = list(model.encoder.encoder.layer)
    half, end = part_ends
    lower = nn.Sequential(model.encoder.embeddings, _Layers(layers[:half], outputs[0]))
    upper = _Layers(layers[half:end], outputs[1])
    tokens = torch.ones((1, 8), dtype=torch.int64)
    _write(lower, tokens, "tokens", folder / LOWER)
    _write(upper, model.encoder.embeddings(tokens).detach(), "states", folder / UPPER)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER))


def _write(part: nn.Module, example: torch.Tensor, name: str, file: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    free = {1: "length"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        whole = Path(scratch) / "model.onnx"
        torch.onnx.export(
            part,
            (example,),
            str(whole),
            input_names=[name],
            output_names=["logit", "last_states"],
            dynamic_axes={name: free, "last_states": free},
            opset_version=OPSET,
            dynamo=False,
        )
        # A scale for each column of a matrix: half the error of one for the whole, at the same speed and size.
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True)
