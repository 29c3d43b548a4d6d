"""How much a sentence is worth as a claim: the chance that a listener would want to know it, or see it checked.

What belongs here: the two readings that give the score. What does not: how they were learned (bench.claim_training; its
figures stand in models/claims/README.md), what a claim says (claims.py).

A first reading adds up the weights of the words, at some 30 microseconds a sentence. What it leaves open goes to a
second one, a small transformer, which is right more often and fifty times as slow; its upper layers, which double
that, read on only where the lower ones are in doubt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from assets.language.encoder import load_halved_encoder
from assets.language.lexicon import data

SHORT_WORDS: Final = 9
MODEL: Final = Path(__file__).with_name("models") / "claims"
_WORD_WEIGHTS: Final = Path(__file__).with_name("data") / "claim_words.tsv"
_WORD: Final = re.compile(r"\d+|[$%]|[^\W\d_]+(?:'[^\W\d_]+)?")


def claim_score(sentence: str) -> float:
    """Return a score between 0 and 1 for a sentence alone; from 0.5 on it counts as worth checking."""
    first = word_score(sentence)
    return round(first if first < data("weights")["read_again_from"] else model_score(sentence), 4)


def word_score(sentence: str) -> float:
    """Return the score of the first reading: a logistic sum over words, pairs of words and features of weights.yaml."""
    return summed_words(sentence, features(sentence), data("weights")["words"], word_weights(_WORD_WEIGHTS))


def model_score(sentence: str) -> float:
    """Return the score of the second reading, by the model; 0.5 is where precision and recall balanced in training."""
    weights, encoder = data("weights"), load_halved_encoder(MODEL)
    output, states = encoder.begin(sentence)
    score = _scaled(output, weights["lower"])
    doubt = weights["read_on"]
    return _scaled(encoder.finish(states), weights["upper"]) if doubt["from"] <= score < doubt["to"] else score


def summed_words(
    sentence: str, named: Mapping[str, float], weights: Mapping[str, float], words: Mapping[str, float]
) -> float:
    """Return a chance: the logistic sum over the terms of a sentence and over what else is known of it.

    Args:
        sentence: whose terms are weighed.
        named: features by their names.
        weights: of these, and the `intercept`.
        words: weights of terms; others weigh nothing.
    """
    found = terms(sentence)
    # Divided by the root of their number, so that long sentences do not add up to certainty.
    total = sum(words.get(term, 0.0) for term in found) / math.sqrt(len(found)) if found else 0.0
    return _logistic(total + weights["intercept"] + sum(weights[name] * value for name, value in named.items()))


def terms(sentence: str) -> set[str]:
    """Return the words of a sentence and its pairs of neighbours; numbers are "0", "^" stands before the first word."""
    found = _WORD.findall(sentence.lower().replace("’", "'"))
    words = ["0" if word.isdigit() else word for word in found]
    return {*words, *(f"{one} {other}" for one, other in zip(["^", *words], words, strict=False))}


def features(sentence: str) -> dict[str, float]:
    """Return the features of the first reading by their names in weights.yaml."""
    count = len(sentence.split())
    return {
        "log_word_count": math.log(max(1, count)),
        "has_digit": float(any(character.isdigit() for character in sentence)),
        "is_short": float(count < SHORT_WORDS),
    }


def _scaled(output: float, scale: Mapping[str, float]) -> float:
    return _logistic(scale["intercept"] + scale["slope"] * output)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


@cache
def word_weights(file: Path) -> dict[str, float]:
    """Return the weights of terms that a table gives, read once."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {term: float(weight) for term, _tab, weight in (line.partition("\t") for line in lines)}
