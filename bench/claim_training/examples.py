"""What the claim score learns from: debates of CheckThat 2024, and podcast sentences labelled by reading.

What belongs here: reading and choosing examples. What does not: learning from them.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assets.language.filters import is_statement
from assets.language.sentences import split
from bench.podcast_claims import labelled_sentences, segment_texts, unmeasured_transcripts
from orchestration.evaluation.claims import read_checkthat

TRAIN: Final = "CT24_checkworthy_english_train.tsv"
MEASURED: Final = {
    "dev": "CT24_checkworthy_english_dev.tsv",
    "dev-test": "CT24_checkworthy_english_dev-test.tsv",
}
# Sentences are numbered through the debates; those of `dev` are of the same debates below this number. From it on they
# are of the latest ones: held out, these are as hard as the test part (a word model gets .60 F1, .69 AP on either).
LATEST_FROM: Final = 30_000
# Sentences of one debate stay together where a model is asked about what it has not seen.
DEBATE_LENGTH: Final = 500


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from or to measure on; `number` is its place in the debates, -1 outside them."""

    text: str
    worth: bool
    number: int = -1


def debates(folder: Path) -> list[Example]:
    """Return the training part of CheckThat."""
    return [Example(text, worth, int(number)) for number, text, worth in read_checkthat(folder / TRAIN)]


def podcasts(corpus: Path, part: str) -> list[Example]:
    """Return podcast sentences of the part "measure" or "train"."""
    return [Example(item.text, item.worth) for item in labelled_sentences(corpus, part)]


def unlabelled(corpus: Path, per_episode: int, seed: int) -> list[str]:
    """Return sentences that may be claims, at most so many an episode, none of an episode that is measured on."""
    chance = random.Random(seed)
    chosen: list[str] = []
    for transcript in unmeasured_transcripts(corpus):
        spoken = [sentence.text for text in segment_texts(transcript) for sentence in split(text)]
        possible = [text for text in spoken if is_statement(text)]
        chosen += chance.sample(possible, min(per_episode, len(possible)))
    return chosen


def measured(folder: Path, corpus: Path) -> dict[str, list[Example]]:
    """Return what is measured on, by name; nothing is learned from it, except from "latest" for the shipped model."""
    parts = {}
    for name, file in MEASURED.items():
        parts[name] = [Example(text, worth) for _number, text, worth in read_checkthat(folder / file)]
    latest = [example for example in debates(folder) if example.number >= LATEST_FROM]
    return {**parts, "latest": latest, "podcasts": podcasts(corpus, "measure")}


def hard_examples(
    examples: Sequence[Example], logits: Iterable[float], hard: int, easy: int, seed: int
) -> list[Example]:
    """Return all worthy examples, the `hard` unworthy ones that look worthiest by `logits`, and `easy` of the others.

    Half the unworthy sentences are so plain that a model learns nothing from them; without them training takes half as
    long.
    """
    paired = zip(examples, logits, strict=True)
    unworthy = [example for example, _logit in sorted(paired, key=lambda pair: -pair[1]) if not example.worth]
    rest = random.Random(seed).sample(unworthy[hard:], min(easy, max(0, len(unworthy) - hard)))
    return [example for example in examples if example.worth] + unworthy[:hard] + rest


def texts_of(examples: Sequence[Example]) -> list[str]:
    """Return the sentences."""
    return [example.text for example in examples]


def chances_of(examples: Sequence[Example]) -> list[float]:
    """Return 1 for the worthy and 0 for the others, by their labels."""
    return [float(example.worth) for example in examples]
