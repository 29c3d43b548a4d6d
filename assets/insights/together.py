"""Two passages read together: whether they are about the same thing, by a small transformer that sees both.

What belongs here: asking the model. What does not: how it was learned (bench.pair_training; its figures stand in
models/pairs/README.md), which pairs are read and what follows (neighbours.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from assets.insights.odds import log_odds
from assets.language.encoder import load_encoder
from assets.language.verdicts import chances

VERSION: Final = "pairs-minilm-1"
MODEL: Final = Path(__file__).with_name("models") / "pairs"
# What the model tells apart, in the order of its outputs: about different things; about the same; one backs the other;
# both say the same, or the opposite.
OUTPUTS: Final = ("none", "same_subject", "supports", "same")
# Two passages of seventy words, and the marks around them.
MOST_TOKENS: Final = 192


def about_the_same(one: str, other: str) -> float:
    """Return the log odds that two passages are about the same thing, whichever is named first; 10 ms."""
    _none, *related = chances(load_encoder(MODEL, MOST_TOKENS)(as_read(one, other)))
    return log_odds(sum(related))


def as_read(one: str, other: str) -> str:
    """Return two passages as one text, as the model reads them, in an order that does not depend on who asks."""
    return " [SEP] ".join(sorted((one, other)))
