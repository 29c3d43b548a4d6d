"""Measuring the similarity of vectors against human scores of sentence pairs.

What belongs here: STS files and the figures on them. What does not: the vectors (assets.insights).
"""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from orchestration.evaluation.figures import EvaluationDataError, Figures, spearman
from orchestration.settings import Settings


def evaluate_similarity(data: Path, settings: Settings) -> Figures:
    """Compare the similarity of sentence pairs with human scores.

    Args:
        data: CSV without header: sentence, sentence, score.
        settings: not used; every task takes them.

    Returns:
        spearman, n, items_per_second (pairs).
    """
    from assets.insights.vectors import embed

    pairs = read_pairs(data)
    started = time.perf_counter()
    first, second = embed([one for one, _, _ in pairs]), embed([other for _, other, _ in pairs])
    cosines = (first * second).sum(axis=1)
    seconds = time.perf_counter() - started
    scores = np.array([score for _, _, score in pairs])
    return {"spearman": spearman(cosines, scores), "n": len(pairs), "items_per_second": len(pairs) / seconds}


def read_pairs(data: Path) -> list[tuple[str, str, float]]:
    """Read pairs of sentences with their human score, 0 to 5: a CSV file without header.

    Raises:
        EvaluationDataError: if a line has another form.
    """
    with data.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    return [(row[0], row[1], _number(row, number)) for number, row in enumerate(rows, start=1)]


def _number(row: Sequence[str], number: int) -> float:
    try:
        return float(row[2])
    except (IndexError, ValueError) as error:
        raise EvaluationDataError(f"line {number}: expected sentence, sentence, score, parted by commas") from error
