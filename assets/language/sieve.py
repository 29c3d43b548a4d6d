"""The sieve before the parser: a small model that tells from a sentence's words whether it can turn out to be a claim.

What belongs here: the model's features and its decision. What does not: what a claim is (claims.py), training
(bench/train_sieve.py).

The weights (data/sieve.npz) are of a logistic regression over hashed words and pairs of words, learned from what the
parser and the claim score say of sentences; its cut lets through 99 of 100 that they call claims.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

BUCKETS: Final = 1 << 15
_FILE: Final = Path(__file__).with_name("data") / "sieve.npz"
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
# Lengths in words are told apart up to this, in steps.
_LONGEST: Final = 60
_STEP: Final = 4


def may_be_claim(sentence: str) -> bool:
    """Tell whether it is worth parsing a sentence."""
    weights, bias = _weights()
    return bool(weights[features(sentence)].sum() + bias >= 0)


def features(sentence: str) -> npt.NDArray[np.int64]:
    """Return the features of a sentence as numbers of the table, each once."""
    words = _WORD.findall(sentence)
    lowered = [_shape(word) if word[0].isdigit() else word.lower() for word in words]
    texts = {f"{first} {second}" for first, second in zip(["^", *lowered], lowered, strict=False)}
    texts.update(lowered)
    texts.update(f"^{word}" for word in lowered[:3])
    texts.add(f"length {min(len(words), _LONGEST) // _STEP}")
    capitals = sum(word[0].isupper() and word not in ("I", "I'm") for word in words[1:])
    texts.add(f"capitals {min(capitals, 3)}")
    return np.array([crc32(text.encode()) % BUCKETS for text in sorted(texts)], dtype=np.int64)


def _shape(word: str) -> str:
    return f"{min(len(word), 4)} digits"


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    with np.load(_FILE) as file:
        return file["weights"].astype(np.float64) * float(file["scale"]), float(file["bias"])
