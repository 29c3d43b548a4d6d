"""The sieve before the parser: a small model that tells from a sentence's words whether it can turn out to be a claim.

What belongs here: the model's features and its decision. What does not: what a claim is (claims.py), training
(bench/train_sieve.py).

The weights (data/sieve.npz) are of a linear model over hashed words, cues and counts that foretells the claim score of
a sentence, learned from the scores that parsing gave; its cut lets through 98.5 of 100 that came out as claims.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from assets.language.filters import has_number
from assets.language.lexicon import cue, words
from assets.language.modality import modality_of
from assets.language.sentences import quote_start

BUCKETS: Final = 1 << 15
_FILE: Final = Path(__file__).with_name("data") / "sieve.npz"
_WORD: Final = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
# Lengths in words are told apart up to this, in steps.
_LONGEST: Final = 60
_STEP: Final = 4
_CUES: Final = ("causal", "comparison", "generality")
_BROKEN: Final = ("--", "...", "…", "—")


def may_be_claim(sentence: str) -> bool:
    """Tell whether it is worth parsing a sentence; without case, which the model learned with, it always is."""
    if sentence.islower():
        return True
    weights, cut = _weights()
    return bool(weights[features(sentence)].sum() >= cut)


def features(sentence: str) -> npt.NDArray[np.int64]:
    """Return the features of a sentence as numbers of the table, each once: its words, its cues, and counts."""
    quote = sentence[quote_start(sentence) :]
    found = _WORD.findall(quote)
    plain = ["0" if word[0].isdigit() else word.lower() for word in found]
    texts = {*plain, *(f"second {word}" for word in plain[1:4]), f"first {plain[0] if plain else ''}"}
    texts.update(f"cue {name}" for name in _CUES if cue(name).search(quote))
    content = sum(word not in words("function_words") and word[0].isalpha() for word in plain)
    texts.update(
        (
            f"modality {modality_of(quote)[0]}",
            f"number {has_number(quote)}",
            f"pointer {bool(plain) and plain[0] in words('pointers')}",
            f"broken {any(mark in quote[:-1] for mark in _BROKEN)}",
            f"words {min(len(plain), _LONGEST) // _STEP}",
            f"content {10 * content // max(1, len(plain))}",
            f"capitals {min(sum(word[0].isupper() for word in found[1:] if word[0] != 'I'), 4)}",
            f"fillers {min(sum(word in words('inner_fillers') for word in plain), 4)}",
        )
    )
    return np.array([crc32(text.encode()) % BUCKETS for text in sorted(texts)], dtype=np.int64)


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    with np.load(_FILE) as file:
        return file["weights"].astype(np.float64) * float(file["scale"]), float(file["cut"])
