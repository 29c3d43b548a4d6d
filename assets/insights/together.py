"""Two passages read together: whether they are about the same thing, by a small transformer that sees both.

What belongs here: asking the model. What does not: how it was learned (bench.pair_training; its figures stand in
models/pairs/README.md), which pairs are read and what follows (neighbours.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from assets.language.encoder import load_encoder

VERSION: Final = "pairs-minilm-1"
MODEL: Final = Path(__file__).with_name("models") / "pairs"
# What the model tells apart, in the order of its outputs: about different things; about the same; one backs the other;
# both say the same, or the opposite.
OUTPUTS: Final = ("none", "same_subject", "supports", "same")
# Two passages of seventy words, and the marks around them.
MOST_TOKENS: Final = 192


def about_the_same(one: str, other: str) -> float:
    """Return the log odds that two passages are about the same thing, read in either order; 20 ms."""
    return (_log_odds(one, other) + _log_odds(other, one)) / 2


def as_read(one: str, other: str) -> str:
    """Return two passages as one text, as the model reads them."""
    return f"{one} [SEP] {other}"


def _log_odds(one: str, other: str) -> float:
    outputs = load_encoder(MODEL, MOST_TOKENS)(as_read(one, other)).astype(np.float64)
    related = outputs[OUTPUTS.index("none") + 1 :]
    return float(np.log(np.exp(related - related.max()).sum()) + related.max() - outputs[OUTPUTS.index("none")])
