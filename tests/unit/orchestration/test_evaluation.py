"""Evaluation files: what is read from them, what is said of those that cannot be read, and the figures."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from orchestration.evaluation.attribution import evaluate_attribution, read_labelled, span_figures
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.evaluation.modality import evaluate_modality
from orchestration.evaluation.places import labelled_texts
from orchestration.settings import Settings

pytestmark = pytest.mark.slow

OWN_SENTENCES = Path(__file__).parents[3] / "bench" / "labels" / "reported_speech.txt"
TALK = "Well. The harbour will close next year. The gates leak."


def places(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "labels.tsv"
    path.write_text(
        "\n".join(("# a note", "path\tchar_start\tchar_end\tcrc32\tlabel", *lines)) + "\n", encoding="utf-8"
    )
    return path


def place(start: int, end: int, label: str, text: str = TALK) -> str:
    return f"talk.md\t{start}\t{end}\t{zlib.crc32(text[start:end].encode()):08x}\t{label}"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "talk.md").write_text(TALK, encoding="utf-8")
    return tmp_path


def test_marked_sentences_become_tokens_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("# a note\n\n[source: He][cue: 's like], [content: it leaks].\n", encoding="utf-8")

    assert [(line.tokens, line.labels) for line in read_labelled(path)] == [
        (
            ("He", "'s", "like", ",", "it", "leaks", "."),
            ("B-source", "B-cue", "I-cue", "O", "B-content", "I-content", "O"),
        )
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lines.jsonl", '{"tokens": ["a"], "labels": []}'),
        ("lines.jsonl", '{"tokens": ["a"]}'),
        ("lines.jsonl", "no json"),
        ("marked.txt", "[source: T]he mayor [cue: says] [content: it leaks]."),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text + "\n", encoding="utf-8")

    with pytest.raises(EvaluationDataError, match=rf"{name}, line 1: expected"):
        read_labelled(path)


def test_a_file_without_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n", encoding="utf-8")

    with pytest.raises(EvaluationDataError, match="no labelled lines"):
        read_labelled(path)


def test_only_exact_spans_count() -> None:
    truth = ["B-source", "I-source", "B-cue", "O", "B-content", "I-content"]
    guess = ["B-source", "O", "B-cue", "O", "B-content", "I-content"]

    assert span_figures([(truth, guess)]) == {"source_f1": 0.0, "cue_f1": 1.0, "content_f1": 1.0}


def test_attribution_holds_on_written_and_spoken_sentences_of_our_own() -> None:
    figures = evaluate_attribution(OWN_SENTENCES, Settings())

    assert figures["n"] >= 150
    assert figures["source_f1"] >= 0.8
    assert figures["cue_f1"] >= 0.75
    assert figures["content_f1"] >= 0.65


def test_json_lines_of_other_tokens_are_measured_too(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    tokens = ["``", "It", "leaks", ",", "''", "the", "mayor", "said", "."]
    labels = ["B-content", *["I-content"] * 4, "B-source", "I-source", "B-cue", "O"]
    path.write_text(json.dumps({"tokens": tokens, "labels": labels}) + "\n", encoding="utf-8")

    figures = evaluate_attribution(path, Settings())

    assert (figures["source_f1"], figures["cue_f1"], figures["content_f1"], figures["n"]) == (1.0, 1.0, 1.0, 1)


def test_modality_is_measured_on_places_of_the_corpus(corpus: Path) -> None:
    path = places(corpus, place(6, 39, "predicted"), place(40, 55, "hedged"))

    figures = evaluate_modality(path, Settings(corpus=corpus))

    assert figures["predicted_f1"] == 1.0
    assert figures["hedged_f1"] == 0.0
    assert figures["macro_f1"] == 0.5
    assert figures["hedged_as_asserted"] == 1.0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("talk.md\t6\t39\t00000000\tpredicted", "line 3: talk.md reads otherwise there"),
        ("gone.md\t6\t39\t00000000\tpredicted", "line 3: expected path"),
        ("talk.md\t6", "line 3: expected path"),
    ],
)
def test_a_place_that_cannot_be_found_is_named(corpus: Path, line: str, message: str) -> None:
    with pytest.raises(EvaluationDataError, match=message):
        labelled_texts(places(corpus, line), corpus)
