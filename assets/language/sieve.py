"""The sieve before the parser: a small model that tells from a sentence's words whether it can turn out to be a claim.

What belongs here: the model's features and its decision. What does not: what a claim is (claims.py), training
(bench/train_sieve.py).

The weights (data/sieve.npz) are of a linear model over hashed words, pairs of words and counts that foretells the claim
score of a sentence, learned from the scores that parsing gave; its cut lets through 99 of 100 that came out as claims.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assets.language.lexicon import words

BUCKETS: Final = 1 << 15
_FILE: Final = Path(__file__).with_name("data") / "sieve.npz"
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
# Lengths in words are told apart up to this, in steps.
_LONGEST: Final = 60
_STEP: Final = 4


def may_be_claim(sentence: str) -> bool:
    """Tell whether it is worth parsing a sentence."""
    weights, cut = _weights()
    return bool(weights[features(sentence)].sum() >= cut)


def features(sentence: str) -> npt.NDArray[np.int64]:
    """Return the features of a sentence as numbers of the table, each once: words, pairs of words, and counts."""
    found = _WORD.findall(sentence)
    plain = ["0" if word[0].isdigit() else word.lower() for word in found]
    texts = {f"{first} {second}" for first, second in pairwise(["^", *plain])}
    texts.update(plain)
    content = sum(word not in words("function_words") and word[0].isalpha() for word in plain)
    texts.update(
        (
            f"# words {min(len(plain), _LONGEST) // _STEP}",
            f"# content {10 * content // max(1, len(plain))}",
            f"# capitals {min(sum(word[0].isupper() for word in found[1:] if word[0] != 'I'), 4)}",
            f"# figures {min(plain.count('0'), 2)}",
            f"# fillers {min(sum(word in words('inner_fillers') for word in plain), 4)}",
        )
    )
    return np.array([crc32(text.encode()) % BUCKETS for text in sorted(texts)], dtype=np.int64)


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    with np.load(_FILE) as file:
        return file["weights"].astype(np.float64) * float(file["scale"]), float(file["cut"])
