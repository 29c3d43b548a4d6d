"""Measuring parts on labelled data, for `briefcast evaluate`.

What belongs here: reading labelled files, scoring, figures. What does not: the parts measured.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from orchestration.settings import Settings

Figures = dict[str, float]

# From this claim score on a sentence counts as worth checking.
CLAIM_THRESHOLD: Final = 0.5
_STS_COLUMNS: Final = 3


class EvaluationDataError(ValueError):
    """A labelled file cannot be used; the message names the line and what is expected there."""


def evaluate_claims(data: Path, settings: Settings) -> Figures:
    """Score sentences as claims against human labels.

    Args:
        data: CheckThat task 1: a header, then lines of id, text, Yes or No, parted by tabs.
        settings: name the language model.

    Returns:
        f1, precision, recall of Yes; average_precision; n; items_per_second.
    """
    from assets.language.claims import score_sentence
    from assets.language.pipeline import load_pipeline

    labelled = _claims(data)
    nlp = load_pipeline(settings.language_model)
    started = time.perf_counter()
    scores = np.array([score_sentence(doc) for doc in nlp.pipe(text for text, _label in labelled)])
    seconds = time.perf_counter() - started
    truth = np.array([label for _text, label in labelled])
    found = scores >= CLAIM_THRESHOLD
    hits = int((found & truth).sum())
    precision = hits / max(1, int(found.sum()))
    recall = hits / max(1, int(truth.sum()))
    return {
        "f1": 2 * precision * recall / max(1e-12, precision + recall),
        "precision": precision,
        "recall": recall,
        "average_precision": average_precision(truth, scores),
        "n": len(labelled),
        "items_per_second": len(labelled) / seconds,
    }


def evaluate_similarity(data: Path, settings: Settings) -> Figures:
    """Compare the similarity of sentence pairs with human scores.

    Args:
        data: CSV without header: sentence, sentence, score.
        settings: not used; every task takes them.

    Returns:
        spearman, n, items_per_second (pairs).
    """
    from assets.insights.vectors import embed

    with data.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    scores = [_number(row, number) for number, row in enumerate(rows, start=1)]
    started = time.perf_counter()
    first, second = embed([row[0] for row in rows]), embed([row[1] for row in rows])
    cosines = (first * second).sum(axis=1)
    seconds = time.perf_counter() - started
    return {"spearman": spearman(cosines, np.array(scores)), "n": len(rows), "items_per_second": len(rows) / seconds}


def average_precision(truth: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64]) -> float:
    """Return the mean of the precision at each true item, items in descending order of score."""
    ordered = truth[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean()) if ordered.any() else 0.0


def spearman(one: npt.NDArray[np.floating], other: npt.NDArray[np.floating]) -> float:
    """Return the rank correlation of two series, ties given their mean rank."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    _unique, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: npt.NDArray[np.float64] = ends - (counts - 1) / 2
    return means[inverse]


def _claims(data: Path) -> Sequence[tuple[str, bool]]:
    labelled = []
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines()[1:], start=2):
        # Texts hold stray tabs and quotation marks: the id ends at the first tab, the label begins after the last.
        _identifier, _tab, rest = line.partition("\t")
        text, _tab, label = rest.rpartition("\t")
        if label not in ("Yes", "No"):
            raise EvaluationDataError(f"{data}, line {number}: expected id, text and Yes or No, parted by tabs")
        labelled.append((text, label == "Yes"))
    if not labelled:
        raise EvaluationDataError(f"{data}: no labelled sentences after the header")
    return labelled


def _number(row: Sequence[str], number: int) -> float:
    try:
        return float(row[_STS_COLUMNS - 1])
    except (IndexError, ValueError) as error:
        raise EvaluationDataError(f"line {number}: expected sentence, sentence, score, parted by commas") from error


TASKS: Final[Mapping[str, Callable[[Path, Settings], Figures]]] = {
    "claims": evaluate_claims,
    "similarity": evaluate_similarity,
}
