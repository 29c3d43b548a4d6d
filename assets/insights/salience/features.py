"""The features of windows, by name: what makes people underline one rather than another.

What belongs here: the features, in groups, each for all windows of an episode at once. What does not: their weights
(data/salience.yaml, learned by bench.salience_training), the choice among windows (choice.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from assets.insights.salience.cues import cue_counts, cue_names, words_of
from assets.insights.salience.spoken import Numbers, Row, Spoken
from assets.insights.salience.talk import talk_features
from assets.insights.salience.theme import Vectors, centroid, content_words, sentence_vectors, theme_of, unit
from assets.insights.salience.windows import Windows

# Cues are counted by so many words: a full window has about as many.
BY_WORDS: Final = 50
# From so many words on a window is full.
FULL_WORDS: Final = 60
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z]\w")

Features = dict[str, Numbers]


class Sums:
    """Sums of a number over the sentences of windows, from running totals."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows

    def __call__(self, values: Numbers) -> Numbers:
        """Return the sum of a value (or of each column) over each window's sentences."""
        totals = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0, dtype=np.float64)])
        result: Numbers = totals[self._windows.last + 1] - totals[self._windows.first]
        return result


def window_features(episode: Spoken, windows: Windows, claims: Sequence[Row]) -> tuple[Features, Vectors]:
    """Return the features of windows by name, each an array with a value a window, and the windows' unit vectors.

    Args:
        episode: its sentences.
        windows: at least one.
        claims: rows of language.schema.CLAIMS of the episode.
    """
    sums = Sums(windows)
    counts = sums(episode.word_counts)
    words = [words_of(sentence.text) for sentence in episode.sentences]
    cues = sums(np.array([cue_counts(found) for found in words], dtype=np.float64))
    vectors = sentence_vectors([sentence.text for sentence in episode.sentences])
    whole = unit(sums(vectors * episode.word_counts[:, None]).astype(np.float32))
    features = {
        "fullness": np.minimum(counts, FULL_WORDS) / FULL_WORDS,
        "sentence_words": counts / (windows.last - windows.first + 1),
        **{name: cues[:, place] / counts * BY_WORDS for place, name in enumerate(cue_names())},
        "capitals": sums(_count(_NAME, episode)) / counts * BY_WORDS,
        "quotations": sums(_count(re.compile('["“”]'), episode)) / counts * BY_WORDS,
        "questions": sums(_count(re.compile(r"\?"), episode)) / counts * BY_WORDS,
        **_word_features(episode, words, sums),
        "near_theme": whole @ centroid(vectors, episode.word_counts * episode.is_content),
        **talk_features(episode, windows),
        **_claim_features(episode, windows, claims, sums),
    }
    return features, whole


def _count(pattern: re.Pattern[str], episode: Spoken) -> Numbers:
    return np.array([len(pattern.findall(sentence.text)) for sentence in episode.sentences], dtype=np.float64)


def _word_features(episode: Spoken, words: Sequence[Sequence[str]], sums: Sums) -> Features:
    """Return how dense and how rare the words are, and how much of the episode's theme they hold."""
    content = [content_words(found) for found in words]
    theme = theme_of(
        [found if is_content else [] for found, is_content in zip(content, episode.is_content, strict=True)]
    )
    rarity = theme.rarity

    def total(value: Mapping[str, float]) -> Numbers:
        return sums(np.array([sum(value.get(word, 0.0) for word in found) for found in content], dtype=np.float64))

    number = np.maximum(1, sums(np.array([len(found) for found in content], dtype=np.float64)))
    spoken = np.maximum(1, sums(np.array([len(found) for found in words], dtype=np.float64)))
    length = np.sqrt(np.maximum(1e-9, total({word: value**2 for word, value in rarity.items()})))
    return {
        "content_share": number / spoken,
        "word_length": sums(np.array([sum(map(len, found)) for found in words], dtype=np.float64)) / spoken,
        "rarity": total(rarity) / number,
        "said_again": total({word: min(5, count - 1) for word, count in theme.counts.items()}) / number,
        "theme_words": total({word: theme.weight(word) for word in rarity}) / length / theme.norm,
    }


def _claim_features(episode: Spoken, windows: Windows, claims: Sequence[Row], sums: Sums) -> Features:
    """Return how good the best claim of a window is among the episode's, and how much is claimed in all.

    Scores count by their rank, so that a claim score on another scale leaves the weights as they are.
    """
    segment_ids = [segment["segment_id"] for segment in episode.segments]
    scores: dict[tuple[str, int], float] = {}
    ends: dict[tuple[str, int], int] = {}
    for place, sentence in enumerate(episode.sentences):
        ends[segment_ids[int(episode.segment_of[place])], sentence.end] = place
    for row in claims:
        scores[row["segment_id"], row["char_end"]] = row["claim_score"]
    ranked = np.sort(np.array(list(scores.values()), dtype=np.float64))
    ranks = np.zeros(len(episode.sentences))
    for key, score in scores.items():
        if key in ends:
            ranks[ends[key]] = np.searchsorted(ranked, score, side="right") / len(ranked)
    best = np.maximum.reduce(
        [
            np.where(windows.first + step <= windows.last, ranks[np.minimum(windows.first + step, len(ranks) - 1)], 0)
            for step in range(3)
        ]
    )
    return {"best_claim": best, "claims": sums((ranks > 0).astype(np.float64))}
