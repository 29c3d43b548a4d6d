"""Labels of podcast sentences, resolved against a corpus."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench import podcast_claims
from bench.podcast_claims import Labelled, labelled_sentences, unmeasured_transcripts

FIRST = "The locks at Marlow carry nine hundred barges a year."
SECOND = "Nobody counts them at night."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two episodes of the same two sentences, of one speaker."""
    folder = tmp_path / "corpus" / "river"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(f"**Ada Lock:** {FIRST} {SECOND}\n", encoding="utf-8")
    (folder / "two.md").write_text(f"**Ada Lock:** {FIRST} {SECOND}\n", encoding="utf-8")
    episodes = [{"id": "river/1", "transcript": "one.md"}, {"id": "river/2", "transcript": "two.md"}]
    (folder / "episodes.jsonl").write_text("\n".join(map(json.dumps, episodes)) + "\n", encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty file of labels that stands in for the real one."""
    file = tmp_path / "labels.tsv"
    monkeypatch.setattr(podcast_claims, "LABELS", file)
    return file


def write(file: Path, *rows: tuple[str, str, int, int, int, str, str]) -> None:
    lines = ["part\tepisode\tposition\tchar_start\tchar_end\tchecksum\tlabel"]
    for *place, text, worth in rows:
        lines.append("\t".join([*map(str, place), hashlib.sha256(text.encode()).hexdigest()[:8], worth]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_label_finds_its_sentence(corpus: Path, label: Path) -> None:
    write(
        label,
        ("measure", "river/1", 0, 0, len(FIRST), FIRST, "Yes"),
        ("train", "river/2", 0, len(FIRST) + 1, len(FIRST) + 1 + len(SECOND), SECOND, "No"),
    )

    assert labelled_sentences(corpus, "measure") == [Labelled(FIRST, True)]
    assert labelled_sentences(corpus, "train") == [Labelled(SECOND, False)]


def test_a_sentence_that_moved_within_its_episode_is_found_by_its_checksum(corpus: Path, label: Path) -> None:
    write(label, ("measure", "river/1", 3, 40, 60, SECOND, "No"))

    assert labelled_sentences(corpus, "measure") == [Labelled(SECOND, False)]


def test_a_sentence_that_is_gone_is_an_error_that_names_its_place(corpus: Path, label: Path) -> None:
    write(label, ("measure", "river/1", 0, 0, 9, "The tide turned.", "No"))

    with pytest.raises(LookupError, match="river/1, segment 0"):
        labelled_sentences(corpus, "measure")


def test_a_corpus_without_the_episode_is_an_error_that_names_it(corpus: Path, label: Path) -> None:
    write(label, ("measure", "river/9", 0, 0, 9, FIRST, "No"))

    with pytest.raises(LookupError, match="river/9"):
        labelled_sentences(corpus, "measure")


def test_episodes_that_are_measured_on_are_not_learned_from(corpus: Path, label: Path) -> None:
    write(label, ("measure", "river/1", 0, 0, len(FIRST), FIRST, "Yes"))

    assert [path.name for path in unmeasured_transcripts(corpus)] == ["two.md"]


def test_the_shipped_labels_keep_measuring_and_training_apart() -> None:
    episodes = {
        part: {row["episode"] for row in podcast_claims._rows() if row["part"] == part} for part in podcast_claims.PARTS
    }

    assert len(podcast_claims._rows()) == 697
    assert episodes["measure"]
    assert episodes["train"]
    assert not episodes["measure"] & episodes["train"]
