"""Measuring relatedness against human judgements of which key point an argument makes (ArgKP).

What belongs here: ArgKP files, the scorer of its shared task, and the ways of comparing. What does not: the vectors
(assets.insights).

The scorer is that of the Key Point Analysis shared task of 2021, track 1 (Friedman, Dankin, Hou, Aharonov, Katz and
Slonim, 2021): each argument is given its best key point, the better-scored half of the arguments of each topic and
stance counts, and its average precision is multiplied by its share of true matches. A pair that the annotators left
undecided is false in the strict figure, true in the relaxed one.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from orchestration.evaluation.figures import EvaluationDataError, Figures, average_precision
from orchestration.evaluation.tfidf import letter_terms, similarities, tfidf, word_terms
from orchestration.settings import Settings

Subset: TypeAlias = Literal["train", "dev", "test"]
Scores: TypeAlias = npt.NDArray[np.float64]

UNDECIDED: Final = -1
# How much the cosine of words and letters counts beside that of the vectors, and how much an argument's mean over all
# key points of its side is taken off. Measured on the topics of `train` with the model before any training, the first
# gains .03 and the second another .025, strict and relaxed alike.
WORDS_SHARE: Final = 0.5
MEAN_SHARE: Final = 0.5
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "arguments": ("arg_id", "argument", "topic", "stance"),
    "key_points": ("key_point_id", "key_point", "topic", "stance"),
    "labels": ("arg_id", "key_point_id", "label"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """The arguments of one stance on a topic, its key points, and which of them match.

    `labels` has a row for each argument and a column for each key point: 1 they match, 0 they do not, -1 undecided.
    """

    topic: str
    arguments: list[str]
    key_points: list[str]
    labels: npt.NDArray[np.int8]


def evaluate_related(data: Path, settings: Settings, subset: str = "dev") -> Figures:
    """Tell which key point each argument makes, against human judgements.

    Args:
        data: folder of the ArgKP files, such as arguments_dev.csv, key_points_dev.csv and labels_dev.csv.
        settings: not used; every task takes them.
        subset: which of the files: train, dev or test.

    Returns:
        map_strict and map_relaxed of vectors and words together (`standing_out`); vectors_map_… of the cosine of the
        vectors alone; tfidf_map_… of that of words and stretches of letters; n (arguments); items_per_second (texts).
    """
    from assets.insights.vectors import embed

    sides = read_sides(data, subset)
    embed(["The first text waits for the model to load."])
    started = time.perf_counter()
    vectors = [np.asarray(embed(side.arguments) @ embed(side.key_points).T, dtype=np.float64) for side in sides]
    seconds = time.perf_counter() - started
    words = word_scores(sides)
    figures: Figures = {}
    both = [standing_out(one + WORDS_SHARE * other) for one, other in zip(vectors, words, strict=True)]
    for prefix, scores in (("", both), ("vectors_", vectors), ("tfidf_", words)):
        strict, relaxed = mean_average_precision(sides, scores)
        figures |= {f"{prefix}map_strict": strict, f"{prefix}map_relaxed": relaxed}
    count = sum(len(side.arguments) for side in sides)
    texts = count + sum(len(side.key_points) for side in sides)
    return figures | {"n": count, "items_per_second": texts / seconds}


def standing_out(scores: Scores) -> Scores:
    """Return how far each key point (column) stands out among all for an argument (row), besides how near it is.

    An argument that is somewhat near to all of them speaks of the topic in general, and makes none of them.
    """
    rest = scores.mean(axis=1, keepdims=True) if scores.shape[1] else 0.0
    result: Scores = scores - MEAN_SHARE * rest
    return result


def word_scores(sides: Sequence[Side]) -> list[Scores]:
    """Return how alike arguments and key points of each side are in words and in letters: the mean of two cosines."""
    both = zip(_compared(sides, word_terms), _compared(sides, letter_terms), strict=True)
    return [(words + letters) / 2 for words, letters in both]


def _compared(sides: Sequence[Side], terms: Callable[[str], list[str]]) -> list[Scores]:
    """Return the cosines by TF-IDF of all arguments with the key points of their side."""
    texts = [text for side in sides for text in (*side.arguments, *side.key_points)]
    rows = tfidf([terms(text) for text in texts])
    scores, start = [], 0
    for side in sides:
        middle = start + len(side.arguments)
        end = middle + len(side.key_points)
        scores.append(similarities(rows[start:middle], rows[middle:end]))
        start = end
    return scores


def mean_average_precision(sides: Sequence[Side], scores: Sequence[Scores]) -> tuple[float, float]:
    """Return the strict and the relaxed figure of the shared task.

    Args:
        sides: one without key points counts 0.
        scores: how well each key point (column) matches each argument (row) of the side.
    """
    strict, relaxed = [], []
    for side, matrix in zip(sides, scores, strict=True):
        if not side.key_points:
            strict.append(0.0)
            relaxed.append(0.0)
            continue
        rows = np.arange(len(side.arguments))
        best = matrix.argmax(axis=1)
        order = np.argsort(-matrix[rows, best], kind="stable")[: len(rows) // 2]
        labels, chosen = side.labels[rows, best][order], matrix[rows, best][order]
        strict.append(_precision(labels == 1, chosen))
        relaxed.append(_precision(labels != 0, chosen))
    return float(np.mean(strict)), float(np.mean(relaxed))


def _precision(truth: npt.NDArray[np.bool_], scores: Scores) -> float:
    return average_precision(truth, scores) * float(truth.mean()) if len(truth) else 0.0


def read_sides(folder: Path, subset: str) -> list[Side]:
    """Read the sides of all topics of a subset, in the order of their arguments.

    Raises:
        EvaluationDataError: if a file is missing or has other columns, or a label is neither 0 nor 1.
    """
    if subset not in get_args(Subset):
        raise EvaluationDataError(f"{subset}: no such subset; there are {', '.join(get_args(Subset))}")
    arguments, points, labels = (_rows(folder, name, subset) for name in _COLUMNS)
    label_of = {(row["arg_id"], row["key_point_id"]): _label(row) for row in labels}
    made_by, points_of = _by_side(arguments), _by_side(points)
    return [
        Side(
            topic=side[0],
            arguments=[row["argument"] for row in made],
            key_points=[row["key_point"] for row in points_of.get(side, ())],
            labels=np.array(
                [
                    [
                        label_of.get((row["arg_id"], point["key_point_id"]), UNDECIDED)
                        for point in points_of.get(side, ())
                    ]
                    for row in made
                ],
                dtype=np.int8,
            ),
        )
        for side, made in made_by.items()
    ]


def _by_side(rows: Sequence[Mapping[str, str]]) -> dict[tuple[str, str], list[Mapping[str, str]]]:
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault((row["topic"], row["stance"]), []).append(row)
    return found


def _rows(folder: Path, name: str, subset: str) -> list[dict[str, str]]:
    path = folder / f"{name}_{subset}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(_COLUMNS[name]) - set(reader.fieldnames or ())
            rows = list(reader)
    except OSError as error:
        raise EvaluationDataError(f"{path}: cannot be read ({error.strerror}); expected the files of ArgKP") from error
    if missing:
        raise EvaluationDataError(f"{path}, line 1: expected the columns {', '.join(_COLUMNS[name])}")
    return rows


def _label(row: Mapping[str, str]) -> int:
    if row["label"] not in ("0", "1"):
        raise EvaluationDataError(f"label of {row['arg_id']} and {row['key_point_id']}: expected 0 or 1")
    return int(row["label"])
