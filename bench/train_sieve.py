"""Train the sieve before the parser on what the parser and the claim score say, and say how much it saves.

What belongs here: fitting assets/language/data/sieve.npz. What does not: the sieve (assets.language.sieve).

To be run again whenever the claim score or its threshold changes. Episodes are drawn with a fixed seed; every fifth of
them is kept apart: the cut is set on these, and what it lets through is measured on them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from assets.language import sieve
from assets.language.claims import FACTORY
from assets.language.filters import is_statement
from assets.language.pipeline import load_pipeline
from assets.language.read import EpisodeText, kind_of, read_episode
from assets.language.sentences import split
from orchestration.evaluation.corpus import corpus_folder, segments_of, transcripts
from orchestration.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

OUT: Final = Path(sieve.__file__).with_name("data") / "sieve.npz"
RECALL: Final = 0.985
EPOCHS: Final = 8
BATCH: Final = 64
RATE: Final = 0.05
PENALTY: Final = 0.5
_LEVELS: Final = 127  # of a signed byte

# The features of a sentence, and its claim score, 0 where it asserts nothing.
Example = tuple[npt.NDArray[np.int64], float]


def main() -> None:
    """Train, set the cut, and write the weights."""
    parser = argparse.ArgumentParser(description="Train the sieve before the parser.")
    parser.add_argument("--episodes", type=int, default=40, help="how many episodes, drawn at random")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    folder = corpus_folder()
    names = [str(path) for path in transcripts(folder)]
    chosen = random.Random(0).sample(names, min(arguments.episodes, len(names)))
    nlp = load_pipeline(Settings.from_environment().language_model)
    reader: Any = nlp.get_pipe(FACTORY)
    threshold, reader.threshold = reader.threshold, 0.0
    episodes = [list(_examples(nlp, name, segments_of(folder, name))) for name in chosen]
    kept = [example for episode in episodes[::5] for example in episode]
    train = [example for place, episode in enumerate(episodes) if place % 5 for example in episode]
    weights = fit(train)
    scale = float(np.abs(weights).max()) / _LEVELS
    rounded = np.round(weights / scale).astype(np.int8)
    foretold = np.array([rounded[rows].sum(dtype=np.int64) * scale for rows, _score in kept])
    claims = np.array([score >= threshold for _rows, score in kept])
    cut = float(np.quantile(foretold[claims], 1 - RECALL))
    np.savez_compressed(arguments.out, weights=rounded, scale=np.float32(scale), cut=np.float32(cut))
    print(f"{len(train):,} sentences to learn from; {len(kept):,} kept apart, {claims.mean():.3f} of them claims")
    print(f"of these {(foretold >= cut).mean():.3f} are let through, with {RECALL} of the claims")


def fit(examples: list[Example]) -> npt.NDArray[np.float64]:
    """Return weights by number of the table: least squares with a penalty (AdaGrad)."""
    generator = random.Random(0)
    weights, squares = np.zeros(sieve.BUCKETS), np.full(sieve.BUCKETS, 1e-2)
    for _epoch in range(EPOCHS):
        order = generator.sample(examples, len(examples))
        for begin in range(0, len(order), BATCH):
            gradient = PENALTY * weights
            for rows, score in order[begin : begin + BATCH]:
                gradient[rows] += weights[rows].sum() - score
            squares += gradient**2
            weights -= RATE * gradient / np.sqrt(squares)
    return weights


def _examples(nlp: Language, name: str, segments: list[dict[str, object]]) -> Iterator[Example]:
    """Give the statements of an episode's speech with their claim scores."""
    reading = read_episode(nlp, EpisodeText(name, name, date.min, (), tuple(segments)), is_thorough=True)
    scores = {(row["segment_id"], row["char_end"]): row["claim_score"] for row in reading.claims}
    for segment, row in zip(segments, reading.speech, strict=True):
        for sentence in split(str(segment["text"])):
            if kind_of(row).spares(sentence.start, sentence.end) and is_statement(sentence.text):
                yield sieve.features(sentence.text), scores.get((segment["segment_id"], sentence.end), 0.0)


if __name__ == "__main__":
    main()
