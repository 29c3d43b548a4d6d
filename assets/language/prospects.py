"""Prospects: whether its words leave a sentence any chance to be kept as a claim, worth it and sound.

What belongs here: a reading of words that spares the models. What does not: how much a claim is worth (scoring.py),
whether it is sound (verdicts.py), how the weights were learned (bench.kept_words).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

from assets.language.lexicon import data
from assets.language.scoring import features, summed_words, word_weights
from assets.language.standing import is_firm

WEIGHTS: Final = Path(__file__).with_name("data") / "kept_words.tsv"


def has_prospects(sentence: str) -> bool:
    """Tell whether a sentence may be kept as a claim; 0.1 ms, where the models take 1.3 to 12.

    Of 13,100 sentences of episodes that nothing was learned from, which the first reading of the score leaves open, .39
    pass, with .99 of the 115 claims. Learned without one of five shows, weights lost up to .02 of its claims.
    """
    least: float = data("weights")["kept"]["from"]
    return kept_chance(sentence) >= least


def kept_chance(sentence: str) -> float:
    """Return the chance that a sentence is kept, by its words: a logistic sum."""
    return summed_words(sentence, kept_features(sentence), data("weights")["kept"], word_weights(WEIGHTS))


def kept_features(sentence: str) -> dict[str, float]:
    """Return the features by their names in weights.yaml: those of the score, and what tells of names and of breaks."""
    first, *others = sentence.split() or [""]
    return {
        **features(sentence),
        "is_firm": float(is_firm(sentence)),
        "opens_large": float(first[:1].isupper()),
        "log_capital_count": math.log1p(sum(word[0].isupper() for word in others)),
        "log_comma_count": math.log1p(sentence.count(",")),
    }
