"""Measuring names against BIO files."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.evaluation.entities import evaluate_entities, read_bio
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.settings import Settings

BIO = """\
They O
moved O
to O
Kubernetes B-product
in O
2021 O

Nvidia\tB-organisation
of\tO
course\tO
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "labelled.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_found_as_marked_score_one(tmp_path: Path) -> None:
    figures = evaluate_entities(written(tmp_path, BIO), Settings())

    assert figures["span_f1"] == figures["typed_f1"] == 1
    assert figures["n"] == 2
    assert figures["items_per_second"] > 0


def test_a_wrong_type_costs_the_typed_figure_only(tmp_path: Path) -> None:
    figures = evaluate_entities(written(tmp_path, BIO.replace("product", "person")), Settings())

    assert figures["span_f1"] == 1
    assert figures["typed_f1"] == 0.5


def test_a_type_that_none_of_ours_stands_for_counts_without_types_only(tmp_path: Path) -> None:
    figures = evaluate_entities(written(tmp_path, BIO.replace("product", "misc")), Settings())

    assert figures["span_f1"] == figures["typed_f1"] == 1


def test_a_missed_name_costs_recall(tmp_path: Path) -> None:
    figures = evaluate_entities(written(tmp_path, BIO.replace("course\tO", "course\tB-misc")), Settings())

    assert figures["span_f1"] == pytest.approx(2 * 2 / (3 + 2))


def test_a_name_ends_where_another_begins(tmp_path: Path) -> None:
    data = written(tmp_path, "A B-x\nb I-x\nC B-x\nd I-y\n")

    assert read_bio(data) == [(["A", "b", "C", "d"], [(0, 2, "x"), (2, 3, "x"), (3, 4, "y")])]


@pytest.mark.parametrize("text", ["Word\n", "Word X-product\n", "\n\n"])
def test_a_file_of_another_form_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(EvaluationDataError, match=r"labelled\.txt"):
        evaluate_entities(written(tmp_path, text), Settings())
