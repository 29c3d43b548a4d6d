"""Measuring the claim score against human labels of check-worthiness.

What belongs here: CheckThat files and the figures on them. What does not: the score (assets.language).
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

import numpy as np

from orchestration.evaluation.figures import EvaluationDataError, Figures, average_precision
from orchestration.settings import Settings

# From this claim score on a sentence counts as worth checking.
CLAIM_THRESHOLD: Final = 0.5


def evaluate_claims(data: Path, settings: Settings) -> Figures:
    """Score sentences as claims against human labels.

    Args:
        data: CheckThat task 1, see `read_checkthat`.
        settings: not used; every task takes them.

    Returns:
        f1, precision, recall of Yes; average_precision; n; items_per_second.
    """
    from assets.language.scoring import claim_score

    labelled = read_checkthat(data)
    claim_score("The first sentence waits for the model to load.")
    started = time.perf_counter()
    scores = np.array([claim_score(text) for _identifier, text, _worth in labelled])
    seconds = time.perf_counter() - started
    truth = np.array([worth for _identifier, _text, worth in labelled])
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


def read_checkthat(data: Path) -> list[tuple[str, str, bool]]:
    """Read a file of CheckThat task 1: a header, then lines of id, text, Yes or No, parted by tabs.

    Returns:
        Identifier, text and whether it is worth checking, of every line.

    Raises:
        EvaluationDataError: if a line has another form, or there is none.
    """
    labelled = []
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines()[1:], start=2):
        # Texts hold stray tabs and quotation marks: the id ends at the first tab, the label begins after the last.
        identifier, _tab, rest = line.partition("\t")
        text, _tab, label = rest.rpartition("\t")
        if label not in ("Yes", "No"):
            raise EvaluationDataError(f"{data}, line {number}: expected id, text and Yes or No, parted by tabs")
        labelled.append((identifier, _unquoted(text), label == "Yes"))
    if not labelled:
        raise EvaluationDataError(f"{data}: no labelled sentences after the header")
    return labelled


def _unquoted(text: str) -> str:
    """Undo the quoting of the table, which puts marks around a text with a comma and doubles the marks inside it."""
    stripped = text.strip()
    if len(stripped) > 1 and stripped.startswith('"') and stripped.endswith('"'):
        return stripped[1:-1].replace('""', '"').strip()
    return stripped
