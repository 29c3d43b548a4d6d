"""Measuring the claim score on a CheckThat file."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.language import scoring
from orchestration.evaluation.claims import evaluate_claims, read_checkthat
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.settings import Settings

HEADER = "Sentence_id\tText\tclass_label\n"


def written(folder: Path, lines: str) -> Path:
    file = folder / "sentences.tsv"
    file.write_text(HEADER + lines, encoding="utf-8")
    return file


def test_stray_tabs_and_table_quotes_are_read_as_the_text_they_stand_for(tmp_path: Path) -> None:
    file = written(tmp_path, '7\t"The tariff, she says, is ""gone""."\tYes\n8\tA\tstray tab\tNo\n')

    assert read_checkthat(file) == [
        ("7", 'The tariff, she says, is "gone".', True),
        ("8", "A\tstray tab", False),
    ]


@pytest.mark.parametrize("lines", ["7\tA sentence\tMaybe\n", "7\tA sentence\n"])
def test_a_line_of_another_form_is_named(tmp_path: Path, lines: str) -> None:
    with pytest.raises(EvaluationDataError, match="line 2: expected id, text and Yes or No"):
        read_checkthat(written(tmp_path, lines))


def test_a_file_without_sentences_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationDataError, match="no labelled sentences"):
        read_checkthat(written(tmp_path, ""))


def test_figures_are_of_the_score_that_the_pipeline_ships(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = {"first": 0.9, "second": 0.6, "third": 0.55, "fourth": 0.1}
    monkeypatch.setattr(scoring, "claim_score", lambda text: scores.get(text, 0.0))
    file = written(tmp_path, "1\tfirst\tYes\n2\tsecond\tNo\n3\tthird\tYes\n4\tfourth\tYes\n")

    figures = evaluate_claims(file, Settings.from_environment())

    assert figures["precision"] == figures["recall"] == figures["f1"] == pytest.approx(2 / 3)
    assert figures["average_precision"] == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
    assert figures["n"] == 4
    assert figures["items_per_second"] > 0
