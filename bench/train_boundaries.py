"""Train the model that finds sentences in speech without punctuation, and say how well it does.

What belongs here: fitting assets/language/data/boundaries.npz on the corpus. What does not: the model
(assets.language.boundaries).

Every tenth episode is kept apart and measured on; the seed is fixed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from assets.language import boundaries
from assets.podcasts.wording import sentences
from orchestration.evaluation.corpus import corpus_folder, segments_of, transcripts
from orchestration.settings import Settings

OUT: Final = Path(boundaries.__file__).with_name("data") / "boundaries.npz"
EPOCHS: Final = 4
BATCH: Final = 2048
RATE: Final = 0.2
# A cut too few joins two sentences into one that is no claim, a cut too many leaves one whole: the best sum of both.
SHIFT: Final = 1.2
_UNCUT: Final = 1_000_000
_LEVELS: Final = 127  # of a signed byte

Examples = tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]


def main() -> None:
    """Train, measure on the episodes kept apart, and write the weights."""
    parser = argparse.ArgumentParser(description="Train the model of sentence boundaries.")
    parser.add_argument("--episodes", type=int, default=400, help="how many episodes, spread over the corpus")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    folder = corpus_folder(Settings.from_environment())
    names = [str(path) for path in transcripts(folder)]
    chosen = names[:: max(1, len(names) // arguments.episodes)]
    kept = chosen[::10]
    train = _examples(segments_of(folder, name) for name in chosen if name not in kept)
    weights, bias = fit(*train)
    scale = float(np.abs(weights).max()) / _LEVELS
    np.savez_compressed(
        arguments.out,
        weights=np.round(weights / scale).astype(np.int8),
        scale=np.float32(scale),
        bias=np.float32(bias + SHIFT),
    )
    print(f"{len(train[1]):,} gaps, {train[1].mean():.3f} of them ends of sentences")
    print(measured(segments_of(folder, name) for name in kept))


def fit(rows: npt.NDArray[np.int32], ends: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float64], float]:
    """Return weights by number of the table, and the bias, of a logistic regression (AdaGrad)."""
    generator = np.random.default_rng(0)
    weights, squares = np.zeros(boundaries.BUCKETS), np.full(boundaries.BUCKETS, 1e-6)
    bias = float(np.log(ends.mean() / (1 - ends.mean())))
    for _epoch in range(EPOCHS):
        order = generator.permutation(len(ends))
        for batch in np.array_split(order, max(1, len(order) // BATCH)):
            own = rows[batch]
            chance = 1 / (1 + np.exp(-(weights[own].sum(axis=1) + bias)))
            error = np.repeat(chance - ends[batch], boundaries.FEATURES)
            gradient = np.bincount(own.ravel(), error, boundaries.BUCKETS)
            squares += gradient**2
            weights -= RATE * gradient / np.sqrt(squares)
    return weights, bias


def measured(episodes: Iterable[list[dict[str, object]]]) -> str:
    """Return precision and recall of the cuts in a line."""
    hits = found = true = 0
    for segments in episodes:
        for words, ends in map(_stripped, (str(segment["text"]) for segment in segments)):
            own, wanted = set(boundaries.cuts(words)), set(np.flatnonzero(ends).tolist())
            hits, found, true = hits + len(own & wanted), found + len(own), true + len(wanted)
    return f"precision {hits / max(1, found):.3f}  recall {hits / max(1, true):.3f}  n {true}"


def _examples(episodes: Iterable[list[dict[str, object]]]) -> Examples:
    rows, ends = [], []
    for segments in episodes:
        for words, marks in map(_stripped, (str(segment["text"]) for segment in segments)):
            rows.append(boundaries.rows_of(words)[1:].astype(np.int32))
            ends.append(marks[1:])
    return np.concatenate(rows), np.concatenate(ends)


def _stripped(text: str) -> tuple[list[str], npt.NDArray[np.bool_]]:
    """Return the words of a text without marks, and which of them begin a sentence (but the first)."""
    words: list[str] = []
    begins: list[int] = []
    for sentence in sentences(text, _UNCUT):
        begins.append(len(words))
        words += stripped(sentence).split()
    marks = np.zeros(len(words), dtype=np.bool_)
    marks[[place for place in begins if 0 < place < len(words)]] = True
    return words, marks


def stripped(text: str) -> str:
    """Return a text as speech recognition without punctuation gives it: words in lower case, single spaces."""
    kept = (word.strip('.,;:!?…"“”‘()[]{}*-–—') for word in text.lower().split())
    return " ".join(word for word in kept if word)


if __name__ == "__main__":
    main()
