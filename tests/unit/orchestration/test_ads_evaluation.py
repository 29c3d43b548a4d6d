"""Measuring advertisements: labels of words, resolved against a corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.evaluation.ads import checksum, evaluate_ads
from orchestration.evaluation.corpus import FOLDER_VARIABLE
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.settings import Settings

NAME = "show/transcripts/one.md"
TALK = "The dam of Ostwick was raised in spring and the river carries less silt since then."
SPONSOR = "This episode is brought to you by Plimsoll Rope, the rope that floats."


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of the only transcript of a corpus."""
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    said = [("Oskar", TALK), ("Ida", SPONSOR), ("Oskar", "Nobody swims there now.")]
    path.write_text("\n\n".join(f"**{name}:** {text}" for name, text in said), encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    return " ".join(text for _name, text in said).lower().split()


def labels(tmp_path: Path, *rows: tuple[str, int, int, int, str]) -> Path:
    path = tmp_path / "labels.tsv"
    path.write_text("# a comment\n" + "".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


def evaluate(data: Path) -> dict[str, float]:
    return evaluate_ads(data, Settings.from_environment())


def test_figures_are_of_the_stretches_that_most_words_make_an_advertisement(tmp_path: Path, words: list[str]) -> None:
    start = len(TALK.split())
    end = start + len(SPONSOR.split())
    data = labels(
        tmp_path,
        (NAME, 0, start, checksum(words), "speech"),
        (NAME, start, end, checksum(words[start:end]), "ad"),
        (NAME, end, len(words), checksum(words[end:]), "ad"),
    )

    figures = evaluate(data)

    assert (figures["precision"], figures["recall"], figures["n"]) == (1.0, 0.5, 3)
    assert (figures["aside_precision"], figures["aside_recall"]) == (1.0, 0.5)
    assert figures["items_per_second"] > 0


def test_a_stretch_is_found_again_where_words_before_it_are_counted_differently(
    tmp_path: Path, words: list[str]
) -> None:
    start = len(TALK.split())
    end = start + len(SPONSOR.split())

    figures = evaluate(labels(tmp_path, (NAME, start - 5, end - 5, checksum(words[start:end]), "ad")))

    assert figures["recall"] == 1.0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((NAME, 0, 5, 1, "ad"), "line 2"),
        (("show/transcripts/none.md", 0, 5, 1, "ad"), "no such transcript"),
        (("../labels.tsv", 0, 5, 1, "ad"), "no such transcript"),
        ((NAME, 0, 5, 1, "advert"), "line 2: advert is none of"),
    ],
)
def test_a_label_that_cannot_be_used_is_named(
    tmp_path: Path, words: list[str], row: tuple[str, int, int, int, str], message: str
) -> None:
    assert words
    with pytest.raises(EvaluationDataError, match=message):
        evaluate(labels(tmp_path, row))


def test_without_a_corpus_the_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "nowhere"))

    with pytest.raises(EvaluationDataError, match=FOLDER_VARIABLE):
        evaluate(labels(tmp_path, (NAME, 0, 5, 1, "ad")))
