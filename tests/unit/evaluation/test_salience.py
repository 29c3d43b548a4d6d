"""The evaluation of salience: reading labelled documents, and when a stretch counts as found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from orchestration.evaluation import salience
from orchestration.evaluation.figures import EvaluationDataError
from orchestration.evaluation.interviews import Interview, Place, interview, read_interviews
from orchestration.settings import Settings

SENTENCE = "The harbour of Ostwick moved more grain than all the railways of the north did in that year."


def document(*stretches: tuple[str | None, str], gold: Sequence[Sequence[int]]) -> dict[str, Any]:
    return {
        "id": "talk-1",
        "segments": [{"speaker": speaker, "text": text} for speaker, text in stretches],
        "gold": [list(span) for span in gold],
    }


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "documents.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_captions_of_one_speaker_are_joined_and_their_spans_move_along(tmp_path: Path) -> None:
    row = document(("Ida", "Grain moves."), ("Ida", "Salt stays."), ("Ole", "Why?"), gold=[(1, 0, 4), (2, 0, 4)])

    (found,) = read_interviews(written(tmp_path, row))

    assert [segment["text"] for segment in found.segments] == ["Grain moves. Salt stays.", "Why?"]
    assert [found.segments[at]["text"][start:end] for at, start, end in found.gold] == ["Salt", "Why?"]


def test_long_stretches_of_one_speaker_are_cut_where_a_sentence_ends() -> None:
    found = interview("talk-1", [{"speaker": None, "text": SENTENCE}] * 12, ())

    assert len(found.segments) == 3
    assert all(segment["text"].endswith("year.") for segment in found.segments)


def test_of_a_held_out_meeting_the_turns_that_were_mostly_selected_are_wanted(tmp_path: Path) -> None:
    turns = [
        {"speaker": "A", "text": f"{{laugh}} {SENTENCE} ,", "selected_words": 12},
        {"speaker": "B", "text": SENTENCE, "selected_words": 3},
    ]
    rows = [{"meeting": name, "turns": turns} for name in ("ES2004a", "ES2002a")]

    (found,) = read_interviews(written(tmp_path, *rows))

    assert found.name == "ES2004a"
    assert found.gold == ((0, 0, len(SENTENCE) + 1),)


@pytest.mark.parametrize("row", [{"id": "x"}, document(("Ida", "Grain."), gold=[(0, 2, 99)]), {"meeting": "ES2004a"}])
def test_a_line_of_another_form_is_named(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(EvaluationDataError, match="line 1"):
        read_interviews(written(tmp_path, row))


def test_a_file_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationDataError, match="no labelled documents"):
        read_interviews(written(tmp_path))


def figures(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    row: dict[str, Any],
    passages: list[Place],
    titled: Sequence[Place] = (),
) -> dict[str, float]:
    def chosen(documents: Sequence[Interview], _settings: Settings) -> Iterator[salience.Chosen]:
        yield from [salience.Chosen(passages, titled) for _document in documents]

    monkeypatch.setattr(salience, "chosen", chosen)
    return salience.evaluate_salience(written(folder, row), Settings())


def test_a_stretch_is_found_when_half_of_its_characters_are_covered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = document(("Ida", SENTENCE), ("Ole", SENTENCE), gold=[(0, 0, 40), (1, 0, 40)])

    half = figures(monkeypatch, tmp_path, row, [(0, 20, 60)])
    less = figures(monkeypatch, tmp_path, row, [(0, 21, 60)])
    elsewhere = figures(monkeypatch, tmp_path, row, [(1, 50, 90)])

    assert (half["hit_at_5"], half["coverage_at_5"]) == (1.0, 0.5)
    assert (less["hit_at_5"], elsewhere["hit_at_5"]) == (0.0, 0.0)
    assert half["n"] == 1


def test_passages_with_a_title_are_measured_beside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = document(("Ida", SENTENCE), ("Ole", SENTENCE), gold=[(0, 0, 40), (1, 0, 40)])

    found = figures(monkeypatch, tmp_path, row, [(0, 0, 40), (1, 0, 40)], titled=[(1, 0, 40)])

    assert (found["coverage_at_5"], found["titled_coverage_at_5"]) == (1.0, 0.5)


def test_baselines_take_as_many_words_as_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    grain = "Grain, grain and grain again is what this harbour of grain moves for the grain trade of the north."
    row = document(("Ida", f"{SENTENCE} {SENTENCE}"), ("Ole", grain), gold=[(0, 0, len(SENTENCE))])

    found = figures(monkeypatch, tmp_path, row, [(1, 0, len(grain))])

    assert found["hit_at_5"] == 0.0
    assert found["longest_hit_at_5"] == 1.0
    assert 0.0 < found["random_hit_at_5"] < 1.0
    assert found["centroid_hit_at_5"] in (0.0, 1.0)
