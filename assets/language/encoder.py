"""A small text model in an ONNX file: loaded late, run one text at a time.

What belongs here: reading a text with such a model. What does not: what its output means (scoring.py for claims).

One text at a time on purpose: int8 models scale their activations by what stands in a batch, so that the last digits
of a text's output would depend on its neighbours. A batch gains little here: texts are short, and padding costs too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MOST_TOKENS: Final = 80


class Encoder:
    """Reads texts with the model `model.onnx` and the tokenizer `tokenizer.json` of a folder."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> npt.NDArray[np.float32]:
        """Return the model's output for a text: a vector, whatever the model was made to give."""
        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        output: npt.NDArray[np.float32] = self._session.run(
            None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
        )[0][0]
        return output


@cache
def load_encoder(folder: Path) -> Encoder:
    """Load the model of a folder, once in a process; it uses one thread.

    Raises:
        FileNotFoundError: if the folder lacks `model.onnx` or `tokenizer.json`.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    model, words = folder / "model.onnx", folder / "tokenizer.json"
    for file in (model, words):
        if not file.is_file():
            raise FileNotFoundError(f"{file} is missing: a text model is a folder of model.onnx and tokenizer.json")
    tokenizer = Tokenizer.from_file(str(words))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    options = SessionOptions()
    # The stage runs as one process a core: threads of a model would only get in each other's way.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return Encoder(InferenceSession(str(model), options, providers=["CPUExecutionProvider"]), tokenizer)
