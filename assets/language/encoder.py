"""Small text models in ONNX files: loaded late, run one text at a time.

What belongs here: reading a text with a model: whole, in two halves, or word by word. What does not: what its outputs
mean, and when the upper half is asked at all (scoring.py for claims, assets/insights/vectors.py).

One text at a time on purpose: int8 models scale their activations by what stands in a batch, so that the last digits
of a text's output would depend on its neighbours. A batch gains little here (a tenth of the time at sixteen texts of
one length): texts are short, and padding costs too. Without a batch there is no padding, and no mask in the model.
"""

from __future__ import annotations

from collections.abc import Sequence
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
# A passage of seventy words.
MOST_TOKENS_OF_PASSAGE: Final = 80
# How many pieces of words are read at once where each has an output, and how many around them are read along.
STRETCH: Final = 96
AROUND: Final = 32
MODEL: Final = "model.onnx"
LOWER: Final = "lower.onnx"
UPPER: Final = "upper.onnx"
TOKENIZER: Final = "tokenizer.json"


class Encoder:
    """Reads texts with a whole model."""

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


class HalvedEncoder:
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


class WordEncoder:
    """Reads texts of any length with a model that gives a number for each piece of a word."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._edges = [tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]

    def __call__(self, words: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the model's output for the first piece of each word; 0 for a word without any.

        What is long is read in stretches, each with some pieces before and behind that only show what goes on.
        """
        encoding = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        pieces, of_word = np.array(encoding.ids, dtype=np.int64), np.array(encoding.word_ids, dtype=np.int64)
        outputs = np.zeros(len(pieces), dtype=np.float32)
        for begin in range(0, len(pieces), STRETCH):
            first, end = max(0, begin - AROUND), min(len(pieces), begin + STRETCH)
            outputs[begin:end] = self._read(pieces[first : end + AROUND])[begin - first : end - first]
        result = np.zeros(len(words), dtype=np.float32)
        named, firsts = np.unique(of_word, return_index=True)
        result[named] = outputs[firsts]
        return result

    def _read(self, pieces: npt.NDArray[np.int64]) -> States:
        tokens = np.array([[self._edges[0], *pieces, self._edges[1]]])
        output: States = self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})[0][0]
        return output[1:-1]


@cache
def load_encoder(folder: Path, most_tokens: int = MOST_TOKENS_OF_PASSAGE) -> Encoder:
    """Load the whole model of a folder, once in a process; it uses one thread.

    Args:
        folder: of the model.
        most_tokens: so many pieces of words of a text are read.

    Raises:
        FileNotFoundError: if the folder lacks one of the files.
    """
    _require(folder, MODEL, TOKENIZER)
    return Encoder(_session(folder / MODEL), _tokenizer(folder / TOKENIZER, most_tokens))


@cache
def load_word_encoder(folder: Path) -> WordEncoder:
    """Load the model of a folder that reads words; otherwise as `load_encoder`."""
    _require(folder, MODEL, TOKENIZER)
    return WordEncoder(_session(folder / MODEL), _tokenizer(folder / TOKENIZER, None))


@cache
def load_halved_encoder(folder: Path) -> HalvedEncoder:
    """Load the model in two halves of a folder; otherwise as `load_encoder`."""
    _require(folder, LOWER, UPPER, TOKENIZER)
    return HalvedEncoder(
        _session(folder / LOWER), _session(folder / UPPER), _tokenizer(folder / TOKENIZER, MOST_TOKENS)
    )


def _require(folder: Path, *names: str) -> None:
    for name in names:
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder / name} is missing: the model is a folder of {', '.join(names)}")


def _tokenizer(path: Path, most_tokens: int | None) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    if most_tokens:
        tokenizer.enable_truncation(most_tokens)
    tokenizer.no_padding()
    return tokenizer


def _session(path: Path) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # The stage runs as one process a core: threads of a model would only get in each other's way.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
