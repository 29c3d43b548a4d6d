"""A small text model in two ONNX files: loaded late, run one text at a time.

What belongs here: reading a text with such a model. What does not: what its outputs mean, and when the upper layers
are asked at all (scoring.py for claims).

One text at a time on purpose: int8 models scale their activations by what stands in a batch, so that the last digits
of a text's output would depend on its neighbours. A batch gains little here (a tenth of the time at sixteen texts of
one length): texts are short, and padding costs too. Without a batch there is no padding, and no mask in the model.
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

    States = npt.NDArray[np.float32]

# One spoken sentence in twenty is longer; what is cut off is under two hundredths of the tokens.
MOST_TOKENS: Final = 56
LOWER: Final = "lower.onnx"
UPPER: Final = "upper.onnx"
TOKENIZER: Final = "tokenizer.json"


class Encoder:
    """Reads texts with a model that can stop halfway: its lower layers give an output, and what the upper go on from.

    Both outputs are one number, whatever the model was made to give.
    """

    def __init__(self, lower: InferenceSession, upper: InferenceSession, tokenizer: Tokenizer) -> None:
        self._lower = lower
        self._upper = upper
        self._tokenizer = tokenizer

    def begin(self, text: str) -> tuple[float, States]:
        """Return the output of the lower layers for a text, and the states for `finish`."""
        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        output, states = self._lower.run(None, {"tokens": tokens})
        return float(output[0, 0]), states

    def finish(self, states: States) -> float:
        """Return the output of the upper layers, from the states that `begin` gave."""
        return float(self._upper.run(None, {"states": states})[0][0, 0])


@cache
def load_encoder(folder: Path) -> Encoder:
    """Load the model of a folder, once in a process; it uses one thread.

    Raises:
        FileNotFoundError: if the folder lacks one of the three files.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    for name in (LOWER, UPPER, TOKENIZER):
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder / name} is missing: a model is a folder of {LOWER}, {UPPER}, {TOKENIZER}")
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    options = SessionOptions()
    # The stage runs as one process a core: threads of a model would only get in each other's way.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    lower, upper = (
        InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"]) for name in (LOWER, UPPER)
    )
    return Encoder(lower, upper, tokenizer)
