"""Titles that nobody read: sentences of a corpus give them, but those of measured episodes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.verdict_training import unread
from bench.verdict_training.examples import is_measured
from bench.verdict_training.unread import unread_titles
from orchestration.settings import Settings

SAID = "The port of Ostwick closed two of its four grain terminals last spring. Thank you."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "river"
    folder.mkdir()
    (folder / "one.md").write_text(f"**Ada Lock:** {SAID}\n", encoding="utf-8")
    lines = [json.dumps({"id": f"river/{number}", "transcript": "one.md"}) for number in (1, 2)]
    (folder / "episodes.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_a_title_is_given_once_as_its_reader_is_shown_it(corpus: Path) -> None:
    titles = unread_titles(corpus, Settings().language_model)

    assert "The port of Ostwick closed two of its four grain terminals … last spring." in titles
    assert len(titles) == len(set(titles))


def test_of_measured_episodes_there_is_none(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "is_measured", lambda episode: True)

    assert unread_titles(corpus, Settings().language_model) == []


def test_one_episode_in_eight_is_measured() -> None:
    share = sum(is_measured(f"river/{number}") for number in range(800)) / 800

    assert 0.08 < share < 0.17
