"""From a model in torch to the folder that `assets.language.encoder` loads.

What belongs here: ONNX and int8. What does not: training.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import torch
from torch import nn

OPSET: Final = 17


def export(model: nn.Module, folder: Path) -> None:
    """Write `model.onnx`, its weights as 8-bit integers, and `tokenizer.json`.

    Args:
        model: takes tokens and their mask, gives a vector for each row; has a `tokenizer`.
        folder: where the files go.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    ids = torch.ones((1, 8), dtype=torch.int64)
    free = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        whole = Path(scratch) / "model.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": free, "attention_mask": free, "vector": {0: "texts"}},
            opset_version=OPSET,
            dynamo=False,
        )
        # A scale for each column of a matrix: half the error of one for the whole, at the same speed and size.
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"))
