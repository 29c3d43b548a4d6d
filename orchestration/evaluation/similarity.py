"""Measuring the similarity of vectors against human scores of sentence pairs.

What belongs here: STS files and the figures on them. What does not: the vectors (assets.insights).
"""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from orchestration.evaluation.figures import EvaluationDataError, Figures, spearman
from orchestration.settings import Settings

_STS_COLUMNS: Final = 3


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


def _number(row: Sequence[str], number: int) -> float:
    try:
        return float(row[_STS_COLUMNS - 1])
    except (IndexError, ValueError) as error:
        raise EvaluationDataError(f"line {number}: expected sentence, sentence, score, parted by commas") from error
