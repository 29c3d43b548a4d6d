"""Measuring relatedness against files of arguments and key points."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from orchestration.evaluation.figures import EvaluationDataError
from orchestration.evaluation.related import Side, evaluate_related, mean_average_precision, read_sides, standing_out
from orchestration.settings import Settings

ARGUMENTS = """\
arg_id,argument,topic,stance
a1,"Night trains, unlike planes, emit little.",We should fund night trains,1
a2,A berth costs less than a hotel room.,We should fund night trains,1
a3,Nobody sleeps well on a train.,We should fund night trains,-1
"""
POINTS = """\
key_point_id,key_point,topic,stance
k1,Night trains are good for the climate,We should fund night trains,1
k2,Night trains save money,We should fund night trains,1
k3,Night trains are not comfortable,We should fund night trains,-1
"""
LABELS = """\
arg_id,key_point_id,label
a1,k1,1
a1,k2,0
a3,k3,1
"""


def written(folder: Path, labels: str = LABELS) -> Path:
    for name, text in (("arguments", ARGUMENTS), ("key_points", POINTS), ("labels", labels)):
        (folder / f"{name}_dev.csv").write_text(text, encoding="utf-8")
    return folder


def side(labels: list[list[int]]) -> Side:
    matrix = np.array(labels, dtype=np.int8)
    return Side("trains", ["argument"] * len(matrix), ["point"] * matrix.shape[1], matrix)


def test_arguments_meet_the_key_points_of_their_own_stance(tmp_path: Path) -> None:
    first, second = read_sides(written(tmp_path), "dev")

    assert first.arguments == ["Night trains, unlike planes, emit little.", "A berth costs less than a hotel room."]
    assert first.key_points == ["Night trains are good for the climate", "Night trains save money"]
    assert first.labels.tolist() == [[1, 0], [-1, -1]]
    assert second.labels.tolist() == [[1]]


def test_the_better_half_counts_and_an_undecided_pair_is_right_only_when_relaxed() -> None:
    four = side([[1, 0], [-1, 0], [0, 0], [1, 1]])
    scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.1], [0.2, 0.1]])

    strict, relaxed = mean_average_precision([four], [scores])

    # Of the two best the first matches: average precision 1, half of them true.
    assert strict == pytest.approx(0.5)
    assert relaxed == pytest.approx(1.0)


def test_each_argument_stands_for_its_best_key_point_alone() -> None:
    one = side([[1, 0], [0, 1]])

    assert mean_average_precision([one], [np.array([[0.1, 0.9], [0.2, 0.3]])]) == (0.0, 0.0)
    assert mean_average_precision([one], [np.array([[0.9, 0.1], [0.2, 0.3]])]) == (1.0, 1.0)


def test_sides_count_alike_whatever_their_size_and_one_without_key_points_counts_nothing() -> None:
    sides = [side([[1], [0]]), side([[0]] * 8), Side("trains", ["argument"], [], np.zeros((1, 0), dtype=np.int8))]
    scores = [np.array([[0.9], [0.1]]), np.zeros((8, 1)), np.zeros((1, 0))]

    assert mean_average_precision(sides, scores)[0] == pytest.approx(1 / 3)


def test_an_argument_that_is_near_to_all_key_points_ranks_behind_one_that_is_near_to_one() -> None:
    general, special = standing_out(np.array([[0.7, 0.7, 0.7], [0.6, 0.1, 0.1]]))

    assert special.max() > general.max()
    assert special.argmax() == 0


def test_figures_of_vectors_words_and_both_come_from_one_run(tmp_path: Path) -> None:
    figures = evaluate_related(written(tmp_path), Settings())

    expected = {f"{prefix}map_{kind}" for prefix in ("", "vectors_", "tfidf_") for kind in ("strict", "relaxed")}
    assert set(figures) == expected | {"n", "items_per_second"}
    assert figures["n"] == 3


def test_a_missing_file_an_unknown_subset_and_a_strange_label_are_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationDataError, match=r"arguments_dev\.csv: cannot be read"):
        read_sides(tmp_path, "dev")
    with pytest.raises(EvaluationDataError, match="all: no such subset; there are train, dev, test"):
        read_sides(tmp_path, "all")
    with pytest.raises(EvaluationDataError, match="label of a1 and k1: expected 0 or 1"):
        read_sides(written(tmp_path, "arg_id,key_point_id,label\na1,k1,yes\n"), "dev")


def test_a_file_with_other_columns_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationDataError, match=r"labels_dev\.csv, line 1: expected the columns"):
        read_sides(written(tmp_path, "argument,point\n"), "dev")
