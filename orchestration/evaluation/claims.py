"""Measuring the claim score against human labels of check-worthiness.

What belongs here: CheckThat files and the figures on them. What does not: the score (assets.language).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
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
