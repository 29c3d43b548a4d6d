"""Figures that several evaluations share."""

from __future__ import annotations

import numpy as np
import pytest

from orchestration.evaluation.figures import average_precision, spearman


def test_average_precision_is_the_mean_of_the_precision_at_each_true_item() -> None:
    truth = np.array([True, False, True, False])

    assert average_precision(truth, np.array([0.9, 0.8, 0.7, 0.6])) == pytest.approx((1 + 2 / 3) / 2)


def test_items_of_equal_score_count_together_whatever_their_order() -> None:
    scores = np.array([0.5, 0.5, 0.5, 0.5])

    assert average_precision(np.array([True, False, False, False]), scores) == pytest.approx(0.25)
    assert average_precision(np.array([False, False, False, True]), scores) == pytest.approx(0.25)


def test_average_precision_of_nothing_true_is_zero() -> None:
    assert average_precision(np.array([False, False]), np.array([0.2, 0.1])) == 0


def test_rank_correlation_ignores_the_scale() -> None:
    assert spearman(np.array([1.0, 2.0, 9.0]), np.array([0.1, 0.2, 0.3])) == pytest.approx(1)
    assert spearman(np.array([1.0, 2.0, 9.0]), np.array([0.3, 0.2, 0.1])) == pytest.approx(-1)
