"""Labelled headlines: places in a corpus, without its text, become headlines again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench.headlines import Headline, read_headlines

SAID = "So the harbour, you know, moved more grain than the railways did."
HEADER = "# a comment\nepisode\tposition\tchar_start\tchar_end\tchecksum\twords\tlabel\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "river"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(f"**Ada Lock:** {SAID}\n", encoding="utf-8")
    (folder / "episodes.jsonl").write_text(json.dumps({"id": "river/1", "transcript": "one.md"}), encoding="utf-8")
    return tmp_path / "corpus"


def labels(folder: Path, *rows: tuple[object, ...]) -> Path:
    path = folder / "labels.tsv"
    path.write_text(HEADER + "".join("\t".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


def row(words: str, label: str, episode: str = "river/1", said: str = SAID) -> tuple[object, ...]:
    return episode, 0, 0, len(SAID), hashlib.sha256(said.encode()).hexdigest()[:8], words, label


def test_a_headline_is_made_of_the_words_named_and_begins_with_a_capital(corpus: Path, tmp_path: Path) -> None:
    path = labels(tmp_path, row("1-2,5-7", "good"), row("1-2", "dull"))

    assert read_headlines(path, corpus) == [
        Headline("The harbour, moved more grain", SAID.removeprefix("So "), "good", "river/1"),
        Headline("The harbour", SAID.removeprefix("So "), "dull", "river/1"),
    ]


def test_an_episode_that_the_corpus_lacks_is_left_out(corpus: Path, tmp_path: Path) -> None:
    assert read_headlines(labels(tmp_path, row("1-2", "good", episode="river/9")), corpus) == []


def test_a_passage_that_is_not_at_its_place_is_an_error_that_names_it(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="river/1, segment 0"):
        read_headlines(labels(tmp_path, row("1-2", "good", said="Another thing was said.")), corpus)
