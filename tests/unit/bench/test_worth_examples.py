"""What worth is learned from: places, titles and verdicts become texts and shares."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assets.insights.worth import VERDICTS
from bench.worth_training.examples import read_insights

FIRST = "The harbour moved more grain than the railways did."
SAID = f"{FIRST} Nobody knew why."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "river"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text(f"**Ada Lock:** {SAID}\n", encoding="utf-8")
    (folder / "episodes.jsonl").write_text(json.dumps({"id": "river/1", "transcript": "one.md"}), encoding="utf-8")
    return folder.parent


def labels(folder: Path, verdicts: str, words: str = "1-4", said: str = SAID) -> Path:
    path = folder / "insights.tsv"
    columns = "episode\tposition\tchar_start\tchar_end\tchecksum\twords\tverdicts"
    checksum = hashlib.sha256(said.encode()).hexdigest()[:8]
    row = "\t".join(("river/1", "0", "0", str(len(SAID)), checksum, words, verdicts))
    path.write_text(f"# a note\n{columns}\n{row}\n", encoding="utf-8")
    return path


def test_a_title_is_shown_with_what_follows_in_its_sentence_before_its_passage(corpus: Path, tmp_path: Path) -> None:
    (example,) = read_insights(labels(tmp_path, "good"), corpus)

    assert example.text == f"Harbour moved more grain … than the railways did. | {SAID}"


def test_each_verdict_has_the_share_of_the_readers_who_gave_it(corpus: Path, tmp_path: Path) -> None:
    (example,) = read_insights(labels(tmp_path, "good dull good headline"), corpus)

    shares = dict(zip(VERDICTS, example.chances.tolist(), strict=True))
    assert shares == {"good": 0.5, "dull": 0.25, "unclear": 0, "none": 0, "headline": 0.25}


def test_a_passage_that_is_not_there_any_more_is_told(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="river/1"):
        read_insights(labels(tmp_path, "good", said="Something else."), corpus)
