"""Learns from which words on a sentence is read by the models at all (assets.language.prospects).

    python -m bench.kept_words --corpus CORPUS --out DIR

What belongs here: what is learned from, and the table of what each threshold costs. What does not: the fit
(bench.claim_training.word_model).

Every sentence of a corpus that may assert something, and that the first reading of the score leaves open, is read by
all models: whether it is worth it, and how sound it is. The words learn the chance that it is kept. What is printed is
of the episodes that are kept apart: the share of the sentences that pass each threshold, and that of the claims. On two
cores it takes about a quarter of an hour.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import spacy
import yaml

from assets.language.claims import FACTORY, ClaimReader, has_marks, judged_words
from assets.language.lexicon import data
from assets.language.prospects import WEIGHTS, kept_features
from assets.language.read import may_assert
from assets.language.scoring import claim_score, word_score
from assets.language.verdicts import claim_is_sound
from bench.claim_training.examples import Example
from bench.verdict_training.unread import spoken

if TYPE_CHECKING:
    from bench.claim_training.word_model import WordModel

# How steeply the chance to be kept rises with the log odds of being sound, around the threshold.
STEEPNESS: Final = 2.0
# The shares of the claims that thresholds are printed for.
FOUND: Final = (0.95, 0.98, 0.985, 0.99, 0.995)

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and the log odds, over those that are needed, that it is sound; minus infinity where it scores low."""

    text: str
    margin: float


def main() -> None:
    """Read the corpus, fit the words, print what they cost, and write them."""
    parser = argparse.ArgumentParser(description="Learn which sentences the models need not read.")
    parser.add_argument("--corpus", type=Path, required=True, help="the folder of collections")
    parser.add_argument("--out", type=Path, required=True, help="where the tables go")
    arguments = parser.parse_args()
    reader = spacy.blank("en").add_pipe(FACTORY)
    assert isinstance(reader, ClaimReader)
    learned, kept = (
        [judged(one, reader) for said in spoken(arguments.corpus, measured=measured) for one in said if is_read(one)]
        for measured in (False, True)
    )
    write(learn(learned, kept), arguments.out)


def is_read(sentence: str) -> bool:
    """Tell whether the models would read a sentence as its words are weighed without those learned here."""
    return may_assert(sentence) and has_marks(sentence) and word_score(sentence) >= data("weights")["read_again_from"]


def judged(sentence: str, reader: ClaimReader) -> Judged:
    """Ask the models about a sentence, whatever its words promise."""
    if claim_score(sentence) < reader.threshold:
        return Judged(sentence, -np.inf)
    said = judged_words(sentence)
    return Judged(sentence, _log_odds(claim_is_sound(said, 0.0)) - _log_odds(reader.needed(said)))


def learn(learned: Sequence[Judged], kept: Sequence[Judged]) -> WordModel:
    """Fit the words to what is learned from, and print their cost for what was kept apart."""
    from bench.claim_training.word_model import fit, logits

    model = fit(_examples(learned), chances_of(learned), kept_features)
    given = 1 / (1 + np.exp(-logits(model, _examples(kept), kept_features)))
    is_claim = np.array([one.margin >= 0 for one in kept])
    print(f"learned from {len(learned):,} sentences; kept apart {len(kept):,}, claims {is_claim.sum():,}")
    for share in FOUND:
        threshold = float(np.quantile(given[is_claim], 1 - share))
        print(f"from {threshold:.5f} on: {np.mean(given >= threshold):.3f} of the sentences, {share} of the claims")
    return model


def chances_of(sentences: Sequence[Judged]) -> Chances:
    """Return the chance of each to be kept, even where it just is."""
    result: Chances = 1 / (1 + np.exp(-STEEPNESS * np.array([one.margin for one in sentences])))
    return result


def write(model: WordModel, folder: Path) -> None:
    """Write the table of words, and print the other weights as they stand in weights.yaml."""
    from bench.claim_training.word_model import write_words

    write_words(model, folder / WEIGHTS.name)
    named = {name: round(weight, 4) for name, weight in model.features.items()}
    print(yaml.safe_dump({"kept": {"intercept": round(model.intercept, 4), **named}}, sort_keys=False))


def _examples(sentences: Sequence[Judged]) -> list[Example]:
    return [Example(one.text, worth=one.margin >= 0) for one in sentences]


def _log_odds(chance: float) -> float:
    return float(np.log(chance / (1 - chance)))


if __name__ == "__main__":
    main()
